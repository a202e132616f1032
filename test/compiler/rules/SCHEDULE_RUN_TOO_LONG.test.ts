import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'SCHEDULE_RUN_TOO_LONG';

const schedule = (cron: string, duration: string): string =>
  `# data-product.yaml\nschedule:\n  cron: "${cron}"\n  duration: ${duration}\n`;

describe(CODE, () => {
  it('finds a run that outlasts every gap, at the duration, as a warning', () => {
    const text = schedule('0 * * * *', '90m');
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message: "A run takes 90m, but schedule '0 * * * *' begins one at least every 1h",
        expected: 'a duration of 1h or less',
        details: { duration: 'PT90M', longestGap: 'PT1H' },
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: 90m']);
  });

  it.each([
    ['fills the gap', '0 * * * *', '1h'],
    ['outlasts the gaps of the day but not the night', '0 8-18 * * *', '3h'],
  ])('is silent on a run that %s', (_, cron, duration) => expect(told(schedule(cron, duration))).toEqual([]));
});
