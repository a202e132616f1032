import { BUSINESS_KEY, scdGaps } from '../../facts/history/scdGaps.js';
import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

/** ADR-0021, Type 2 Schema Requirements. What a dbt snapshot keeps has them by dbt's own names. */
export const scdColumnMissing = defineRule<{ columns: readonly string[] }>({
  code: 'SCD_COLUMN_MISSING',
  family: 'quality',
  severity: 'error',
  title: 'The Type 2 dimension lacks a column that its history needs.',
  why: 'Without a key a version, its beginning and its end, facts cannot find the version that held at their time.',
  example: {
    bad: '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    columns:\n      - {name: customer_id, tests: [not_null]}\n      - {name: effective_from, tests: [not_null]}\n      - {name: effective_to, tests: [not_null]}\n      - {name: is_current, tests: [not_null]}',
    good: '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    columns:\n      - {name: surrogate_key, data_type: string, tests: [not_null, unique]}\n      - {name: customer_id, tests: [not_null]}\n      - {name: effective_from, data_type: timestamp, tests: [not_null]}\n      - {name: effective_to, data_type: timestamp, tests: [not_null]}\n      - {name: is_current, data_type: boolean, tests: [not_null]}',
  },
  mend: 'Add the column. Where it goes by another name say so: `meta.floe.scd: {effective_from: valid_from}`. A dimension without history is `meta.floe.scd_type: 1`.',
  check({ dimensions }, out) {
    for (const scd of dimensions) {
      const columns = scdGaps(scd);
      if (columns.length === 0) continue;
      // A business key may go by any name, and `select *` or a macro may bring what is not declared: that proves less.
      const sure = scd.known.extent !== 'open' && columns.some((each) => each !== BUSINESS_KEY);
      const severity = sure ? 'error' : 'warning';
      out.fail(scd.model, { columns }, { severity });
    }
  },
  message: (model, { columns }) => `${model} is a Type 2 dimension without ${enumerate(columns, 'and')}`,
  expected: () => 'surrogate_key, the business key, effective_from, effective_to, and is_current',
  hint: ({ columns }) =>
    columns.includes(BUSINESS_KEY)
      ? 'Declare meta.floe.business_key; meta.floe.scd names columns that go by other names'
      : 'Name columns that go by other names in meta.floe.scd, or declare meta.floe.scd_type: 1 where no history is kept',
});
