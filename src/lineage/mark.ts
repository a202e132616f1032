import type { ColumnDerivation, LineageKind } from '../compiler/artifact.js';
import type { Level, LineageEdge } from './edge.js';

const LEVELS: readonly Level[] = ['product', 'port', 'model', 'column'];
export const KINDS: readonly LineageKind[] = ['source', 'input_port', 'model', 'output_port', 'product', 'column'];
const HOWS: readonly (ColumnDerivation | null)[] = [
  null,
  ...(['identity', 'transformation', 'hash', 'aggregation', 'unknown'] as const),
];

function placeIn<T>(list: readonly T[], each: T): number {
  const place = list.indexOf(each);
  if (place < 0) throw new Error(`lineage knows no "${String(each)}", only ${list.join(', ')}`);
  return place;
}

/** A level as it stands in a mark, in its last two bits. */
export const levelBits = (level: Level): number => placeIn(LEVELS, level);
export const LEVEL_MASK = 3;

/** All that an edge says beside its two names, in 11 bits. Throws for what is no level, kind or derivation. */
export const markOf = (level: Level, edge: Pick<LineageEdge, 'fromKind' | 'toKind' | 'how'>): number =>
  levelBits(level) |
  (placeIn(KINDS, edge.fromKind) << 2) |
  (placeIn(KINDS, edge.toKind) << 5) |
  (placeIn(HOWS, edge.how) << 8);

export const fromKindOf = (mark: number): LineageKind => KINDS[(mark >> 2) & 7] ?? 'source';
export const toKindOf = (mark: number): LineageKind => KINDS[(mark >> 5) & 7] ?? 'source';
export const howOf = (mark: number): ColumnDerivation | null => HOWS[mark >> 8] ?? null;
