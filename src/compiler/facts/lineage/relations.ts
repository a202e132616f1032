import type { DbtModel, DbtRef, DbtSourceRef, DbtSourceTable } from '../../document/dbt/project/project.js';
import type { InputPortFacts } from './inputFacts.js';
import { inputOf, declaredSource, type Names } from './upstream.js';

/** What stands behind a name in a model's FROM: a model or snapshot of the project, or a source, with the input port it is. */
export type Relation =
  | { readonly kind: 'node'; readonly node: DbtModel }
  | { readonly kind: 'source'; readonly table: DbtSourceTable | null; readonly input: InputPortFacts | null };

/** null for what the project does not tell: a seed, a model of another package. */
export function relationOf(read: DbtRef | DbtSourceRef, names: Names): Relation | null {
  if ('source' in read)
    return { kind: 'source', table: declaredSource(read, names) ?? null, input: inputOf(read, names) };
  const node = names.models.get(read.name)?.model ?? names.beside.get(read.name);
  return node ? { kind: 'node', node } : null;
}

/** Models and snapshots, each after those it reads; what stands in a circle comes last. */
export function inOrder(nodes: readonly DbtModel[], names: Names): DbtModel[] {
  const readers = new Map<DbtModel, DbtModel[]>();
  const open = new Map<DbtModel, number>();
  for (const node of nodes) {
    const reads = new Set(node.refs.flatMap((ref) => nodeOf(relationOf(ref, names))));
    reads.delete(node);
    open.set(node, reads.size);
    for (const each of reads) {
      const known = readers.get(each);
      if (known) known.push(node);
      else readers.set(each, [node]);
    }
  }
  const ready = nodes.filter((node) => open.get(node) === 0);
  const ordered = new Set<DbtModel>();
  for (const node of ready) {
    ordered.add(node);
    for (const reader of readers.get(node) ?? []) {
      const left = (open.get(reader) ?? 0) - 1;
      open.set(reader, left);
      if (left === 0) ready.push(reader);
    }
  }
  return [...ordered, ...nodes.filter((node) => !ordered.has(node))];
}

const nodeOf = (relation: Relation | null): DbtModel[] => (relation?.kind === 'node' ? [relation.node] : []);
