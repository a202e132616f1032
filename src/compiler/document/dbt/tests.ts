import { isMapping, type Mapping } from '../shape.js';
import type { DbtConstraint, DbtTest } from './project.js';
import { listOf, mappingOf, splitName, textOf, textsOf } from './values.js';

/** One entry of `tests:` in any of dbt's forms: a name, `{name: arguments}`, `{test_name: ..., name: ...}`. */
function readTest(entry: unknown, column: string | null): DbtTest | null {
  if (typeof entry === 'string') return { ...splitName(entry), column, arguments: {} };
  if (!isMapping(entry)) return null;
  const named = textOf(entry['test_name']);
  const key = named ?? Object.keys(entry).find((each) => each !== 'config' && each !== 'name');
  if (key === undefined) return null;
  const { arguments: nested, config, ...rest } = mappingOf(named ? entry : entry[key]);
  if (mappingOf(config)['enabled'] === false || mappingOf(entry['config'])['enabled'] === false) return null;
  return { ...splitName(key), column, arguments: { ...rest, ...mappingOf(nested) } };
}

/** The tests of a model or column, under `tests:` and, since dbt 1.8, `data_tests:`. Disabled ones are none. */
export function readTests(node: Mapping, column: string | null): DbtTest[] {
  const entries = [...listOf(node['tests']), ...listOf(node['data_tests'])];
  return entries.map((entry) => readTest(entry, column)).filter((test) => test !== null);
}

/** The constraints of a model (each names its columns) or of one column. */
export function readConstraints(node: Mapping, column: string | null): DbtConstraint[] {
  return listOf(node['constraints']).flatMap((each) => {
    const type = textOf(mappingOf(each)['type']);
    if (!type) return [];
    return [{ type, columns: column === null ? textsOf(mappingOf(each)['columns'] ?? []) : [column] }];
  });
}
