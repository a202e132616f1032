import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'SCD_COLUMN_MISSING';

const HISTORY = [
  '{name: effective_from, tests: [not_null]}',
  '{name: effective_to, tests: [not_null]}',
  '{name: is_current, tests: [not_null]}',
];
const KEYS = ['{name: surrogate_key, tests: [not_null, unique]}', '{name: customer_id, tests: [not_null]}'];

const dimension = (columns: readonly string[], floe = '{}', more = ''): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    meta: {floe: ${floe}}\n    columns:\n${columns.map((column) => `      - ${column}\n`).join('')}${more}`;

describe(CODE, () => {
  it('finds a history without a key a version', () => {
    const text = dimension(['{name: customer_id, tests: [not_null, unique]}', ...HISTORY]);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: 'dim_customer is a Type 2 dimension without surrogate_key',
        expected: 'surrogate_key, the business key, effective_from, effective_to, and is_current',
        details: { columns: ['surrogate_key'] },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/dims.yml: dim_customer']);
  });

  it('leaves to scd_validation what scd_validation asks for', () => {
    expect(told(dimension([...KEYS, ...HISTORY.slice(0, 2)]))).toEqual([
      'QUALITY_MISSING_TEST dim_customer missing scd_validation test',
    ]);
    expect(told(dimension(['{name: customer_id, tests: [not_null, unique]}']))).toEqual([
      'QUALITY_MISSING_TEST dim_customer missing scd_validation test',
    ]);
  });

  it('speaks for every column where scd_validation is had otherwise', () => {
    const text = dimension([...KEYS, ...HISTORY.slice(0, 2), '{name: note, tests: [scd_validation]}']);
    expect(told(text)).toEqual([`${CODE} dim_customer is a Type 2 dimension without is_current`]);
  });

  it('warns where only the business key cannot be told', () => {
    const text = dimension([KEYS[0] ?? '', '{name: customer, tests: [not_null]}', ...HISTORY]);
    expect(findings(text, CODE)).toMatchObject([{ severity: 'warning', details: { columns: ['a business key'] } }]);
  });

  it.each([
    ['that has them all', dimension([...KEYS, ...HISTORY])],
    [
      'in whatever case',
      dimension(
        [...KEYS, ...HISTORY].map((column) =>
          column.replace(/name: \w+/, (name) => name.toUpperCase().replace('NAME', 'name')),
        ),
      ),
    ],
    ['of type 1', dimension(['{name: customer_id, tests: [not_null, unique]}'], '{scd_type: 1}')],
    [
      'that declares its business key',
      dimension([KEYS[0] ?? '', '{name: email, tests: [not_null]}', ...HISTORY], '{business_key: email}'),
    ],
    [
      'that names its columns',
      dimension(
        [
          '{name: version_key, tests: [not_null, unique]}',
          '{name: customer_id, tests: [not_null]}',
          '{name: valid_from, tests: [not_null]}',
          '{name: valid_to, tests: [not_null]}',
          '{name: latest, tests: [not_null]}',
        ],
        '{scd: {surrogate_key: version_key, effective_from: valid_from, effective_to: valid_to, is_current: latest}}',
      ),
    ],
    [
      "with Kimball's surrogate key",
      dimension([
        '{name: customer_key, tests: [not_null, unique]}',
        '{name: customer_id, tests: [not_null]}',
        ...HISTORY,
      ]),
    ],
    [
      'that a dbt snapshot keeps',
      dimension(
        ['{name: customer_id, tests: [not_null, unique]}'],
        '{}',
        "# models/dim_customer.sql\nselect * from {{ ref('snap_customer') }}\n# snapshots/snap.sql\n{% snapshot snap_customer %}{{ config(unique_key='customer_id', strategy='timestamp', updated_at='at') }}select 1{% endsnapshot %}\n",
      ),
    ],
  ])('is silent on a dimension %s', (_, text) => expect(told(text)).toEqual([]));

  it('takes what the SQL selects for there, though it is not declared', () => {
    const sql = (from: string): string => `# models/dim_customer.sql\nselect ${from} from {{ ref('stg_customers') }}\n`;
    const without = dimension(['{name: customer_id, tests: [not_null]}', ...HISTORY]).replace(
      'not_null]}',
      'not_null, unique]}',
    );
    const rest = 'customer_id, effective_from, effective_to, is_current';
    expect(findings(without + sql(`md5(customer_id) as surrogate_key, ${rest}`), CODE)).toEqual([]);
    expect(findings(without + sql(rest), CODE)).toMatchObject([{ severity: 'error' }]);
    expect(findings(without + sql('*'), CODE)).toMatchObject([{ severity: 'warning' }]);
  });

  it('is silent on a model without columns: another rule speaks', () => {
    expect(findings(dimension([]).replace(/ {4}columns:\n/, ''), CODE)).toEqual([]);
  });
});
