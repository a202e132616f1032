import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import type { SlaBreachRow } from '../entities/rows/sla/SlaBreachRow.js';
import { lockEventLog } from '../entities/writes/events.js';
import { observedPorts, type ObservedPort } from '../entities/writes/sla.js';
import { namesLike } from '../entities/reads/search/namesLike.js';
import { noSuch } from './kit/noSuch.js';
import { keepObservations } from './sla/keepObservations.js';
import type { ObservationRequest, Observed } from './sla/observation.js';
import { onceOnly } from './sla/onceOnly.js';
import type { Keyed } from './kit/productRequest.js';
import { refusal } from './sla/refusal.js';
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
    const breaches = await keepObservations(kit, tx, sorted.fresh, now.toISOString());
    return { accepted: observations.length, breaches, userErrors: [] };
  });
}
