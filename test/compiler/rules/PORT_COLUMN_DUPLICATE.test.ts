import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_COLUMN_DUPLICATE';

const project = (...columns: string[]): string => `# data-product.yaml
output_ports:
  - name: orders
    table: sales.gold.orders
    access: {default: allow}
    schema:
      columns:
${columns.map((column) => `        - ${column}\n`).join('')}`;

describe(CODE, () => {
  it('finds two names that folding makes one, at the second, and shows the first', () => {
    const text = project('{name: id, type: string}', '{name: ID, type: string}');
    expect(findings(text, CODE)).toMatchObject([
      {
        message: "Columns 'id' and 'ID' of output port 'orders' differ in nothing but case",
        related: [{ message: "The column 'id'" }],
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: ID']);
  });

  it('looks into what columns hold', () => {
    const text = project('{name: a, type: struct, fields: [{name: b, type: string}, {name: B, type: string}]}');
    expect(findings(text, CODE)).toMatchObject([{ message: expect.stringContaining("'a.b' and 'a.B'") as string }]);
  });

  it('is silent where names differ, and where one name stands in two objects', () => {
    expect(told(project('{name: id, type: string}', '{name: id_2, type: string}'))).toEqual([]);
    const object = (name: string): string => `{name: ${name}, type: struct, fields: [{name: id, type: string}]}`;
    expect(findings(project(object('a'), object('b')), CODE)).toEqual([]);
  });
});
