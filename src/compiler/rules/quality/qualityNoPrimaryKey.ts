import { KEY_TESTS } from '../../facts/columns/requiredTests.js';
import { uniqueTogether } from '../../facts/columns/columnTests.js';
import { scdNameOf } from '../../facts/columns/scdColumns.js';
import type { ScdFacts } from '../../facts/history/scdFacts.js';
import { scdGaps } from '../../facts/history/scdGaps.js';
import { defineRule } from '../rule/rule.js';

interface Details extends Readonly<Record<string, unknown>> {
  readonly tests: readonly string[];
  readonly columns: readonly string[];
  /** It keeps versions: its key is one a version. */
  readonly history: boolean;
  /** Columns that are unique together and not all of them not null. */
  readonly together: readonly string[];
}

const surrogateName = ({ model }: ScdFacts): string => scdNameOf(model.model, 'surrogate_key') ?? 'surrogate_key';

/** Decision 6. */
export const qualityNoPrimaryKey = defineRule<Details>({
  code: 'QUALITY_NO_PRIMARY_KEY',
  family: 'quality',
  severity: 'error',
  title: 'The primary key of the model cannot be told.',
  why: 'not_null_pk and unique_pk are about the key; without one they cannot be judged.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: total, tests: [not_null]}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, meta: {floe: {primary_key: total}}, columns: [{name: total, tests: [not_null]}]}',
  },
  mend: 'Declare it: `meta: {floe: {primary_key: <column or list>}}`, an enforced primary_key constraint, not_null and unique on one column, or not_null on each column of a tested unique combination.',
  check({ models, dimensions }, out) {
    const spoken = new Set(
      dimensions.filter((scd) => scdGaps(scd).includes(surrogateName(scd))).map((scd) => scd.model),
    );
    const histories = new Set(dimensions.filter(({ type }) => type === 2).map((scd) => scd.model));
    for (const model of models) {
      const tests = model.missing.filter((test) => KEY_TESTS.includes(test));
      if (model.key.length > 0 || tests.length === 0 || model.model.columns.length === 0) continue;
      // SCD_COLUMN_MISSING asks for the key of a history.
      if (spoken.has(model)) continue;
      out.fail(model, {
        tests,
        columns: model.model.columns.map(({ name }) => name),
        history: histories.has(model),
        together: uniqueTogether(model.model)[0] ?? [],
      });
    }
  },
  message: (model) => `The primary key of ${model} cannot be told`,
  hint: ({ history, together }) =>
    history
      ? 'Declare surrogate_key, one a version: an entity that has several cannot be told by its business key; meta.floe.scd names it otherwise, meta.floe.scd_type: 1 says that there are no versions'
      : together.length > 0
        ? `Add not_null to each of ${together.join(', ')}, which are unique together, or declare the key: meta.floe.primary_key`
        : 'Declare it: meta.floe.primary_key, an enforced primary_key constraint, not_null and unique on its column, or not_null on each column of a unique_combination_of_columns',
});
