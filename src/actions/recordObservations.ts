import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import type { SlaBreachRow } from '../entities/rows/sla/SlaBreachRow.js';
import type { SlaStatusRow } from '../entities/rows/sla/SlaStatusRow.js';
import { lockEventLog } from '../entities/writes/events.js';
import { insertObservations, nextDue, observedPorts, statusesOf, type ObservedPort } from '../entities/writes/sla.js';
import { namesLike } from '../entities/reads/search.js';
import { judgeAll, latestOf } from './sla/judgeAll.js';
import { noSuch } from './kit/noSuch.js';
import { objectiveKey, objectiveKeyOf, type ObservationRequest, type Observed } from './sla/observation.js';
import { openLapsed } from './sla/openDue.js';
import { onceOnly, type Kept } from './sla/onceOnly.js';
import type { Keyed } from './kit/productRequest.js';
import { refusal } from './sla/refusal.js';
import { storeVerdicts } from './sla/storeVerdicts.js';
import type { Toolkit } from './kit/toolkit.js';

export interface ObservationsRequest extends Keyed {
  readonly observations: readonly ObservationRequest[];
}

export interface RecordedObservations {
  /** How many stand now; those that stood already too. */
  readonly accepted: number;
  /** Breaches that these observations opened or resolved, in the order of the observations. */
  readonly breaches: readonly SlaBreachRow[];
  readonly userErrors: readonly UserError[];
}

/** Of more unknown ports than these no near matches are told. */
const MOST_MISSPELT = 20;

/** The names that unknown ports may have meant; none where so many are unknown that their list is simply another one. */
async function namesMeant(
  tx: Transaction,
  observations: readonly ObservationRequest[],
  ports: ReadonlyMap<string, ObservedPort>,
): Promise<string[]> {
  const unknown = new Set(observations.map(({ port }) => port).filter((port) => !ports.has(port)));
  if (unknown.size > MOST_MISSPELT) return [];
  const names: string[] = [];
  for (const port of unknown) names.push(...(await namesLike(tx, port, ['port'])));
  return names;
}

/** The observations with their ports, or what is wrong with some. */
async function taken(
  tx: Transaction,
  observations: readonly ObservationRequest[],
  now: Date,
): Promise<{ readonly observed: readonly Observed[]; readonly userErrors: readonly UserError[] }> {
  const found = await observedPorts(tx, [...new Set(observations.map((each) => each.port))]);
  const ports = new Map(found.map((port) => [port.fqn, port]));
  const known = await namesMeant(tx, observations, ports);
  const observed: Observed[] = [];
  const userErrors: UserError[] = [];
  observations.forEach((observation, index) => {
    const port = ports.get(observation.port);
    const error = port
      ? refusal(observation, index, now)
      : noSuch('output port', observation.port, known, ['input', 'observations', String(index), 'port']);
    if (error) userErrors.push(error);
    else if (port) observed.push({ port, observation });
  });
  return { observed, userErrors };
}

/** What is said of the objectives of these observations, by objective. */
async function statusesBy(tx: Transaction, observed: readonly Observed[]): Promise<ReadonlyMap<string, SlaStatusRow>> {
  const rows = await statusesOf(tx, [...new Set(observed.map(({ port }) => port.id))]);
  return new Map(rows.map((row) => [objectiveKeyOf(row), row]));
}

/** Says what these observations mean, each the latest of its objective, with what fell due before they were made. */
async function judge(tx: Transaction, latest: readonly Observed[], now: string): Promise<readonly SlaBreachRow[]> {
  const statuses = await statusesBy(tx, latest);
  const lapsed = latest.flatMap((each) => {
    const status = statuses.get(objectiveKey(each));
    return status && status.judgeAt !== null && status.judgeAt < each.observation.at ? [{ ...each, status }] : [];
  });
  const opened = await openLapsed(tx, lapsed, now);
  const judged = await judgeAll(tx, latest, opened.length > 0 ? await statusesBy(tx, latest) : statuses);
  const next = await nextDue(tx);
  const { breaches } = await storeVerdicts(tx, judged, now);
  // What falls due before all else is told to those who wait for the next.
  if (judged.some(({ verdict: { met, dueAt } }) => met && dueAt !== null && (next === null || dueAt < next)))
    await tx.wakeAfterCommit();
  return [...new Map([...opened, ...breaches].map((row) => [row.id, row])).values()];
}

/** Keeps the observations; returns the breaches that they open and resolve. */
async function keep(tx: Transaction, fresh: readonly Kept[], now: string): Promise<readonly SlaBreachRow[]> {
  const ids = fresh.flatMap(({ row: { key, at }, digest }) => (key === null ? [] : [{ key, digest, at }]));
  await insertObservations(
    tx,
    fresh.map(({ row }) => row),
    ids,
  );
  return judge(tx, latestOf(fresh), now);
}

/**
 * Records what monitoring saw of output ports, opens a breach where an objective is missed (ADR-0021, output ports: sla)
 * and resolves it when it is met again, in one transaction with the events. What was recorded before counts once. All or
 * nothing: an observation that is not whole, of the future, of a port that does not stand, or that contradicts one of its
 * identity is a userError and none is recorded.
 */
export async function recordObservations(kit: Toolkit, request: ObservationsRequest): Promise<RecordedObservations> {
  const { observations } = request;
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const now = kit.clock.now();
    const { observed, userErrors } = await taken(tx, observations, now);
    if (userErrors.length > 0) return { accepted: 0, breaches: [], userErrors };
    const sorted = await onceOnly(tx, observed);
    if (sorted.userErrors.length > 0) return { accepted: 0, breaches: [], userErrors: sorted.userErrors };
    const breaches = await keep(tx, sorted.fresh, now.toISOString());
    return { accepted: observations.length, breaches, userErrors: [] };
  });
}
