import type { Transaction } from '../../entities/database.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import { appendEvents, type NewEvent } from '../../entities/writes/events.js';
import { breachesById, openBreaches, putBreaches, putStatuses } from '../../entities/writes/sla.js';
import type { Judged } from './judgeAll.js';

const breachOf = ({ port, objective, at, verdict }: Judged): Omit<SlaBreachRow, 'id'> => ({
  portId: port.id,
  objective,
  metric: verdict.metric,
  target: verdict.target,
  observed: verdict.observed,
  openedAt: at,
  resolvedAt: null,
  openedSeq: null,
  resolvedSeq: null,
});

/** The breaches that are resolved: not before they were opened, however late the news of it came. */
async function healed(tx: Transaction, judged: readonly Judged[]): Promise<Map<Judged, SlaBreachRow>> {
  const met = judged.filter((each) => each.verdict.met && each.status?.breachId != null);
  const ids = met.map((each) => each.status?.breachId ?? 0);
  const standing = new Map((await breachesById(tx, ids)).map((row) => [row.id, row]));
  return new Map(
    met.flatMap((each): [Judged, SlaBreachRow][] => {
      const row = standing.get(each.status?.breachId ?? 0);
      return row ? [[each, { ...row, resolvedAt: each.at > row.openedAt ? each.at : row.openedAt }]] : [];
    }),
  );
}

async function opened(tx: Transaction, judged: readonly Judged[]): Promise<Map<Judged, SlaBreachRow>> {
  const newly = judged.filter((each) => !each.verdict.met && each.status?.breachId == null);
  const rows = await openBreaches(tx, newly.map(breachOf));
  return new Map(newly.map((each, index) => [each, rows[index] as SlaBreachRow]));
}

/** Opens a breach for each objective that is newly missed, resolves those that are met again; returns them in order. */
async function storeBreaches(
  tx: Transaction,
  judged: readonly Judged[],
  now: string,
): Promise<Map<Judged, SlaBreachRow>> {
  const touched = new Map([...(await opened(tx, judged)), ...(await healed(tx, judged))]);
  const ordered = judged.flatMap((each) => {
    const row = touched.get(each);
    return row ? [{ each, row }] : [];
  });
  const events = ordered.map(({ each, row }): NewEvent => ({
    kind: row.resolvedAt === null ? 'sla_breach_opened' : 'sla_breach_resolved',
    at: now,
    domain: each.port.domain,
    subjectId: row.id,
  }));
  const seqs = await appendEvents(tx, events);
  const stored = new Map(
    ordered.map(({ each, row }, index) => [
      each,
      { ...row, [row.resolvedAt === null ? 'openedSeq' : 'resolvedSeq']: seqs[index] ?? null },
    ]),
  );
  await putBreaches(tx, [...stored.values()]);
  return stored;
}

function statusRow(judged: Judged, breach: SlaBreachRow | undefined): Omit<SlaStatusRow, 'id'> {
  const { port, objective, observedAt, verdict, status } = judged;
  return {
    portId: port.id,
    objective,
    metric: verdict.metric,
    target: verdict.target,
    observed: verdict.observed,
    state: verdict.met ? 'met' : 'breached',
    observedAt,
    dueAt: verdict.dueAt,
    judgeAt: verdict.met ? verdict.dueAt : null,
    breachId: verdict.met ? null : (breach?.id ?? status?.breachId ?? null),
  };
}

/** Writes what was judged, with the breaches that it opens and resolves and their events; returns these, in order. */
export async function storeVerdicts(
  tx: Transaction,
  judged: readonly Judged[],
  now: string,
): Promise<readonly SlaBreachRow[]> {
  const breaches = await storeBreaches(tx, judged, now);
  await putStatuses(
    tx,
    judged.map((each) => statusRow(each, breaches.get(each))),
  );
  return [...breaches.values()];
}
