import { durationSeconds, formatDuration, secondsToDuration } from '../../values/duration.js';
import { slaSeverity } from './slaSeverity.js';
import { defineRule } from '../rule/rule.js';

/** ADR-0021, Data Product Manifest: "Every 6 hours to meet SLA"; docs/decisions/0009. */
export const portFreshnessUnreachable = defineRule<{
  freshness: string;
  longestGap: string;
  duration: string | null;
  runsWithin: string;
  cron: string;
  timezone: string;
}>({
  code: 'PORT_FRESHNESS_UNREACHABLE',
  family: 'port',
  severity: 'error',
  title: 'The schedule runs too seldom for the freshness that a port promises.',
  why: 'Until the next run ends, the data is as old as the gap between two runs and what a run takes; a promise below that is broken on every such day.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, sla: {freshness: 6h}}]\nschedule: {cron: "0 */6 * * *", duration: 30m}',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, sla: {freshness: 7h}}]\nschedule: {cron: "0 */6 * * *", duration: 30m}',
  },
  mend: 'Run more often, make the run shorter, or promise less. Where `sla_enforcement` is false this is a warning.',
  check({ outputs, schedule, document, platform }, out) {
    if (!schedule || schedule.reading.error !== null || schedule.runsWithin === null) return;
    const { cron, timezone, duration, runsWithin, reading } = schedule;
    const longestGap = secondsToDuration(reading.longestGapSeconds);
    for (const port of outputs) {
      const freshness = port.sla?.freshness ?? null;
      if (freshness === null || durationSeconds(runsWithin) <= durationSeconds(freshness)) continue;
      out.fail(
        port,
        { freshness, longestGap, duration, runsWithin, cron, timezone },
        {
          location: document?.locate(['output_ports', port.order, 'sla', 'freshness']) ?? null,
          severity: slaSeverity(platform),
          related: [{ message: 'The schedule', location: schedule.location }],
        },
      );
    }
  },
  message: (port, { freshness, longestGap, duration, cron }) =>
    `Output port '${port}' promises freshness ${formatDuration(freshness)}, but schedule '${cron}' leaves up to ${formatDuration(longestGap)} between runs${duration === null ? '' : `, and a run takes ${formatDuration(duration)}`}`,
  expected: ({ freshness, duration }) =>
    duration === null
      ? `a run at least every ${formatDuration(freshness)}`
      : `gap and run together no longer than ${formatDuration(freshness)}`,
  hint: ({ runsWithin }) => `Run more often, or promise ${formatDuration(runsWithin)}`,
});
