import { defineRule } from '../rule/rule.js';

/** ADR-0021, Data Product Manifest: `schedule`. */
export const scheduleInvalid = defineRule<{ cron: string; timezone: string; why: string }>({
  code: 'SCHEDULE_INVALID',
  family: 'port',
  severity: 'error',
  title: 'The schedule cannot be read.',
  why: 'Whether a freshness can be met follows from when the product runs.',
  example: {
    bad: '# data-product.yaml\nschedule: {cron: "0 25 * * *"}',
    good: '# data-product.yaml\nschedule: {cron: "0 23 * * *"}',
  },
  mend: 'Write five fields (minute, hour, day of month, month, day of week) and an IANA time zone.',
  check({ schedule }, out) {
    if (!schedule || schedule.reading.error === null) return;
    const { cron, timezone, location, reading } = schedule;
    out.fail({ name: 'schedule', order: 0, location }, { cron, timezone, why: reading.error });
  },
  message: (_, { cron, why }) => `Schedule '${cron}' cannot be read: ${why}`,
  expected: () => 'five fields such as "0 */6 * * *", and an IANA time zone',
});
