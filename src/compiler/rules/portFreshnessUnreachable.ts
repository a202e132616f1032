import { durationSeconds, formatDuration, secondsToDuration } from '../duration.js';
import { defineRule } from './rule.js';

/** ADR-0021, Data Product Manifest: "Every 6 hours to meet SLA". */
export const portFreshnessUnreachable = defineRule<{
  freshness: string;
  longestGap: string;
  cron: string;
  timezone: string;
}>({
  code: 'PORT_FRESHNESS_UNREACHABLE',
  family: 'port',
  severity: 'error',
  title: 'The schedule runs too seldom for the freshness that a port promises.',
  why: 'Between two runs the data is as old as the gap between them; a promise below that is broken on every such day.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, sla: {freshness: 6h}}]\nschedule: {cron: "0 */8 * * *"}',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, sla: {freshness: 8h}}]\nschedule: {cron: "0 */8 * * *"}',
  },
  mend: 'Run more often, or promise less. In a time zone with summer time one night has an hour more.',
  check({ outputs, schedule, document }, out) {
    const gap = schedule?.reading.longestGapSeconds ?? null;
    if (!schedule || gap === null) return;
    for (const port of outputs) {
      const freshness = port.sla?.freshness ?? null;
      if (freshness === null || gap <= durationSeconds(freshness)) continue;
      const { cron, timezone } = schedule;
      out.fail(
        port,
        { freshness, longestGap: secondsToDuration(gap), cron, timezone },
        {
          location: document?.locate(['output_ports', port.order, 'sla', 'freshness']) ?? null,
          related: [{ message: 'The schedule', location: schedule.location }],
        },
      );
    }
  },
  message: (port, { freshness, longestGap, cron }) =>
    `Output port '${port}' promises freshness ${formatDuration(freshness)}, but schedule '${cron}' leaves up to ${formatDuration(longestGap)} between runs`,
  expected: ({ freshness }) => `a run at least every ${formatDuration(freshness)}`,
  hint: ({ longestGap }) => `Run more often, or promise ${formatDuration(longestGap)}`,
});
