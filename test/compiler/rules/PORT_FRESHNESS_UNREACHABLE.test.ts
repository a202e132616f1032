import { describe, expect, it } from 'vitest';
import { RELAXED } from './chains.js';
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
    ['a daily run by the local clock, also in the night that has 25 hours', '24h', '0 0 * * *', 'Europe/Berlin'],
    ['every six hours by the local clock', '6h', '0 */6 * * *', 'America/New_York'],
  ])('is silent where it just suffices: %s', (_, freshness, cron, timezone) => {
    expect(told(product(freshness, cron, timezone))).toEqual([]);
  });

  it.each([
    ['a weekend', '71h', '0 0 * * 1-5', 'UTC'],
    ['the longest month', '30d', '0 0 1 * *', 'UTC'],
    ['a daily run by the local clock', '23h', '0 0 * * *', 'Europe/Berlin'],
    ['the hours outside office', '62h', '*/5 9-17 * * 1-5', 'UTC'],
  ])('finds %s', (_, freshness, cron, timezone) => {
    expect(findings(product(freshness, cron, timezone), CODE)).toHaveLength(1);
  });

  it('adds what a run takes to the gap', () => {
    const text = (freshness: string): string =>
      product(freshness, '0 */6 * * *').replace('timezone: UTC', 'duration: 30m');
    expect(findings(text('6h'), CODE)).toMatchObject([
      {
        severity: 'error',
        message:
          "Output port 'orders' promises freshness 6h, but schedule '0 */6 * * *' leaves up to 6h between runs, and a run takes 30m",
        expected: 'gap and run together no longer than 6h',
        hint: 'Run more often, or promise 6h30m',
        details: { duration: 'PT30M', runsWithin: 'PT6H30M' },
      },
    ]);
    expect(told(text('390m'))).toEqual([]);
  });

  it('is a warning where the enterprise does not enforce SLAs', () => {
    const [finding] = findings(RELAXED + product('6h', '0 */8 * * *'), CODE);
    expect(finding?.severity).toBe('warning');
  });

  it('does not hold an ingestion to its requirement: the run of the product brings it in when it likes', () => {
    const input =
      'input_ports: [{name: crm, source: {type: ingestion, config: {type: dlt, source: crm}}, freshness_requirement: 1h}]\n';
    expect(told(product('6h', '0 */6 * * *') + input)).toEqual([]);
  });
});
