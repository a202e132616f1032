import fc from 'fast-check';
import type { CompiledEdge, LineageKind } from '../../src/compiler/artifact.js';
import type { LineageEdge } from '../../src/lineage/edge.js';

export const LEVELS = ['product', 'port', 'model', 'column'] as const;
const HOWS = ['identity', 'transformation', 'hash', 'aggregation', 'unknown'] as const;

interface Name {
  readonly fqn: string;
  readonly kind: LineageKind;
}

const name = (fqn: string, ...kinds: LineageKind[]): Name[] => kinds.map((kind) => ({ fqn, kind }));

/** Names of each level; some that begin like others, are of several kinds, or are beyond ASCII. */
const NAMES: Readonly<Record<CompiledEdge['level'], readonly Name[]>> = {
  product: ['a.a', 'a.a-b', 'a.ab', 'b.a', 'b.ü', 'c.z'].flatMap((fqn) => name(fqn, 'product')),
  port: [
    ...name('source:dlt/x', 'source'),
    ...['a.a.in', 'a.a-b.in', 'b.a.in'].flatMap((fqn) => name(fqn, 'input_port')),
    ...['a.a.out', 'a.ab.out', 'b.ü.out'].flatMap((fqn) => name(fqn, 'output_port')),
    ...name('a.a.both', 'input_port', 'output_port'),
  ],
  model: [
    ...name('source:crm/y', 'source'),
    ...['a.a#m', 'a.a#m-n', 'a.ab#m', 'b.ü#é'].flatMap((fqn) => name(fqn, 'model')),
    ...name('a.a.in', 'input_port'),
    ...name('a.a.out', 'output_port'),
  ],
  column: ['source:crm/y/c', 'a.a#m/c', 'a.a#m/d', 'a.a.out/c', 'b.a.in/c', 'b.ü.out/日本', 'b.ü.out/c/d'].flatMap(
    (fqn) => name(fqn, 'column'),
  ),
};

/** An edge between names of one level, now and then from a name to itself. */
const anyEdge = fc.constantFrom(...LEVELS).chain((level) =>
  fc
    .tuple(fc.constantFrom(...NAMES[level]), fc.constantFrom(...NAMES[level]), fc.constantFrom(...HOWS))
    .map(([from, to, how]): CompiledEdge => ({
      level,
      from: from.fqn,
      fromKind: from.kind,
      to: to.fqn,
      toKind: to.kind,
      ...(level === 'column' ? { how } : {}),
    })),
);

const keyOf = ({ level, from, to }: CompiledEdge): string => `${level} ${from} ${to}`;

/** Edges, each once. */
export const anyEdges = (maxLength: number): fc.Arbitrary<CompiledEdge[]> =>
  fc.uniqueArray(anyEdge, { maxLength, selector: keyOf });

/** Where a walk at a level may begin: any name of it, or one that nothing flows to. */
export const anyRoot = (level: CompiledEdge['level']): fc.Arbitrary<Name> =>
  fc.constantFrom(...NAMES[level], { fqn: 'a.a.alone', kind: 'output_port' });

/** Those of the edges that no other product has: an edge is of one product. */
export const ownEdges = (
  edges: readonly CompiledEdge[],
  others: Iterable<readonly CompiledEdge[]>,
): readonly CompiledEdge[] => {
  const taken = new Set([...others].flatMap((each) => each.map(keyOf)));
  return edges.filter((edge) => !taken.has(keyOf(edge)));
};

/** As they are read, in the order of the store: of a level, by from and to. */
export function edgesOfLevel(edges: Iterable<readonly CompiledEdge[]>, level: CompiledEdge['level']): LineageEdge[] {
  return [...edges]
    .flat()
    .filter((edge) => edge.level === level)
    .map(({ from, fromKind, to, toKind, how = null }) => ({ from, fromKind, to, toKind, how }))
    .sort((a, b) => (a.from === b.from ? (a.to < b.to ? -1 : 1) : a.from < b.from ? -1 : 1));
}
