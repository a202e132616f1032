import { isMapping, type Mapping } from '../shape.js';
import type { DbtConstraint, DbtTest } from './project.js';
import { refsIn } from './sqlReferences.js';
import { listOf, mappingOf, splitName, textOf, textsOf } from './values.js';

/** One entry of `tests:` in any of dbt's forms: a name, `{name: arguments}`, `{test_name: ..., name: ...}`. */
function readTest(entry: unknown, column: string | null): DbtTest | null {
  if (typeof entry === 'string') return { id: null, ...splitName(entry), column, arguments: {} };
  if (!isMapping(entry)) return null;
  const named = textOf(entry['test_name']);
  const key = named ?? Object.keys(entry).find((each) => each !== 'config' && each !== 'name');
  if (key === undefined) return null;
  const { arguments: nested, config, ...rest } = mappingOf(named ? entry : entry[key]);
  if (mappingOf(config)['enabled'] === false || mappingOf(entry['config'])['enabled'] === false) return null;
  const given = { ...rest, ...mappingOf(nested) };
  return { id: null, ...splitName(key), column: column ?? textOf(given['column_name']), arguments: given };
}

/** The tests of a model or column, under `tests:` and, since dbt 1.8, `data_tests:`. Disabled ones are none. */
export function readTests(node: Mapping, column: string | null): readonly DbtTest[] {
  if (node['tests'] === undefined && node['data_tests'] === undefined) return NONE;
  const entries = [...listOf(node['tests']), ...listOf(node['data_tests'])];
  return entries.map((entry) => readTest(entry, column)).filter((test) => test !== null);
}

/** `ref('customers')`, `"db"."shop"."customers"`, `shop.customers (id)`: the last name before the columns. */
function tableOf(text: string | null): string | null {
  if (text === null) return null;
  const ref = refsIn(text)[0];
  return ref?.name ?? /([^\s"'`.()]+)["'`]?\s*(?:\(|$)/.exec(text)?.[1] ?? null;
}

/** `shop.customers (id, region)` of a foreign key written as an expression. */
const columnsOf = (expression: string | null): string[] =>
  /\(([^()]*)\)/
    .exec(expression ?? '')?.[1]
    ?.split(',')
    .map((each) => each.trim().replace(/^["'`]|["'`]$/g, '')) ?? [];

const NONE: readonly never[] = [];

/** The constraints of a model and of its columns. */
export function readAllConstraints(node: Mapping, columns: readonly Mapping[]): readonly DbtConstraint[] {
  const own = columns.filter((column) => column['constraints'] !== undefined);
  if (own.length === 0 && node['constraints'] === undefined) return NONE;
  return [
    ...readConstraints(node, null),
    ...own.flatMap((column) => readConstraints(column, textOf(column['name']) ?? '')),
  ];
}

/** The constraints of a model (each names its columns) or of one column. */
function readConstraints(node: Mapping, column: string | null): DbtConstraint[] {
  return listOf(node['constraints']).flatMap((each) => {
    const constraint = mappingOf(each);
    const type = textOf(constraint['type']);
    if (!type) return [];
    const expression = textOf(constraint['expression']);
    const foreign = type === 'foreign_key';
    const to = foreign ? tableOf(textOf(constraint['to']) ?? expression) : null;
    const stated = textsOf(constraint['to_columns'] ?? []);
    return [
      {
        ...{ type, expression, to },
        columns: column === null ? textsOf(constraint['columns'] ?? []) : [column],
        toColumns: foreign && stated.length === 0 ? columnsOf(expression) : stated,
      },
    ];
  });
}
