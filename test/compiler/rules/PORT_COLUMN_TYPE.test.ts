import { describe, expect, it } from 'vitest';
import { findings, placed } from './project.js';

const CODE = 'PORT_COLUMN_TYPE';

const MODEL = (type: string): string =>
  `# models/m.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, data_type: "${type}", tests: [not_null, unique]}]}\n`;
const project = (made: string, promised: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.bronze.orders, access: {default: allow}, schema: {columns: [{name: ID, type: "${promised}"}]}}]\n${MODEL(made)}`;
const byJson = (made: string, property: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.bronze.orders, access: {default: allow}, schema: {ref: s.json}}]\n# s.json\n{"properties": {"id": ${property}}}\n${MODEL(made)}`;
const severities = (text: string): unknown[] => findings(text, CODE).map(({ severity }) => severity);

describe(CODE, () => {
  it('finds another type than the model makes, at the column, with that of the model beside it', () => {
    const text = project('numeric(10,2)', 'boolean');
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: "Column 'ID' of output port 'orders' is promised as boolean, and bronze_orders makes it numeric(10,2)",
        expected: 'numeric(10,2)',
        related: [{ location: { file: 'models/m.yml', line: 2 } }],
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: ID']);
  });

  it.each([
    ['varchar', 'timestamp'],
    ['timestamp', 'string'],
    ['timestamp', 'date'],
    ['double', 'integer'],
    ['decimal(10,2)', 'int64'],
    ['boolean', 'int'],
    ['array<string>', 'map<string, string>'],
    ['struct<a: int>', 'string'],
  ])('of %s there is no %s', (made, promised) => expect(severities(project(made, promised))).toEqual(['error']));

  it.each([
    ['bigint', 'int32'],
    ['double', 'float32'],
    ['varchar(80)', 'varchar(20)'],
    ['decimal(12,2)', 'decimal(10,2)'],
  ])('%s need not fit into %s', (made, promised) => expect(severities(project(made, promised))).toEqual(['warning']));

  it.each([
    ['varchar(20)', 'string'],
    ['int', 'bigint'],
    ['integer', 'int64'],
    ['number', 'int64'],
    ['number(38,0)', 'integer'],
    ['bigint', 'decimal(38,0)'],
    ['date', 'timestamp'],
    ['timestamp_ntz(9)', 'timestamptz'],
    ['variant', 'object'],
    ['geography', 'string'],
    ['uuid', 'string'],
    ['anything', 'any'],
  ])('%s is what %s promises, or nobody can tell', (made, promised) =>
    expect(severities(project(made, promised))).toEqual([]),
  );

  it('lets a JSON Schema write as text what JSON has no type for', () => {
    expect(severities(byJson('timestamp', '{"type": "string"}'))).toEqual([]);
    expect(severities(byJson('timestamp', '{"type": "string", "format": "date-time"}'))).toEqual([]);
    expect(severities(byJson('timestamp', '{"type": "boolean"}'))).toEqual(['error']);
  });

  it('looks at what arrays and structs are made of', () => {
    const told = (made: string, promised: string): unknown[] =>
      findings(project(made, promised), CODE).map(({ details }) => [details?.['promised'], details?.['made']]);
    expect(told('array<string>', 'array<int64>')).toEqual([['int64', 'string']]);
    expect(told('struct<a: boolean, b: string>', 'struct<a: int64, b: string>')).toEqual([['int64', 'boolean']]);
    expect(told('map<string, date>', 'map<string, int64>')).toEqual([['int64', 'date']]);
    expect(told('array<variant>', 'array<int64>')).toEqual([]);
  });
});
