import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'SCHEDULE_INVALID';

const schedule = (cron: string, timezone = 'UTC'): string =>
  `# data-product.yaml\nschedule: {cron: "${cron}", timezone: ${timezone}}\n`;

describe(CODE, () => {
  it.each([
    ['0 25 * * *', 'UTC', /25/],
    ['0 0 * *', 'UTC', /five fields/],
    ['0 0 31 2 *', 'UTC', /day of month/],
    ['H 0 * * *', 'UTC', /random/],
    ['0 0 * * *', 'Mars/Olympus', /'Mars\/Olympus' is no IANA time zone/],
  ])('finds "%s" in %s', (cron, timezone, why) => {
    expect(findings(schedule(cron, timezone), CODE).map(({ message }) => message)).toEqual([
      expect.stringMatching(why),
    ]);
    expect(placed(schedule(cron, timezone), CODE)).toEqual([`data-product.yaml: ${cron}`]);
  });

  it('is silent on a schedule that runs', () => expect(told(schedule('0 */6 * * 1-5', 'Europe/Berlin'))).toEqual([]));
});
