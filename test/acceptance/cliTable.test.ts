import { describe, expect, it } from 'vitest';
import { table } from '../../src/cli/terminal/table.js';

const COLUMNS = [
  { title: 'DOMAIN', width: 12 },
  { title: 'PRODUCT', width: 21 },
  { title: 'OUTPUT PORTS', width: 0 },
];
const ROWS = [
  ['sales', 'customer-360', 'customers, customer_segments'],
  ['marketing', 'campaign-attribution', 'customer_interactions'],
];

describe('a table', () => {
  it('has the widths asked for, and no blanks at the ends of its lines', () => {
    expect(table(COLUMNS, ROWS, null)).toBe(`DOMAIN      PRODUCT              OUTPUT PORTS
sales       customer-360         customers, customer_segments
marketing   campaign-attribution customer_interactions`);
    expect(table(COLUMNS, [['sales', 'a', '']], null).split('\n')[1]).toBe('sales       a');
  });

  it('grows with what is in it', () => {
    const rows = [['a-domain-with-a-long-name', 'product', 'ports']];
    expect(table(COLUMNS, rows, null)).toBe(`DOMAIN                    PRODUCT              OUTPUT PORTS
a-domain-with-a-long-name product              ports`);
  });

  it('lines up wide characters', () => {
    const rows = [
      ['販売', 'x', 'y'],
      ['sales', 'x', 'y'],
    ];
    const [, wide, narrow] = table(COLUMNS, rows, null).split('\n');
    expect(wide).toBe('販売        x                    y');
    expect(narrow).toBe('sales       x                    y');
  });

  it('fits a terminal that is narrower, and says with … where it cut', () => {
    const lines = table(COLUMNS, ROWS, 50).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
    expect(lines[1]).toMatch(/^sales +customer-360 +customers, cu.*…$/);
  });

  it('is as wide as it is on a terminal that is wider', () => {
    expect(table(COLUMNS, ROWS, 200)).toBe(table(COLUMNS, ROWS, null));
  });
});
