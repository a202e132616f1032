import { productOfNode, type Level, type LineageEdge } from './edge.js';
import type { LineageGraph } from './LineageGraph.js';
import { fromKindOf, howOf, LEVEL_MASK, levelBits, toKindOf } from './mark.js';
import { NONE } from './Names.js';
import type { Rows } from './Rows.js';

/** Whether a row has an entry of a level. */
function hasAny(rows: Rows, row: number, level: Level): boolean {
  const bits = levelBits(level);
  for (let at = rows.start(row); at < rows.end(row); at++)
    if (((rows.marks[at] ?? 0) & LEVEL_MASK) === bits) return true;
  return false;
}

/** Whether anything flows from this name at a level. */
export function flowsFrom({ names, onward }: LineageGraph, fqn: string, level: Level): boolean {
  const id = names.find(fqn);
  return id !== undefined && hasAny(onward, id, level);
}

/** Whether a name is a column of which the graph has an edge. */
export function isKnownColumn({ names, onward, back }: LineageGraph, fqn: string): boolean {
  const id = names.find(fqn);
  return id !== undefined && [onward, back].some((rows) => hasAny(rows, id, 'column'));
}

/** The columns of a port, model or source of which the graph has an edge, in no order. */
export function knownColumns(graph: LineageGraph, owner: string): string[] {
  const { names, onward, back } = graph;
  const named = productOfNode(owner);
  const product = named === null ? NONE : names.find(named);
  const found: string[] = [];
  for (let id = 0; id < names.count; id++) {
    if (names.product(id) !== product || ![onward, back].some((rows) => hasAny(rows, id, 'column'))) continue;
    const fqn = names.text(id);
    if (fqn.startsWith(`${owner}/`)) found.push(fqn);
  }
  return found;
}

/** The edges of a level that begin at these names. */
export function edgesFrom({ names, onward }: LineageGraph, fqns: Iterable<string>, level: Level): LineageEdge[] {
  const bits = levelBits(level);
  const edges: LineageEdge[] = [];
  for (const from of fqns) {
    const id = names.find(from);
    if (id === undefined) continue;
    for (let at = onward.start(id); at < onward.end(id); at++) {
      const mark = onward.marks[at] ?? 0;
      if ((mark & LEVEL_MASK) !== bits) continue;
      const to = names.text(onward.values[at] ?? 0);
      edges.push({ from, fromKind: fromKindOf(mark), to, toKind: toKindOf(mark), how: howOf(mark) });
    }
  }
  return edges;
}
