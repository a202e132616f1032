import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_TABLE_CLAIMED';

const PORTS = '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders}';

describe(CODE, () => {
  it("finds a table that another product's port exposes", () => {
    const text = `# mesh.yaml\nclaimed: {sales.gold.orders: sales.other.orders}\n${PORTS}]\n`;
    expect(findings(text, CODE)).toMatchObject([
      { message: "Table 'sales.gold.orders' of output port 'orders' is exposed by sales.other.orders already" },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: sales.gold.orders']);
  });

  it('finds two ports of one product on one table', () => {
    const text = `${PORTS}, {name: all_orders, table: sales.gold.orders}]\n`;
    expect(findings(text, CODE)).toMatchObject([{ subject: 'all_orders', details: { by: 'sales.orders.orders' } }]);
  });

  it('finds a table of a model that another product writes, at the model', () => {
    const model = (config: string): string =>
      `# mesh.yaml\nclaimed: {sales.silver.orders: sales.other}\n# models/m.yml\nmodels:\n  - {name: silver_orders${config}}\n`;
    expect(findings(model(''), CODE)).toMatchObject([
      { message: "Table 'sales.silver.orders' of model 'silver_orders' is written by sales.other already" },
    ]);
    expect(placed(model(''), CODE)).toEqual(['models/m.yml: silver_orders}']);
    expect(findings(model(', config: {materialized: ephemeral}'), CODE)).toEqual([]);
  });

  it('tells of a port and the model that feeds it once', () => {
    const text = `# mesh.yaml\nclaimed: {sales.gold.orders: sales.other}\n${PORTS}]\n# models/m.yml\nmodels: [{name: gold_orders}]\n`;
    expect(findings(text, CODE)).toMatchObject([{ subject: 'orders' }]);
  });

  it('is silent on what the product itself exposed before', () => {
    expect(told(`# mesh.yaml\nclaimed: {sales.gold.orders: sales.orders}\n${PORTS}]\n`)).toEqual([]);
  });
});
