import { refsIn, readsIn } from '../document/dbt/project/sqlReferences.js';
import type { DbtModel, DbtTest } from '../document/dbt/project/project.js';
import { listOf, textOf } from '../document/dbt/project/values.js';
import type { RunTable, RunTest } from './plan.js';

/** The table that a `ref` or `source` names; null where it is not run here. */
export type TableNamed = (name: string) => RunTable | null;

const KNOWN = ['not_null', 'unique', 'accepted_values', 'relationships'] as const;

/** `ref('customers')`, `source('crm', 'accounts')` -> the name of the model or input; null for anything else. */
function nameIn(to: string): string | null {
  const [ref] = refsIn(to);
  const [read] = readsIn(to);
  return ref?.name ?? (read ? `${read.source}.${read.table}` : null);
}

function targetOf(given: DbtTest['arguments'], named: TableNamed): RunTest['to'] {
  const name = nameIn(textOf(given['to']) ?? '');
  const table = name === null ? null : named(name);
  const column = textOf(given['field']);
  return name !== null && table && column !== null ? { name, table, column } : null;
}

function runTest(test: DbtTest, named: TableNamed): RunTest | null {
  const { name, column, where, arguments: given } = test;
  const known = KNOWN.find((each) => each === name && test.package === null);
  if (!known || column === null || (where !== null && where.includes('{{'))) return null;
  const values = listOf(given['values']);
  const to = targetOf(given, named);
  if (known === 'accepted_values' && values.length === 0) return null;
  if (known === 'relationships' && !to) return null;
  return {
    test: known,
    column,
    where,
    warns: test.warns === true,
    values: values.map(String),
    quoted: given['quote'] !== false,
    to,
  };
}

/** The tests of a model that are run as SQL, and the names of the others: dbt runs those. */
export function testsOf(model: DbtModel, named: TableNamed): { readonly tests: RunTest[]; readonly others: string[] } {
  const read = model.tests.map((test) => ({ test, run: runTest(test, named) }));
  return {
    tests: read.flatMap(({ run }) => run ?? []),
    others: read.flatMap(({ test, run }) =>
      run ? [] : [test.package === null ? test.name : `${test.package}.${test.name}`],
    ),
  };
}

/** The column of a model that says how new its rows are: of its test of recency, or `meta.floe.loaded_at`. */
export function loadedAtOf({ tests, floe }: DbtModel): string | null {
  const stated = textOf(floe.values['loaded_at']);
  const recency = tests.find(({ name }) => name === 'recency');
  return stated ?? textOf(recency?.arguments['field']);
}
