import { describe, expect, it } from 'vitest';
import { compile, findings, placed } from './project.js';

const CODE = 'COLUMN_TYPE_UNKNOWN';

const model = (type: string): string =>
  `# models/m.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null, unique]}, {name: at, data_type: ${type}, tests: [not_null]}]}\n`;

describe(CODE, () => {
  it('finds a data_type of dbt that is misspelt, at the column', () => {
    expect(findings(model('tiemstamp'), CODE)).toMatchObject([
      {
        severity: 'error',
        message: "bronze_orders.at is of the type 'tiemstamp', which nobody knows",
        hint: "Did you mean 'timestamp'?",
      },
    ]);
    expect(placed(model('tiemstamp'), CODE)).toEqual(['models/m.yml: at, data_type: tiemstamp, tests: [not_null]}]}']);
  });

  it('warns of one that is near no known type: a warehouse may have types of its own', () => {
    expect(findings(model('order_priority_level'), CODE)).toMatchObject([{ severity: 'warning' }]);
  });

  it('finds one in the JSON Schema of a port', () => {
    const text =
      '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {default: allow}, schema: {ref: s.json}}]\n# s.json\n{"properties": {"id": {"type": "strnig"}}}\n';
    expect(findings(text, CODE)).toMatchObject([{ severity: 'error', hint: "Did you mean 'string'?" }]);
    expect(placed(text, CODE)).toEqual(['s.json: "id": {"type": "strnig"}}}']);
  });

  it('is an invalid value where the document itself states the columns', () => {
    const text = (type: string): string =>
      `# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {default: allow}, schema: {columns: [{name: at, type: ${type}}]}}]\n`;
    for (const type of [
      'tiemstamp',
      'tiemstamp(6)',
      '"array<tiemstamp>"',
      '"map<string, tiemstamp>"',
      '"struct<a: tiemstamp>"',
    ])
      expect(compile(text(type)).diagnostics).toMatchObject([
        {
          code: 'DOCUMENT_INVALID_VALUE',
          subject: 'output_ports.orders.schema.columns.at.type',
          hint: "Did you mean 'timestamp'?",
          details: { didYouMean: 'timestamp' },
        },
      ]);
  });

  it.each([
    [
      'a source',
      '# models/s.yml\nsources: [{name: crm, tables: [{name: orders, columns: [{name: at, data_type: tiemstamp}]}]}]\n',
      'crm.orders.at',
    ],
    [
      'a snapshot',
      '# snapshots/s.yml\nsnapshots: [{name: orders_history, relation: ref("bronze_orders"), config: {strategy: check, check_cols: all, unique_key: id}, columns: [{name: at, data_type: tiemstamp}]}]\n',
      'orders_history.at',
    ],
  ])('finds a data_type of %s', (_, yaml, column) => {
    expect(findings(yaml.replace('# snapshots/', '# models/'), CODE)).toMatchObject([
      { severity: 'error', details: { column, meant: 'timestamp' } },
    ]);
    expect(findings(yaml.replace('tiemstamp', 'timestamp_ntz'), CODE)).toEqual([]);
  });

  it.each([
    ['a field', '{"type": "object", "properties": {"at": {"type": "strnig"}}}', 'orders.a.at'],
    ['an item', '{"type": "array", "items": {"type": "strnig"}}', 'orders.a'],
    ['a value', '{"type": "object", "additionalProperties": {"type": "strnig"}}', 'orders.a'],
    [
      'a field of items',
      '{"type": "array", "items": {"type": "object", "properties": {"at": {"type": "strnig"}}}}',
      'orders.a.at',
    ],
  ])('finds one in the JSON Schema of %s', (_, schema, column) => {
    const text = `# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {default: allow}, schema: {ref: s.json}}]\n# s.json\n{"properties": {"a": ${schema}}}\n`;
    expect(findings(text, CODE)).toMatchObject([{ severity: 'error', details: { column, meant: 'string' } }]);
  });

  describe('of a type in the warehouse', () => {
    const port = (type: string): string =>
      `# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {default: allow}, schema: {columns: [{name: a, type: string, physical_type: ${type}}]}}]\n`;

    it.each([
      ['tiemstamp', 'timestamp'],
      ['"varchra(20)"', 'varchar'],
      ['strng', 'string'],
      ['bigintt', 'bigint'],
    ])('finds what is misspelt: %s', (type, meant) => {
      expect(findings(port(type), CODE)).toMatchObject([{ severity: 'error', details: { column: 'orders.a', meant } }]);
    });

    it.each([
      'mood',
      'enum9',
      '"VARCHAR2(40 CHAR)"',
      'sparkstring',
      'our_domain_type',
      'decfloat',
      '"datetime2(7)"',
      'int24',
      'table',
    ])('lets %s be: warehouses have types of their own', (type) => expect(findings(port(type), CODE)).toEqual([]));
  });

  it.each([
    'decimalv3',
    'datev2',
    '"enum8(\'a\' = 1)"',
    'longvarchar',
    'dbclob',
    'guid',
    'wstring',
    'timestampltz',
    'graphic',
    'keyword',
    'varchar(20)',
    '"character varying(256)"',
    '"timestamp with time zone"',
    '"timestamp(6) without time zone"',
    '"double precision"',
    '"numeric(38, 9)"',
    'number',
    '"int unsigned"',
    '"text[]"',
    '_int4',
    '"array<struct<a: int64, b: array<string>>>"',
    '"struct<a int, b string>"',
    '"Nullable(String)"',
    '"LowCardinality(String)"',
    '"DateTime64(3)"',
    '"geography(point, 4326)"',
    '"interval day to second"',
    'super',
    'variant',
    'hstore',
    '"vector(3)"',
    'public.mood',
    '"{{ dbt.type_string() }}"',
    "\"enum('a', 'b')\"",
    'user-defined',
  ])('knows %s', (type) => expect(findings(model(type), CODE)).toEqual([]));
});
