import type { DbtTest } from '../../document/dbt/project/project.js';
import { textsOf } from '../../document/dbt/project/values.js';

/** What the tests of dbt and of the usual packages say of a column or model. */
export type Meaning = 'not null' | 'unique' | 'unique together' | 'refers' | 'fresh';

/** A dbt test and what it means. A name with its package counts with that package alone, a bare one with any. */
interface KnownTest {
  readonly test: string;
  readonly means: readonly Meaning[];
  /** The argument that lists the columns of a test of the whole model. */
  readonly columns?: string;
}

/** Decision 7. Its rows are printed in docs/dbt.md. */
export const KNOWN_TESTS: readonly KnownTest[] = [
  { test: 'not_null', means: ['not null'] },
  { test: 'unique', means: ['unique'] },
  { test: 'relationships', means: ['refers'] },
  { test: 'dbt_utils.relationships_where', means: ['refers'] },
  { test: 'unique_combination_of_columns', means: ['unique together'], columns: 'combination_of_columns' },
  { test: 'recency', means: ['fresh'] },
  { test: 'expect_column_values_to_not_be_null', means: ['not null'] },
  { test: 'expect_column_values_to_be_unique', means: ['unique'] },
  { test: 'expect_compound_columns_to_be_unique', means: ['unique together'], columns: 'column_list' },
  { test: 'expect_row_values_to_have_recent_data', means: ['fresh'] },
  { test: 'expect_grouped_row_values_to_have_recent_data', means: ['fresh'] },
  { test: 'freshness', means: ['fresh'] },
  { test: 'freshness_anomalies', means: ['fresh'] },
  { test: 'event_freshness_anomalies', means: ['fresh'] },
  { test: 'dbt_constraints.primary_key', means: ['not null', 'unique', 'unique together'], columns: 'column_names' },
  { test: 'dbt_constraints.unique_key', means: ['unique', 'unique together'], columns: 'column_names' },
  { test: 'dbt_constraints.foreign_key', means: ['refers'], columns: 'fk_column_names' },
];

const knownByName = new Map(KNOWN_TESTS.map((known) => [known.test, known]));
const knownOf = (test: DbtTest): KnownTest | undefined =>
  knownByName.get(test.name) ?? (test.package === null ? undefined : knownByName.get(`${test.package}.${test.name}`));

/** Whether a test means that. */
export const testMeans = (test: DbtTest, meaning: Meaning): boolean => knownOf(test)?.means.includes(meaning) ?? false;

/** The columns that a test is about: its own, those of an expression, or those of the argument that lists them. */
export function testedColumns(test: DbtTest): readonly string[] {
  if (test.column !== null) return /^\w+$/.test(test.column) ? [test.column] : columnsJoined(test.column);
  const listed = knownOf(test)?.columns;
  return listed === undefined ? [] : textsOf(test.arguments[listed] ?? []).map(unquoted);
}

const unquoted = (name: string): string => name.trim().replace(/^(["`[])(.*)["`\]]$/, '$2');

/**
 * dbt's documentation, "unique": `(country_code || '-' || order_id)`, or the same with concat. The columns of any other
 * expression are not told apart: then it is itself the name.
 */
function columnsJoined(expression: string): string[] {
  const inner = expression.trim().replace(/^(?:concat(?:_ws)?)?\((.*)\)$/is, '$1');
  const parts = inner.split(/\|\||,/).map((part) => unquoted(part.replace(/::\s*\w+\s*$/, '')));
  const columns = parts.filter((part) => !/^'[^']*'$/.test(part));
  return parts.length > 1 && columns.every((column) => /^\w+$/.test(column)) ? columns : [unquoted(expression)];
}
