import type { DbtConstraint, DbtTest } from './project.js';
import { refsIn } from './sqlReferences.js';
import { listOf, mappingOf, splitName, textOf, textsOf } from './values.js';
import { isMapping, type Mapping } from '../../../values/json.js';

/** What dbt takes as configuration of a test where it stands among the arguments, as it may in dbt below 1.10. */
const CONFIGURATION = new Set([
  ...['severity', 'tags', 'enabled', 'where', 'limit', 'warn_if', 'error_if', 'fail_calc', 'store_failures'],
  ...['store_failures_as', 'meta', 'database', 'schema', 'alias'],
]);
/** What names, describes or holds the arguments of the test. */
const OF_ITSELF = new Set(['name', 'test_name', 'description', 'config', 'arguments']);
const isArgument = (key: string): boolean => !CONFIGURATION.has(key) && !OF_ITSELF.has(key);

/** What dbt_project.yml says of a test (`data_tests: {+enabled: false}`). */
export type TestDefaults = (test: DbtTest) => Mapping;

/** One entry of `tests:` in any of dbt's forms: a name, `{name: arguments}`, `{test_name: ..., name: ...}`. */
function readTest(entry: unknown, column: string | null, defaults: TestDefaults): DbtTest | null {
  if (typeof entry === 'string') return byDefault(named(entry, column), [], defaults);
  if (!isMapping(entry)) return null;
  const spelled = textOf(entry['test_name']);
  const key = spelled ?? Object.keys(entry).find(isArgument);
  if (key === undefined) return null;
  const stated = mappingOf(spelled ? entry : entry[key]);
  const plain = Object.entries(stated).filter(([each]) => isArgument(each));
  const given = { ...Object.fromEntries(plain), ...mappingOf(stated['arguments']) };
  const test = {
    ...named(key, column ?? textOf(given['column_name'])),
    arguments: given,
    ownName: textOf(stated['name']) ?? textOf(entry['name']),
    where: textOf(given['row_condition']),
  };
  return byDefault(test, [mappingOf(stated['config']), stated, mappingOf(entry['config']), entry], defaults);
}

const named = (name: string, column: string | null): DbtTest => {
  const split = splitName(name);
  return { id: null, name: split.name, package: split.package, column, arguments: {}, ownName: null, where: null };
};

/** A test as its own configuration has it, else that of dbt_project.yml; null where it is disabled. */
function byDefault(test: DbtTest, own: readonly Mapping[], defaults: TestDefaults): DbtTest | null {
  const all = [...own, defaults(test)];
  const stated = (key: string): unknown => all.find((each) => each[key] !== undefined)?.[key];
  if (stated('enabled') === false) return null;
  const read = { ...test, where: test.where ?? textOf(stated('where')) };
  return /^warn$/i.test(textOf(stated('severity')) ?? '') ? { ...read, warns: true } : read;
}

/** The tests of a model or column, under `tests:` and, since dbt 1.8, `data_tests:`. Disabled ones are none. */
export function readTests(node: Mapping, column: string | null, defaults: TestDefaults): readonly DbtTest[] {
  if (node['tests'] === undefined && node['data_tests'] === undefined) return NONE;
  const entries = [...listOf(node['tests']), ...listOf(node['data_tests'])];
  return entries.map((entry) => readTest(entry, column, defaults)).filter((test) => test !== null);
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
        type,
        expression,
        to,
        columns: column === null ? textsOf(constraint['columns'] ?? []) : [column],
        toColumns: foreign && stated.length === 0 ? columnsOf(expression) : stated,
      },
    ];
  });
}
