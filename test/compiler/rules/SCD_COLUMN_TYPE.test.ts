import { describe, expect, it } from 'vitest';
import { findings, placed } from './project.js';

const CODE = 'SCD_COLUMN_TYPE';

const COLUMNS = ['surrogate_key', 'customer_id', 'effective_from', 'effective_to', 'is_current'];
const dimension = (types: Readonly<Record<string, string>>, floe = '{}'): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    meta: {floe: ${floe}}\n    columns:\n${COLUMNS.map(
    (name) =>
      `      - {name: ${name}, tests: [not_null${name === 'surrogate_key' ? ', unique' : ''}]${types[name] ? `, data_type: "${types[name]}"` : ''}}\n`,
  ).join('')}`;

describe(CODE, () => {
  it('finds a type that no history can be kept in, at the column', () => {
    const text = dimension({ effective_from: 'varchar(20)', is_current: 'char(1)' });
    expect(findings(text, CODE).map(({ message, expected, severity }) => [message, expected, severity])).toEqual([
      ['dim_customer.effective_from is of type varchar(20)', 'timestamp', 'error'],
      ['dim_customer.is_current is of type char(1)', 'boolean', 'error'],
    ]);
    expect(placed(text, CODE)[0]).toMatch(/^models\/dims.yml: effective_from, /);
  });

  it('warns of types that serve and are not those of the ADR', () => {
    const text = dimension({ surrogate_key: 'bigint', effective_to: 'date' });
    expect(findings(text, CODE).map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });

  it.each([
    ['duckdb', { surrogate_key: 'VARCHAR', effective_from: 'TIMESTAMP', is_current: 'BOOLEAN' }],
    [
      'postgres',
      { surrogate_key: 'character varying(64)', effective_from: 'timestamp without time zone', is_current: 'bool' },
    ],
    ['snowflake', { surrogate_key: 'text', effective_from: 'timestamp_ntz(9)', effective_to: 'timestamp_ltz' }],
    ['bigquery', { surrogate_key: 'string', effective_from: 'datetime', is_current: 'bool' }],
    ['a macro', { effective_from: '{{ dbt.type_timestamp() }}' }],
    ['nobody', {}],
  ])('is silent on the types of %s', (_, types) => expect(findings(dimension(types), CODE)).toEqual([]));

  it('is silent on a dimension of type 1', () => {
    expect(findings(dimension({ effective_from: 'varchar' }, '{scd_type: 1}'), CODE)).toEqual([]);
  });
});
