import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'PORT_FRESHNESS_UNREACHABLE';

const product = (freshness: string, cron: string, timezone = 'UTC'): string =>
  `# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, sla: {freshness: ${freshness}}}]\nschedule: {cron: "${cron}", timezone: ${timezone}}\n`;

describe(CODE, () => {
  it('finds a promise that the schedule cannot keep, with both lengths', () => {
    const text = product('6h', '0 */8 * * *');
    expect(findings(text, CODE)).toMatchObject([
      {
        message: "Output port 'orders' promises freshness 6h, but schedule '0 */8 * * *' leaves up to 8h between runs",
        hint: 'Run more often, or promise 8h',
        details: { freshness: 'PT6H', longestGap: 'PT8H' },
        related: [{ message: 'The schedule' }],
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: 6h']);
  });

  it.each([
    ["the ADR's own: every six hours for 6h", '6h', '0 */6 * * *', 'UTC'],
    ['a weekend between week days', '3d', '0 0 * * 1-5', 'UTC'],
    ['the longest month', '31d', '0 0 1 * *', 'UTC'],
    ['the hour that a night in autumn has more', '25h', '0 0 * * *', 'Europe/Berlin'],
  ])('is silent where it just suffices: %s', (_, freshness, cron, timezone) => {
    expect(told(product(freshness, cron, timezone))).toEqual([]);
  });

  it.each([
    ['a weekend', '71h', '0 0 * * 1-5', 'UTC'],
    ['the longest month', '30d', '0 0 1 * *', 'UTC'],
    ['a night in autumn', '24h', '0 0 * * *', 'Europe/Berlin'],
    ['the hours outside office', '62h', '*/5 9-17 * * 1-5', 'UTC'],
  ])('finds %s', (_, freshness, cron, timezone) => {
    expect(findings(product(freshness, cron, timezone), CODE)).toHaveLength(1);
  });
});
