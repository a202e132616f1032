import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_NAME_DUPLICATE';

const ports = (output: string, input: string): string =>
  `# data-product.yaml\noutput_ports: [{name: ${output}, table: sales.gold.orders}]\ninput_ports: [{name: ${input}, source: {type: ingestion, config: {type: dlt, source: shop}}}]\n`;

describe(CODE, () => {
  it('finds an input port of the name of an output port, at the input port, and shows the other', () => {
    expect(findings(ports('orders', 'orders'), CODE)).toMatchObject([
      { message: "Input port 'orders' has the name of an output port", related: [{ message: 'The output port' }] },
    ]);
    expect(placed(ports('orders', 'orders'), CODE)).toEqual(['data-product.yaml: orders']);
    const [{ location, related }] = findings(ports('orders', 'orders'), CODE) as [ReturnType<typeof findings>[number]];
    expect(location?.line).toBeGreaterThan(related?.[0]?.location.line ?? Infinity);
  });

  it('is silent where the names differ', () => expect(told(ports('orders', 'shop'))).toEqual([]));
});
