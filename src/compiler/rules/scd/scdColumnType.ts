import { SCD_PARTS } from '../../facts/columns/scdColumns.js';
import { scdTypeMismatch } from '../../facts/history/scdTypes.js';
import { defineRule } from '../rule/rule.js';

/** ADR-0021, Type 2 Schema Requirements: the types, where a type is declared. */
export const scdColumnType = defineRule<{ column: string; type: string; expected: string }>({
  code: 'SCD_COLUMN_TYPE',
  family: 'quality',
  severity: 'error',
  title: 'A column of the Type 2 dimension has another type than its history needs.',
  why: 'Facts compare their time with effective_from and effective_to, and consumers filter by is_current.',
  example: {
    bad: '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    columns:\n      - {name: surrogate_key, tests: [not_null, unique]}\n      - {name: customer_id, tests: [not_null]}\n      - {name: effective_from, data_type: varchar, tests: [not_null]}\n      - {name: effective_to, tests: [not_null]}\n      - {name: is_current, tests: [not_null]}',
    good: '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    columns:\n      - {name: surrogate_key, tests: [not_null, unique]}\n      - {name: customer_id, tests: [not_null]}\n      - {name: effective_from, data_type: timestamp_ntz(9), tests: [not_null]}\n      - {name: effective_to, tests: [not_null]}\n      - {name: is_current, tests: [not_null]}',
  },
  mend: 'Cast the column: surrogate_key is a string, effective_from and effective_to are timestamps, is_current is a boolean. A date, or a surrogate key that is a number or a hash, is a warning.',
  check({ dimensions }, out) {
    for (const { model, type, columns } of dimensions) {
      if (type !== 2) continue;
      for (const part of SCD_PARTS) {
        const column = columns[part];
        const mismatch = column?.type ? scdTypeMismatch(part, column.type) : null;
        if (!column?.type || !mismatch) continue;
        const details = { column: column.name, type: column.type, expected: mismatch.expected };
        const severity = mismatch.close ? 'warning' : 'error';
        out.fail(model, details, { severity, location: column.location });
      }
    }
  },
  message: (model, { column, type }) => `${model}.${column} is of type ${type}`,
  expected: ({ expected }) => expected,
});
