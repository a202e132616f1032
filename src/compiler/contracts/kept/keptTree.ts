import type { CompiledKept } from '../../artifact.js';
import { isMapping, sameValue, type Mapping } from '../../values/json.js';
import { entriesByName, isNamedList } from '../../values/places.js';

/** What was kept beside a port, as a tree: the items of a list stand under their names, `[prod]`. */
export type KeptTree = Record<string, unknown>;

/** A step of a place, `[a~1b]` the item called `a/b`. */
const unescaped = (step: string): string => step.replace(/~1/g, '/').replace(/~0/g, '~');

/** The name of an item, null where the step is a field. */
export const itemName = (step: string): string | null =>
  step.startsWith('[') && step.endsWith(']') ? step.slice(1, -1) : null;

/** A value with its named lists as mappings, to any depth. */
function byNames(value: unknown): unknown {
  if (isNamedList(value))
    return Object.fromEntries([...entriesByName(value)].map(([name, item]) => [`[${name}]`, byNames(item)]));
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, byNames(each)]));
}

function put(tree: KeptTree, place: string, value: unknown): void {
  const steps = place.split('/').slice(1).map(unescaped);
  const last = steps.pop() ?? '';
  let at = tree;
  for (const step of steps) {
    const next = isMapping(at[step]) ? at[step] : {};
    at[step] = next;
    at = next;
  }
  at[last] = byNames(value);
}

interface Written {
  readonly as: unknown;
  readonly for: unknown;
}

const writtenOf = ({ residue }: CompiledKept): ReadonlyMap<string, Written> =>
  new Map(Object.entries(residue.written ?? {}));

/**
 * What two versions of a port keep beside it, as trees. Where a document wrote a value otherwise than the port does, the
 * two spellings stand in them; where the port says another value by now, the port's own change tells it.
 */
export function keptTrees(before: CompiledKept | undefined, after: CompiledKept | undefined): [KeptTree, KeptTree] {
  const trees: [KeptTree, KeptTree] = [{}, {}];
  [before, after].forEach((each, index) => {
    const kept = { ...each?.residue.kept, ...each?.product };
    for (const [place, value] of Object.entries(kept)) put(trees[index] ?? {}, place, value);
  });
  const [old, now] = [before, after].map((each) => (each ? writtenOf(each) : new Map<string, Written>()));
  for (const place of new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])) {
    const [was, is] = [old?.get(place), now?.get(place)];
    if (was && is && !sameValue(was.for, is.for)) continue;
    put(trees[0], place, was ? was.as : is?.for);
    put(trees[1], place, is ? is.as : was?.for);
  }
  return trees;
}

/** A node as a mapping; what is not there has nothing in it. */
export const entriesOf = (node: unknown): Mapping => (isMapping(node) ? node : {});
