import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_TABLE_OUTSIDE_DOMAIN';

const port = (table: string): string => `# data-product.yaml\noutput_ports: [{name: orders, table: ${table}}]\n`;

describe(CODE, () => {
  it("finds a table in another domain's namespace", () => {
    expect(findings(port('marketing.gold.orders'), CODE)).toMatchObject([
      {
        message: "Table 'marketing.gold.orders' of output port 'orders' lies outside the domain namespace sales.*",
        expected: 'sales.bronze.*, sales.silver.*, or sales.gold.*',
      },
    ]);
    expect(placed(port('marketing.gold.orders'), CODE)).toEqual(['data-product.yaml: marketing.gold.orders']);
  });

  it.each(['sales.platinum.orders', 'sales.orders', 'salesforce.gold.orders'])(
    'finds %s, in no namespace of a layer',
    (table) => {
      expect(findings(port(table), CODE)).toHaveLength(1);
    },
  );

  it('is silent in a layer namespace, and in one that the domain declares', () => {
    expect(told(port('sales.gold.orders'))).toEqual([]);
    const declared = '# domain-manifest.yaml\ncatalog_structure: {namespaces: [{name: sales.shared}]}\n';
    expect(told(declared + port('sales.shared.orders'))).toEqual([]);
  });
});
