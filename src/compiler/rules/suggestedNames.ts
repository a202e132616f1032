import type { ModelFacts } from '../facts/modelFacts.js';
import type { ProductFacts } from '../facts/productFacts.js';
import { TakenNames } from '../facts/takenNames.js';
import { suggestedName, type Suggestion } from './suggestedName.js';

/** What to call each model whose name says no layer. Two models are never told to take one name. */
export function suggestedNames({ models, platform, project }: ProductFacts): ReadonlyMap<ModelFacts, Suggestion> {
  const taken = new TakenNames(project);
  const found = new Map<ModelFacts, Suggestion>();
  const suggest = (among: readonly ModelFacts[], settle: (suggestion: Suggestion) => boolean): void => {
    for (const model of among) {
      const suggestion = suggestedName(model, { ...platform, taken });
      if (!suggestion || !settle(suggestion)) continue;
      found.set(model, suggestion);
      if (suggestion.name) taken.add(suggestion.name, model.name);
    }
  };
  const unnamed = models.filter(({ prefixed }) => !prefixed);
  suggest(unnamed, ({ byFolder }) => !byFolder);
  const others = unnamed.filter((model) => !found.has(model));
  suggest(others, () => true);
  return found;
}
