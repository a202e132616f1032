import { isMapping, type Mapping } from '../../values/json.js';

/** A node of the parser's tree, `{column: {name, table}}`: its kind and what stands in it. */
export interface Expression {
  readonly kind: string;
  readonly body: Mapping;
}

/** null where a thing is no node, but a part of one: a list, `{this, desc}`. */
export function expressionOf(node: unknown): Expression | null {
  if (!isMapping(node)) return null;
  const [kind, ...more] = Object.keys(node);
  const body = kind === undefined ? null : node[kind];
  return kind !== undefined && more.length === 0 && isMapping(body) && !PARTS.has(kind) ? { kind, body } : null;
}

/** What names a part of a node, never a node. */
const PARTS = new Set(['this', 'expression', 'value', 'left', 'right', 'query']);

/** What stands in a node of this kind; null where it is another. */
export function bodyOf(node: unknown, kind: string): Mapping | null {
  const expression = expressionOf(node);
  return expression?.kind === kind ? expression.body : null;
}

/** A name wherever the parser puts it: a text, `{name}`, a column, an identifier, a text in quotes. */
export function nameOf(node: unknown): string | null {
  if (typeof node === 'string') return node === '' ? null : node;
  if (!isMapping(node)) return null;
  if (typeof node['name'] === 'string') return nameOf(node['name']);
  const expression = expressionOf(node);
  if (!expression) return null;
  const { kind, body } = expression;
  if (kind === 'column' || kind === 'identifier') return nameOf(body['name']);
  if (kind === 'var') return nameOf(body['this']);
  return kind === 'literal' && body['literal_type'] === 'string' ? nameOf(body['value']) : null;
}

/** The names of a list, in their order. */
export const namesOf = (list: unknown): string[] =>
  listOf(list).flatMap((each) => nameOf(bodyOf(each, 'column_def') ?? each) ?? []);

export const listOf = (node: unknown): readonly unknown[] => (Array.isArray(node) ? (node as unknown[]) : []);

export const mappingsOf = (node: unknown): readonly Mapping[] => listOf(node).filter(isMapping);

const SETS = new Set(['union', 'intersect', 'except']);
export const isSet = ({ kind, body }: Expression): boolean => SETS.has(kind) && isMapping(body['left']);

/** The query of a node: itself, or what stands in its parentheses; null where it is none. */
export function queryOf(node: unknown): Expression | null {
  const expression = expressionOf(node);
  if (!expression) return null;
  if (expression.kind === 'select' || isSet(expression)) return expression;
  if (expression.kind === 'pivot' || expression.kind === 'values') return expression;
  return expression.kind === 'subquery' || expression.kind === 'paren' ? queryOf(expression.body['this']) : null;
}

/** The names of `a.b.c`, outermost first; null where it stands on anything but names. */
export function dottedNames(node: unknown): readonly string[] | null {
  const expression = expressionOf(node);
  if (!expression) return null;
  const { kind, body } = expression;
  if (kind === 'paren') return dottedNames(body['this']);
  if (kind === 'column') {
    const names = [nameOf(body['table']), nameOf(body['name'])].filter((each) => each !== null);
    return names.length > 0 ? names : null;
  }
  if (kind !== 'dot') return null;
  const [before, field] = [dottedNames(body['this']), nameOf(body['field'])];
  return before && field !== null ? [...before, field] : null;
}

/** The column on which `a.b.c` or `(a).b` stands. */
export function columnUnder(node: unknown): Mapping | null {
  const expression = expressionOf(node);
  if (!expression) return null;
  if (expression.kind === 'column') return expression.body;
  return expression.kind === 'dot' || expression.kind === 'paren' ? columnUnder(expression.body['this']) : null;
}

/** The name of a function, in lower case, without its schema; the kind of those that have nodes of their own. */
export function functionName({ kind, body }: Expression): string {
  const name =
    kind === 'function' || kind === 'aggregate_function' ? nameOf(body['name']) : nameOf(body['original_name']);
  const full = name ?? nameOf(body['name']) ?? kind;
  return (full.split('.').at(-1) ?? full).toLowerCase();
}

/** Where a node stands in the text that was parsed: the first place that it tells of. */
export function placeOf(node: unknown): number | null {
  if (Array.isArray(node)) return firstOf(node as unknown[]);
  if (!isMapping(node)) return null;
  const { span } = node;
  if (isMapping(span) && typeof span['start'] === 'number') return span['start'];
  return firstOf(Object.values(node));
}

function firstOf(nodes: readonly unknown[]): number | null {
  for (const each of nodes) {
    const place = placeOf(each);
    if (place !== null) return place;
  }
  return null;
}
