import { isMapping, type Mapping } from '../values/json.js';

/** A name wherever a grammar puts it: a text, `{value}` or `{expr: {value}}`. */
export function nameOf(node: unknown): string | null {
  if (typeof node === 'string') return node;
  if (!isMapping(node)) return null;
  return nameOf(node['value'] ?? node['expr'] ?? null);
}

export const mappingsOf = (node: unknown): readonly Mapping[] => (Array.isArray(node) ? node.filter(isMapping) : []);

/** The query of a subquery: the grammars wrap it once or twice. */
export function queryOf(node: unknown): Mapping | null {
  if (!isMapping(node)) return null;
  if (node['type'] === 'select') return node;
  return isMapping(node['ast']) && node['ast']['type'] === 'select' ? node['ast'] : null;
}

/** The name of a function, in lower case, without its schema. */
export function functionName(node: Mapping): string {
  const { name } = node;
  if (typeof name === 'string') return name.toLowerCase();
  if (!isMapping(name)) return '';
  const parts = [name['schema'], ...mappingsOf(name['name'])].map(nameOf).filter((each) => each !== null);
  return (parts.at(-1) ?? '').toLowerCase();
}
