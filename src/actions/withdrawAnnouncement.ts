import type { UserError } from '../errors.js';
import { runningAnnouncement } from '../entities/writes/announcements.js';
import { contractsTouching } from '../entities/writes/contracts.js';
import { appendEvents, lockEventLog } from '../entities/writes/events.js';
import { productByFqn } from '../entities/writes/products.js';
import { withdraw } from './contracts/withdraw.js';
import { notExpectedToCome } from './kit/expectedVersion.js';
import { noProduct } from './kit/noSuch.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import type { AnnouncementResult } from './acknowledgeChange.js';

export interface WithdrawRequest {
  readonly fqn: string;
  readonly reason: string;
  /** The version that is announced; another one is a CONFLICT. */
  readonly expectedVersion?: string | null;
}

const refused = (code: UserError['code'], path: string, message: string): AnnouncementResult => ({
  announcement: null,
  userErrors: [{ code, path: ['input', path], message }],
});

/** Takes an announcement back: its version is not to come. The consumers are told. */
export async function withdrawAnnouncement(kit: Toolkit, request: WithdrawRequest): Promise<AnnouncementResult> {
  const { fqn } = request;
  const reason = request.reason.trim();
  if (reason === '') return refused('BAD_USER_INPUT', 'reason', 'Say why it is withdrawn: the reason is empty.');
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const product = await productByFqn(tx, fqn);
    if (!product) return { announcement: null, userErrors: [await noProduct(tx, fqn)] };
    const running = await runningAnnouncement(tx, product.id);
    if (!running) return refused('NOT_FOUND', 'fqn', `No version of ${fqn} is announced.`);
    const unexpected = notExpectedToCome(fqn, request.expectedVersion, running.row.version);
    if (unexpected) return { announcement: null, userErrors: [unexpected] };
    const facts = { at: instant(kit.clock), actor: kit.actor.name };
    const told = new Set(running.contracts.map(({ contractId }) => contractId));
    const contracts = (await contractsTouching(tx, [product.id])).filter(({ id }) => told.has(id));
    await appendEvents(tx, await withdraw(tx, running, reason, contracts, facts));
    return { announcement: { ...running.row, status: 'withdrawn', reason, endedAt: facts.at }, userErrors: [] };
  });
}
