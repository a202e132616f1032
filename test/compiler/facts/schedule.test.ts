import { CronExpressionParser } from 'cron-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCron } from '../../../src/compiler/facts/schedule/cron.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const gap = (cron: string, timezone = 'UTC'): number | null => readCron(cron, timezone).longestGapSeconds;

/** The longest step between the runs of so many years, one by one. */
function walked(cron: string, years: number): number {
  const expression = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: Date.UTC(2024, 0, 1) - 1 });
  let [last, longest] = [expression.next().getTime(), 0];
  for (;;) {
    const next = expression.next().getTime();
    if (next >= Date.UTC(2024, 12 * years, 1)) return longest / 1000;
    longest = Math.max(longest, next - last);
    last = next;
  }
}

describe('the longest gap of a schedule', () => {
  it.each([
    ['0 */6 * * *', 6 * HOUR],
    ['*/7 * * * *', 7 * 60],
    ['0 9-17 * * 1-5', 64 * HOUR],
    ['0 3 * * MON,THU', 4 * DAY],
    ['0 0 1 * *', 31 * DAY],
    ['0 0 29 2 *', 1461 * DAY],
    ['0 0 1 1 *', 366 * DAY],
    ['0 0 * * 7', 7 * DAY],
    ['0 0 13 * 5', 7 * DAY],
    ['0 0 L * *', 31 * DAY],
    ['0 0 * * 1#1', 35 * DAY],
    ['@hourly', HOUR],
    [' @daily ', DAY],
    ['@weekly', 7 * DAY],
  ])('of "%s" is %i seconds', (cron, seconds) => expect(gap(cron)).toBe(seconds));

  it('is that of walking the runs of a day one by one', () => {
    const hour = fc.constantFrom('*/5', '3', '8-18', '1,13', '0-20/4');
    const minute = fc.constantFrom('0', '*/20', '5,50', '59');
    const weekDay = fc.constantFrom('*', '1-5', '0', '6,7', 'TUE');
    fc.assert(
      fc.property(minute, hour, weekDay, (at, of, on) => {
        const cron = `${at} ${of} * * ${on}`;
        expect([cron, gap(cron)]).toEqual([cron, walked(cron, 1 / 12)]);
      }),
      { numRuns: 60, seed: 9 },
    );
  });

  it('is that of walking the days of eight years one by one', () => {
    const day = fc.constantFrom('*', '1', '15', '*/10', '1-7', '28', '31');
    const month = fc.constantFrom('*', '*/3', '1,7', '2-11');
    const weekDay = fc.constantFrom('*', '1-5', '0', '6,7', 'TUE');
    fc.assert(
      fc.property(day, month, weekDay, (of, during, on) => {
        const cron = `30 4 ${of} ${during} ${on}`;
        expect([cron, gap(cron)]).toEqual([cron, walked(cron, 8)]);
      }),
      { numRuns: 30, seed: 9 },
    );
  });

  it("is told by the schedule's own clock: no zone makes a day longer", () => {
    for (const timezone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'])
      expect([gap('30 2 * * *', timezone), gap('0 */6 * * *', timezone)]).toEqual([DAY, 6 * HOUR]);
  });

  it.each(['@reboot', '@every 5m', '__proto__', 'constructor', '', '* * * *', '0 0 0 * * *', '0 0 31 2 *'])(
    'cannot be told of "%s"',
    (cron) => expect(readCron(cron, 'UTC')).toMatchObject({ longestGapSeconds: null, error: expect.any(String) }),
  );
});
