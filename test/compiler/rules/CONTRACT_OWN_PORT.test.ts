import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_OWN_PORT';

const input = (ref: string, mesh = ''): string =>
  `# mesh.yaml\n${mesh || '{}'}\n# data-product.yaml\noutput_ports: [{name: history, table: sales.gold.history}]\ninput_ports: [{name: before, source: {type: data_product, ref: ${ref}}}]\n`;

describe(CODE, () => {
  it.each([
    ['before the product is published', ''],
    ['once it is published', 'published: {sales.orders.history: {}}'],
  ])("finds the product's own port, at the ref, %s, and nothing else of it", (_, mesh) => {
    const text = input('sales.orders.history', mesh);
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'error',
        message: "Input port 'before' reads sales.orders.history, a port of this product",
        details: { ref: 'sales.orders.history', port: 'history' },
      },
    ]);
    expect(told(text)).toHaveLength(1);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: sales.orders.history']);
  });

  it('is silent on a product whose name begins alike, also in its own domain', () => {
    expect(told(input('sales.orders-2.history', 'published: {sales.orders-2.history: {}}'))).toEqual([]);
  });
});
