import { durationSeconds, formatDuration, secondsToDuration } from '../../values/duration.js';
import { defineRule } from '../rule/rule.js';

/** docs/decisions/0009. */
export const scheduleRunTooLong = defineRule<{ cron: string; duration: string; longestGap: string }>({
  code: 'SCHEDULE_RUN_TOO_LONG',
  family: 'port',
  severity: 'warning',
  title: 'A run takes longer than the longest gap between two runs.',
  why: 'Every run is still going when the next one begins: they overlap, or they queue up and fall behind for ever.',
  example: {
    bad: '# data-product.yaml\nschedule: {cron: "0 * * * *", duration: 90m}',
    good: '# data-product.yaml\nschedule: {cron: "0 */2 * * *", duration: 90m}',
  },
  mend: 'Run less often, or make the run shorter.',
  check({ schedule }, out) {
    if (!schedule || schedule.duration === null || schedule.reading.error !== null) return;
    const { cron, duration, reading, durationLocation: location } = schedule;
    if (durationSeconds(duration) <= reading.longestGapSeconds) return;
    const longestGap = secondsToDuration(reading.longestGapSeconds);
    out.fail({ name: 'schedule', order: 0, location }, { cron, duration, longestGap });
  },
  message: (_, { cron, duration, longestGap }) =>
    `A run takes ${formatDuration(duration)}, but schedule '${cron}' begins one at least every ${formatDuration(longestGap)}`,
  expected: ({ longestGap }) => `a duration of ${formatDuration(longestGap)} or less`,
});
