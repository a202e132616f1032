import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_SCHEMA_UNRESOLVED';

const port = (ref: string): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, schema: {ref: ${ref}}}]\n# schemas/orders.json\n{"properties": {"id": {"type": "string"}}}\n`;

describe(CODE, () => {
  it('finds a schema that leads to no file, and the file that was meant', () => {
    expect(findings(port('schemas/order.json'), CODE)).toMatchObject([
      {
        message: "Schema 'schemas/order.json' of output port 'orders' not found",
        hint: 'Did you mean schemas/orders.json?',
      },
    ]);
    expect(placed(port('schemas/order.json'), CODE)).toEqual(['data-product.yaml: schemas/order.json']);
  });

  it('is silent where the file is there', () => {
    expect(told(port('schemas/orders.json'))).toEqual([]);
    expect(told(port('./schemas/orders.json'))).toEqual([]);
  });
});
