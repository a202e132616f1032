import { portNamed } from '../../entities/access/soughtPorts.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import type { MaintenanceRow } from '../../entities/rows/sla/MaintenanceRow.js';
import { countAnew, insertMaintenance } from '../../entities/writes/sla.js';
import type { UserError } from '../../errors.js';
import { noSuch } from '../kit/noSuch.js';
import type { Keyed } from '../kit/productRequest.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import { CLOCKS_DIFFER_MS } from './refusal.js';

export interface MaintenanceRequest extends Keyed {
  /** fqn of the output port. */
  readonly port: string;
  /** ISO 8601 UTC; it begins then. */
  readonly from: string;
  /** ISO 8601 UTC; it has ended then. */
  readonly to: string;
  readonly reason: string;
}

export interface ScheduledMaintenance {
  readonly maintenance: MaintenanceRow | null;
  readonly userErrors: readonly UserError[];
}

const mistake = (path: string, message: string): UserError => ({
  code: 'BAD_USER_INPUT',
  path: ['input', path],
  message,
});

/** What is wrong with a request as it stands: what was missed already stays missed. */
function wrong({ from, to, reason }: MaintenanceRequest, now: string): UserError | null {
  if (reason.trim() === '') return mistake('reason', 'Say in a sentence what is done: who reads the port is told.');
  if (to <= from) return mistake('to', `It would end at ${to}, not after its beginning at ${from}.`);
  const earliest = new Date(Date.parse(now) - CLOCKS_DIFFER_MS).toISOString();
  if (from < earliest)
    return mistake('from', `${from} is past (it is ${now}): maintenance is said before. Begin it now, or later.`);
  return null;
}

/**
 * Schedules maintenance of an output port: within it no breach of the port opens, and nothing counts in what it attained.
 * What is missed when it ends is judged then. A port that does not stand, an end before the beginning, a beginning that is
 * past and an empty reason are userErrors.
 */
export async function scheduleMaintenance(kit: Toolkit, request: MaintenanceRequest): Promise<ScheduledMaintenance> {
  const { port: fqn, from, to, reason } = request;
  return kit.db.transaction(async (tx) => {
    const port = await portNamed(tx, fqn);
    const now = instant(kit.clock);
    const error =
      port && port.removedAt === null && port.retiredAt === null
        ? wrong(request, now)
        : noSuch('output port', fqn, await namesLike(tx, fqn, ['port']), ['input', 'port']);
    if (error || !port) return { maintenance: null, userErrors: error ? [error] : [] };
    const row = { portId: port.id, from, to, reason: reason.trim(), at: now, by: kit.actor.name };
    const maintenance = { ...row, id: await insertMaintenance(tx, row) };
    await countAnew(tx, [port.id]); // it may begin a little before now
    return { maintenance, userErrors: [] };
  });
}
