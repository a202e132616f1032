import type { CompiledOutputPort } from '../../artifact.js';
import type { PortReference } from './model.js';

/**
 * The references along which cubes are joined: a tree, each in the direction of the reference, so that there is one way from
 * a cube to another. Of several ways the one that comes first counts.
 */
export function joinTree(references: readonly PortReference[]): PortReference[] {
  const above = new Map<string, string>();
  const rootOf = (name: string): string => {
    const next = above.get(name);
    return next === undefined ? name : rootOf(next);
  };
  return references.filter(({ from, to }) => {
    const [one, other] = [rootOf(from), rootOf(to)];
    if (one === other) return false;
    above.set(one, other);
    return true;
  });
}

/** Whether one row refers to one: the column tells rows apart on its own. */
export function isOneToOne({ columns }: CompiledOutputPort, column: string): boolean {
  const keys = columns.filter(({ primaryKey }) => primaryKey);
  const isKey = keys.length === 1 && keys[0]?.name === column;
  return isKey || columns.some(({ name, unique }) => name === column && unique);
}
