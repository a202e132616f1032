import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'CONTRACT_CONSUMER_BROKEN';
const project = (names: string[]) => `# mesh.yaml
standing: {version: "1.4.0", ports: {orders: {columns: [id, total]}}, consumers: {orders: [finance.revenue, marketing.campaigns]}}
# data-product.yaml
metadata: {version: "2.0.0"}
output_ports:
  - {name: orders, table: sales.gold.orders, schema: {columns: [${names.map((name) => `{name: ${name}, type: string}`).join(', ')}]}}
`;

describe(CODE, () => {
  it('names each consumer that a change breaks, the change and the notice, at the port', () => {
    const found = findings(project(['id']), CODE);
    expect(found.map(({ message, severity }) => [message, severity])).toEqual([
      ["finance.revenue relies on 'orders': 1 change breaks its contract", 'warning'],
      ["marketing.campaigns relies on 'orders': 1 change breaks its contract", 'warning'],
    ]);
    expect(found[0]?.hint).toBe('Announce this version 7d before it takes effect');
    expect(found[0]?.notes[1]).toContain('columns.total');
    expect(placed(project(['id']), CODE)).toEqual(Array(2).fill('data-product.yaml: orders'));
  });

  it('is silent where what was promised is kept', () => {
    expect(told(project(['id', 'total', 'more'])).filter((each) => each.startsWith(CODE))).toEqual([]);
  });
});
