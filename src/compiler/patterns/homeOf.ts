import type { CompiledLayer } from '../artifact.js';
import { kindOfLayer } from './kindOfLayer.js';
import type { KindWords } from './kinds.js';

/** The layer that holds models of a kind: the first of the best kind there is; null where there is none. */
export function homeOf({ homes }: Pick<KindWords, 'homes'>, layers: readonly CompiledLayer[]): CompiledLayer | null {
  const byKind = homes.map((kind) => layers.find((layer) => kindOfLayer(layer)?.kind === kind));
  return byKind.find((layer) => layer !== undefined) ?? null;
}
