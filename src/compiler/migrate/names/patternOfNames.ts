import type { ModelingPattern } from '../../artifact.js';
import { matchLayer } from '../../patterns/matchLayer.js';
import { patterns } from '../../patterns/defaults/patterns.js';
import { layersFrom } from '../migration/layers.js';

/**
 * The pattern that models are named after, other than the one to go to: a manifest that was changed first no longer says
 * (ADR-0021, Pattern Migration, step 1). null where no name speaks for one.
 */
export function patternOfNames(
  names: readonly string[],
  to: ModelingPattern,
  manifest: unknown,
): ModelingPattern | null {
  const scores = (Object.keys(patterns) as ModelingPattern[])
    .filter((each) => each !== to && patterns[each].layers.length > 0)
    .map((pattern) => {
      const own = patterns[pattern].layers.map(({ name }) => name);
      const layers = layersFrom(pattern, to, manifest).filter(({ name }) => own.includes(name));
      return { pattern, named: names.filter((name) => matchLayer(name, layers)).length };
    })
    .sort((a, b) => b.named - a.named);
  const [best] = scores;
  return best && best.named > 0 ? best.pattern : null;
}
