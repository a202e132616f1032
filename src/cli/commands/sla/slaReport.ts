import { formatDuration } from '../../../compiler/values/duration.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { printList, type ListColumn } from '../../report/listing.js';

interface Objective {
  readonly objective: string;
  readonly metric: string;
  readonly target: string;
  readonly attainment: number | null;
  readonly errorBudgetLeft: number | null;
  readonly breaches: number;
  readonly timeToRepair: string | null;
}

interface Answer {
  readonly slaReport: {
    readonly from: string;
    readonly to: string;
    readonly objectives: readonly Objective[];
    readonly maintenance: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  };
}

const QUERY = `query SlaReport($port: String!, $from: DateTime!, $to: DateTime!) {
  slaReport(port: $port, from: $from, to: $to) {
    from
    to
    objectives { objective metric target attainment errorBudgetLeft breaches timeToRepair }
    maintenance { from to reason }
  }
}`;

const DAYS = 30;
const DAY = 86_400_000;

const percent = (share: number | null, digits: number): string => (share === null ? '-' : `${share.toFixed(digits)}%`);

const COLUMNS: readonly ListColumn<Objective>[] = [
  {
    title: 'OBJECTIVE',
    width: 24,
    of: ({ objective, metric }) => (objective === 'QUALITY' ? `quality of ${metric}` : objective.toLowerCase()),
  },
  { title: 'TARGET', width: 9, of: ({ target }) => target },
  { title: 'ATTAINED', width: 11, of: ({ attainment }) => percent(attainment, 3) },
  { title: 'BUDGET LEFT', width: 13, of: ({ errorBudgetLeft }) => percent(errorBudgetLeft, 1) },
  { title: 'BREACHES', width: 10, of: ({ breaches }) => String(breaches) },
  { title: 'TIME TO REPAIR', width: 0, of: ({ timeToRepair }) => (timeToRepair ? formatDuration(timeToRepair) : '-') },
];

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/**
 * `floe sla report <port>`: what an output port kept of its SLA in the 30 days up to now, or in the time that is named
 * (docs/sla.md). Throws Failure 1 for a port that is not there, and for what is no time.
 */
export async function slaReport({ client, terminal }: Setting, port: string, options: ReportOptions): Promise<void> {
  const to = options.to ?? new Date().toISOString();
  const from = options.from ?? new Date((Date.parse(to) || 0) - DAYS * DAY).toISOString();
  const { slaReport: report } = await client.ask<Answer>(QUERY, { port, from, to });
  if (options.json) return terminal.out(asJson(report));
  terminal.out(`${port} from ${report.from} to ${report.to}`);
  printList(terminal, COLUMNS, report.objectives);
  for (const each of report.maintenance) terminal.out(`maintenance ${each.from} to ${each.to}: ${each.reason}`);
}
