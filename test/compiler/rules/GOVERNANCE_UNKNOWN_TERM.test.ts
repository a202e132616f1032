import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'GOVERNANCE_UNKNOWN_TERM';
const GLOSSARY = '# enterprise-manifest.yaml\nglossary: [{term: customer, definition: Who bought something.}]\n';
const product = (port: string): string =>
  `# data-product.yaml\noutput_ports: [{name: customers, table: sales.gold.customers, ${port}}]\n`;

describe(CODE, () => {
  it('finds a term of a port that the glossary does not explain, and the one that was meant', () => {
    const text = GLOSSARY + product('terms: [customer, custmer]');
    expect(findings(text, CODE)).toMatchObject([
      {
        message: "Output port 'customers' names the term 'custmer', which the glossary does not explain",
        expected: 'customer',
        hint: 'Did you mean customer?',
      },
    ]);
    expect(placed(text, CODE)[0]).toMatch(/^data-product\.yaml: .*custmer/);
  });

  it('finds those of columns, of what they hold, and of a JSON Schema', () => {
    const inline = GLOSSARY + product('schema: {columns: [{name: id, type: string, terms: [client]}]}');
    expect(findings(inline, CODE)).toMatchObject([
      { message: "Column customers.id names the term 'client', which the glossary does not explain" },
    ]);
    const nested =
      GLOSSARY +
      product('schema: {columns: [{name: a, type: object, fields: [{name: b, type: string, terms: [client]}]}]}');
    expect(findings(nested, CODE)[0]).toMatchObject({
      message: expect.stringContaining('Column customers.a.b') as string,
    });
    const schema = `${GLOSSARY}${product('schema: {ref: c.json}')}# c.json\n{"properties": {\n  "email": {"type": "string", "x-floe": {"terms": ["client"]}}}\n}\n`;
    expect(placed(schema, CODE)[0]).toMatch(/^c\.json: "email"/);
  });

  it('finds every term where there is no glossary, and none that it explains', () => {
    expect(findings(product('terms: [customer]'), CODE)).toMatchObject([
      { expected: 'a term of the glossary, which has none' },
    ]);
    expect(told(GLOSSARY + product('terms: [customer], tags: [gold]'))).toEqual([]);
  });
});
