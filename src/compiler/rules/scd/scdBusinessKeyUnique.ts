import { isUniqueThroughout, sameName } from '../../facts/columns/columnTests.js';
import { mayKeepCurrentRowsOnly } from '../../facts/history/currentRows.js';
import type { ScdFacts } from '../../facts/history/scdFacts.js';
import { defineRule } from '../rule/rule.js';

const dimension = (tests: string): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    columns:\n      - {name: surrogate_key, tests: [not_null, unique]}\n      - {name: customer_id, tests: ${tests}}\n      - {name: effective_from, tests: [not_null]}\n      - {name: effective_to, tests: [not_null]}\n      - {name: is_current, tests: [not_null]}`;

/** The business key of a history, where it is one column that is unique in all rows. Without versions there is no history. */
function uniqueBusinessKey({ model: { model }, type, columns, businessKey }: ScdFacts): string | null {
  const [key, ...more] = businessKey;
  const history = columns.effective_from !== null || columns.surrogate_key !== null;
  return type === 2 && history && key !== undefined && more.length === 0 && isUniqueThroughout(model, key) ? key : null;
}

/** ADR-0021, Type 2 Schema Requirements: `surrogate_key` is unique for each version, the business key of all of them is one. */
export const scdBusinessKeyUnique = defineRule<{ column: string; key: string; current: string }>({
  code: 'SCD_BUSINESS_KEY_UNIQUE',
  family: 'quality',
  severity: 'warning',
  title: 'The business key of a Type 2 dimension is tested as unique.',
  why: 'A dimension of type 2 has a row for every version of an entity: the test fails as soon as an attribute changes, or the dimension keeps no history.',
  example: { bad: dimension('[not_null, unique]'), good: dimension('[not_null]') },
  mend: 'Test the surrogate key as unique, and the business key among the current rows alone (`config: {where: is_current}`); a dimension with one row an entity is `meta.floe.scd_type: 1`.',
  check({ dimensions, project, platform }, out) {
    for (const scd of dimensions) {
      const column = uniqueBusinessKey(scd);
      if (column === null || mayKeepCurrentRowsOnly(scd.model.model, project, platform)) continue;
      const declared = scd.model.model.columns.find(({ name }) => sameName(name, column));
      const key = scd.columns.surrogate_key?.name ?? 'surrogate_key';
      const current = scd.columns.is_current?.name ?? 'is_current';
      out.fail(scd.model, { column, key, current }, { location: declared?.location ?? scd.model.location });
    }
  },
  message: (model, { column }) => `${model} is a Type 2 dimension and tests its business key ${column} as unique`,
  expected: ({ key }) => `${key} unique, one a version`,
  hint: ({ column, key, current }) =>
    `Test ${key} as unique; of ${column} among current rows alone: unique with config: {where: ${current}}; declare meta.floe.scd_type: 1 where an entity has one row`,
});
