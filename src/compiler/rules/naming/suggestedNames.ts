import type { ModelFacts } from '../../facts/models/modelFacts.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import { TakenNames } from './takenNames.js';
import { nameInLayer } from '../../patterns/nameInLayer.js';
import { withStem } from '../../patterns/casing/withStem.js';
import { suggestedName, type Suggestion } from './suggestedName.js';

/** A name that another rule of names asks for, and whether something bears it already. */
export interface AskedName {
  readonly name: string;
  readonly taken: boolean;
}

/** Nothing to be called: a name in the case alone would still be of no layer. */
export interface NoName {
  readonly name: null;
  readonly taken: false;
}
const NO_NAME: NoName = { name: null, taken: false };

/** What to call the models of a product whose names are wrong, by what is wrong with them. */
export interface SuggestedNames {
  /** Of those that bear the prefix of another layer than they declare; none where no name can be made of the layer. */
  readonly declared: ReadonlyMap<ModelFacts, AskedName>;
  /** Of those whose names are not in the case. One that gets a layer's name gets it in the case. */
  readonly cased: ReadonlyMap<ModelFacts, AskedName | NoName>;
  /** Of those whose names say no layer. */
  readonly layered: ReadonlyMap<ModelFacts, Suggestion>;
}

const known = new WeakMap<ProductFacts, SuggestedNames>();

/** Made once for all rules, so that no two models are told to take one name. */
export function suggestedNames(facts: ProductFacts): SuggestedNames {
  const names = known.get(facts) ?? new Giver(facts).give();
  known.set(facts, names);
  return names;
}

/** Gives each name once: first to models that keep what they are called most. */
class Giver {
  private names: TakenNames | null = null;

  constructor(private readonly facts: ProductFacts) {}

  /** Gathered when the first name is asked for: most projects have none that is wrong. */
  private get taken(): TakenNames {
    return (this.names ??= new TakenNames(this.facts.project));
  }

  give(): SuggestedNames {
    const { models } = this.facts;
    const declared = this.asked(models, (model) => this.inDeclaredLayer(model));
    const cased = this.asked(
      models.filter(({ prefixed }) => prefixed),
      (model) => this.inCase(model),
    );
    const layered = this.layered(models.filter(({ prefixed }) => !prefixed));
    const left = models.filter((model) => !model.prefixed && !layered.get(model)?.name);
    const casedLeft = left.filter((model) => this.inCase(model) !== null).map((model) => [model, NO_NAME] as const);
    return { declared, cased: new Map<ModelFacts, AskedName | NoName>([...cased, ...casedLeft]), layered };
  }

  private inCase({ name, stem }: ModelFacts): string | null {
    return withStem(name, stem, this.facts.platform.namingCase);
  }

  private inDeclaredLayer({ layer, prefixed, declared, stem }: ModelFacts): string | null {
    const contradicts = layer && prefixed && layer !== prefixed && layer.name === declared;
    return contradicts ? nameInLayer(layer, stem, this.facts.platform.namingCase) : null;
  }

  private asked(
    models: readonly ModelFacts[],
    nameOf: (model: ModelFacts) => string | null,
  ): Map<ModelFacts, AskedName> {
    const found = new Map<ModelFacts, AskedName>();
    for (const model of models) {
      const name = nameOf(model);
      if (name !== null) found.set(model, { name, taken: !this.take(name, model) });
    }
    return found;
  }

  private take(name: string, by: ModelFacts): boolean {
    if (this.taken.isTaken(name, by.name)) return false;
    this.taken.add(name, by.name);
    return true;
  }

  /** A model whose own name speaks for a layer has the name before one whose folder does. */
  private layered(models: readonly ModelFacts[]): Map<ModelFacts, Suggestion> {
    const found = new Map<ModelFacts, Suggestion>();
    const suggest = (among: readonly ModelFacts[], settles: (suggestion: Suggestion) => boolean): void => {
      for (const model of among) {
        const suggestion = suggestedName(model, { ...this.facts.platform, taken: this.taken });
        if (!suggestion || !settles(suggestion)) continue;
        found.set(model, suggestion);
        if (suggestion.name) this.take(suggestion.name, model);
      }
    };
    suggest(models, ({ byFolder }) => !byFolder);
    const others = models.filter((model) => !found.has(model));
    suggest(others, () => true);
    return found;
  }
}
