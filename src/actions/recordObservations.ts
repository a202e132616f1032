import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import type { SlaBreachRow } from '../entities/rows/sla/SlaBreachRow.js';
import type { SlaStatusRow } from '../entities/rows/sla/SlaStatusRow.js';
import { appendEvents, lockEventLog, type NewEvent } from '../entities/writes/events.js';
import {
  breachesById,
  insertObservations,
  observedPorts,
  openBreaches,
  putBreaches,
  putStatuses,
  statusesOf,
  uptimes,
  type ObservedPort,
} from '../entities/writes/sla.js';
import { namesLike } from '../entities/reads/search.js';
import { judgeObservation, metricOf, type Verdict } from './sla/judgeObservation.js';
import { noSuch } from './kit/noSuch.js';
import type { Keyed } from './kit/productRequest.js';
import type { Toolkit } from './kit/toolkit.js';
import type { ObservationRequest } from './sla/observation.js';

export interface ObservationsRequest extends Keyed {
  readonly observations: readonly ObservationRequest[];
}

export interface RecordedObservations {
  readonly accepted: number;
  /** Breaches that these observations opened or resolved, in the order of the observations. */
  readonly breaches: readonly SlaBreachRow[];
  readonly userErrors: readonly UserError[];
}

/** Availability is the share of probes that were up over this many days (ADR-0021 gives a percentage, no window). */
const AVAILABILITY_WINDOW_DAYS = 30;
const DAY = 86_400_000;
/** Of more unknown ports than these no near matches are told. */
const MOST_MISSPELT = 20;

/** What an observation lacks for its objective; null where it is whole. */
function refusal(
  observation: ObservationRequest,
  index: number,
  ports: ReadonlyMap<string, ObservedPort>,
  known: readonly string[],
): UserError | null {
  const path = (field: string): string[] => ['input', 'observations', String(index), field];
  const error = (field: string, message: string): UserError => ({
    code: 'BAD_USER_INPUT',
    path: path(field),
    message,
  });
  if (!ports.has(observation.port)) return noSuch('output port', observation.port, known, path('port'));
  if (observation.objective === 'freshness' && !observation.dataAt)
    return error('dataAt', 'A FRESHNESS observation says in dataAt how new the newest data is.');
  if (observation.objective === 'availability' && typeof observation.up !== 'boolean')
    return error('up', 'An AVAILABILITY observation says in up whether the probe succeeded.');
  if (observation.objective === 'quality' && !observation.metric)
    return error('metric', 'A QUALITY observation names its metric, e.g. completeness.');
  if (observation.objective === 'quality' && typeof observation.value !== 'number')
    return error('value', 'A QUALITY observation gives the measured share in value, 0 to 100.');
  return null;
}

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

const keyOf = (portId: number, objective: string, metric: string): string => `${portId}/${objective}/${metric}`;

/** Of several observations of one objective, the latest by its own time; earlier ones are kept but change no state. */
function latestOf(observations: readonly ObservationRequest[], portId: (fqn: string) => number): ObservationRequest[] {
  const latest = new Map<string, ObservationRequest>();
  for (const each of observations) {
    const key = keyOf(portId(each.port), each.objective, metricOf(each));
    const standing = latest.get(key);
    if (!standing || Date.parse(each.at) >= Date.parse(standing.at)) latest.set(key, each);
  }
  return [...latest.values()];
}

interface Judged {
  readonly port: ObservedPort;
  readonly observation: ObservationRequest;
  readonly verdict: Verdict;
  readonly status: SlaStatusRow | undefined;
}

async function judgeAll(
  tx: Transaction,
  latest: readonly ObservationRequest[],
  ports: ReadonlyMap<string, ObservedPort>,
): Promise<Judged[]> {
  const ids = [...new Set(latest.map((each) => ports.get(each.port)?.id ?? 0))];
  const statuses = new Map(
    (await statusesOf(tx, ids)).map((row) => [keyOf(row.portId, row.objective, row.metric), row]),
  );
  const until = latest.map((each) => each.at).reduce((a, b) => (a > b ? a : b), '');
  const since = until && new Date(Date.parse(until) - AVAILABILITY_WINDOW_DAYS * DAY).toISOString();
  const up = new Map((await uptimes(tx, ids, since, until)).map((row) => [row.portId, row]));
  return latest.flatMap((observation) => {
    const port = ports.get(observation.port);
    const verdict = port && judgeObservation(port.sla, observation, up.get(port.id));
    if (!port || !verdict) return [];
    const status = statuses.get(keyOf(port.id, observation.objective, verdict.metric));
    const outdated = status?.observedAt && Date.parse(status.observedAt) > Date.parse(observation.at);
    return outdated ? [] : [{ port, observation, verdict, status }];
  });
}

const breachOf = ({ port, observation, verdict }: Judged): Omit<SlaBreachRow, 'id'> => ({
  portId: port.id,
  objective: observation.objective,
  metric: verdict.metric,
  target: verdict.target,
  observed: verdict.observed,
  openedAt: observation.at,
  resolvedAt: null,
  openedSeq: null,
  resolvedSeq: null,
});

/** Opens a breach for each objective that is newly missed, resolves those that are met again; returns them in order. */
async function storeBreaches(
  tx: Transaction,
  judged: readonly Judged[],
  now: string,
): Promise<Map<Judged, SlaBreachRow>> {
  const newly = judged.filter((each) => !each.verdict.met && each.status?.breachId == null);
  const healed = judged.filter((each) => each.verdict.met && each.status?.breachId != null);
  const opened = await openBreaches(tx, newly.map(breachOf));
  const standing = new Map(
    (
      await breachesById(
        tx,
        healed.map((each) => each.status?.breachId ?? 0),
      )
    ).map((row) => [row.id, row]),
  );
  const touched = new Map<Judged, SlaBreachRow>();
  newly.forEach((each, index) => {
    const row = opened[index];
    if (row) touched.set(each, row);
  });
  for (const each of healed) {
    const row = standing.get(each.status?.breachId ?? 0);
    if (row) touched.set(each, { ...row, resolvedAt: each.observation.at });
  }
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
      row.resolvedAt === null
        ? { ...row, openedSeq: seqs[index] ?? null }
        : { ...row, resolvedSeq: seqs[index] ?? null },
    ]),
  );
  await putBreaches(tx, [...stored.values()]);
  return stored;
}

function statusRow(judged: Judged, breach: SlaBreachRow | undefined): Omit<SlaStatusRow, 'id'> {
  const { port, observation, verdict, status } = judged;
  return {
    portId: port.id,
    objective: observation.objective,
    metric: verdict.metric,
    target: verdict.target,
    observed: verdict.observed,
    state: verdict.met ? 'met' : 'breached',
    observedAt: observation.at,
    dueAt: verdict.dueAt,
    breachId: verdict.met ? null : (breach?.id ?? status?.breachId ?? null),
  };
}

/**
 * Records what monitoring saw of output ports, opens a breach where an objective is missed (ADR-0021, output ports: sla)
 * and resolves it when it is met again, in one transaction with the events. All or nothing: an observation that is not
 * whole, or of a port that does not stand, is a userError and none is recorded.
 */
export async function recordObservations(kit: Toolkit, request: ObservationsRequest): Promise<RecordedObservations> {
  const { observations } = request;
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const found = await observedPorts(tx, [...new Set(observations.map((each) => each.port))]);
    const ports = new Map(found.map((port) => [port.fqn, port]));
    const known = await namesMeant(tx, observations, ports);
    const userErrors = observations.flatMap((each, index) => refusal(each, index, ports, known) ?? []);
    if (userErrors.length > 0) return { accepted: 0, breaches: [], userErrors };
    const portId = (fqn: string): number => ports.get(fqn)?.id ?? 0;
    await insertObservations(
      tx,
      observations.map((each) => ({
        portId: portId(each.port),
        objective: each.objective,
        metric: metricOf(each),
        at: each.at,
        dataAt: each.dataAt ?? null,
        up: each.up == null ? null : Number(each.up),
        value: each.value ?? null,
      })),
    );
    const judged = await judgeAll(tx, latestOf(observations, portId), ports);
    const breaches = await storeBreaches(tx, judged, kit.clock.now().toISOString());
    await putStatuses(
      tx,
      judged.map((each) => statusRow(each, breaches.get(each))),
    );
    return { accepted: observations.length, breaches: [...breaches.values()], userErrors: [] };
  });
}
