import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'SCD_BUSINESS_KEY_UNIQUE';

const COLUMNS: Readonly<Record<string, string>> = {
  surrogate_key: '[not_null, unique]',
  customer_id: '[not_null, unique]',
  effective_from: '[not_null]',
  effective_to: '[not_null]',
  is_current: '[not_null]',
};

const dimension = (columns: Readonly<Record<string, string>>, floe = '{}', sql = ''): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    meta: {floe: ${floe}}\n    columns:\n${Object.entries(
    columns,
  )
    .map(([name, tests]) => `      - {name: ${name}, tests: ${tests}}\n`)
    .join('')}${sql}`;
const withKey = (tests: string): Readonly<Record<string, string>> => ({ ...COLUMNS, customer_id: tests });

describe(CODE, () => {
  it('finds a history whose business key is tested as unique, at the column', () => {
    const text = dimension(COLUMNS);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: 'dim_customer is a Type 2 dimension and tests its business key customer_id as unique',
        expected: 'surrogate_key unique, one a version',
        details: { column: 'customer_id', key: 'surrogate_key', current: 'is_current' },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/dims.yml: customer_id, tests: [not_null, unique]}']);
  });

  it('is no way to the primary key: that is the surrogate key', () => {
    const text = dimension({ ...COLUMNS, surrogate_key: '[]' });
    const missing = findings(text, 'QUALITY_MISSING_TEST');
    expect(missing.map(({ details }) => details?.['columns'])).toEqual(missing.map(() => ['surrogate_key']));
    expect(missing.length).toBeGreaterThan(0);
    expect(missing[0]?.hint).toContain(
      'surrogate_key: the assumed primary key, for it is the surrogate key of a Type 2',
    );
  });

  it.each([
    ['among current rows alone', dimension(withKey('[not_null, {unique: {config: {where: is_current}}}]'))],
    [
      'among current rows alone, as dbt below 1.10 has it',
      dimension(withKey('[not_null, {unique: {where: is_current}}]')),
    ],
    ['not at all', dimension(withKey('[not_null]'))],
    ['in a dimension of type 1', dimension(COLUMNS, '{scd_type: 1}')],
    [
      'in a dimension of current rows',
      dimension(COLUMNS, '{}', "# models/dim_customer.sql\nselect * from {{ ref('snap') }} where is_current\n"),
    ],
  ])('is silent where it is unique %s', (_, text) => expect(findings(text, CODE)).toEqual([]));

  it('has no key to fall back on where no surrogate key is declared', () => {
    const { surrogate_key: _, ...without } = withKey('[not_null]');
    expect(told(dimension(without))).toEqual([
      'SCD_COLUMN_MISSING dim_customer is a Type 2 dimension without surrogate_key',
    ]);
  });
});
