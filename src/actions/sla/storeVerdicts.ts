import type { Transaction } from '../../entities/database.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import { appendEvents, type NewEvent } from '../../entities/writes/events.js';
import {
  breachesById,
  maintenanceAfter,
  newBreachIds,
  openBreaches,
  putBreaches,
  putStatuses,
} from '../../entities/writes/sla.js';
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
  acknowledgedAt: null,
  acknowledgedBy: null,
  acknowledgementNote: null,
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

/** When maintenance that covers these times ends, one after the other; none for what lies in none. */
async function maintained(tx: Transaction, missed: readonly Judged[]): Promise<Map<Judged, string>> {
  if (missed.length === 0) return new Map();
  const earliest = missed.reduce((least, { at }) => (at < least ? at : least), missed[0]?.at ?? '');
  const rows = await maintenanceAfter(tx, [...new Set(missed.map(({ port }) => port.id))], earliest);
  const ends = (portId: number, at: string): string => {
    const covering = rows.find((row) => row.portId === portId && row.from <= at && row.to > at);
    return covering ? ends(portId, covering.to) : at;
  };
  return new Map(
    missed.flatMap((each): [Judged, string][] => {
      const end = ends(each.port.id, each.at);
      return end > each.at ? [[each, end]] : [];
    }),
  );
}

const isNew = (each: Judged): boolean => !each.verdict.met && each.status?.breachId == null;

async function opened(tx: Transaction, judged: readonly Judged[]): Promise<Map<Judged, SlaBreachRow>> {
  const newly = judged.filter(isNew);
  const ids = await newBreachIds(tx, newly.length);
  return new Map(newly.map((each, index) => [each, { ...breachOf(each), id: ids[index] ?? 0 }]));
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
  const stored = ordered.map(({ each, row }, index): [Judged, SlaBreachRow] => [
    each,
    { ...row, [row.resolvedAt === null ? 'openedSeq' : 'resolvedSeq']: seqs[index] ?? null },
  ]);
  const rows = stored.map(([, row]) => row);
  await openBreaches(
    tx,
    rows.filter((row) => row.resolvedAt === null),
  );
  await putBreaches(
    tx,
    rows.filter((row) => row.resolvedAt !== null),
  );
  return new Map(stored);
}

/** What is missed within maintenance stays as it was, and is judged when that ends. */
const postponed = (judged: Judged, until: string): Omit<SlaStatusRow, 'id'> => ({
  ...statusRow(judged, undefined),
  state: judged.status?.state ?? 'unknown',
  judgeAt: until,
});

function statusRow(judged: Judged, breach: SlaBreachRow | undefined): Omit<SlaStatusRow, 'id'> {
  const { port, objective, observedAt, verdict, status, window } = judged;
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
    windowSince: window?.since ?? status?.windowSince ?? null,
    windowProbes: window?.probes ?? status?.windowProbes ?? null,
    windowUp: window?.up ?? status?.windowUp ?? null,
  };
}

export interface Stored {
  /** The breaches that were opened and resolved, in order. */
  readonly breaches: readonly SlaBreachRow[];
  /** What is missed within maintenance, and when that ends. */
  readonly later: ReadonlyMap<Judged, string>;
}

/**
 * Writes what was judged, with the breaches that it opens and resolves and their events. Within maintenance of a port none
 * opens: that is judged when it ends.
 */
export async function storeVerdicts(tx: Transaction, judged: readonly Judged[], now: string): Promise<Stored> {
  const later = await maintained(tx, judged.filter(isNew));
  const breaches = await storeBreaches(
    tx,
    judged.filter((each) => !later.has(each)),
    now,
  );
  await putStatuses(
    tx,
    judged.map((each) => {
      const until = later.get(each);
      return until === undefined ? statusRow(each, breaches.get(each)) : postponed(each, until);
    }),
  );
  if (later.size > 0) await tx.wakeAfterCommit();
  return { breaches: [...breaches.values()], later };
}
