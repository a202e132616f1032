import type { UserError } from '../errors.js';
import type { Transaction } from '../entities/database.js';
import { contractsEverAnnounced, leaveAnnouncements, runningAnnouncement } from '../entities/writes/announcements.js';
import { contractsTouching } from '../entities/writes/contracts.js';
import { appendEvents, lockEventLog, type NewEvent } from '../entities/writes/events.js';
import { dropParts } from '../entities/writes/parts.js';
import { consumersOf, productByFqn, retire } from '../entities/writes/products.js';
import type { ProductRow } from '../entities/rows/products/ProductRow.js';
import type { NoticeFacts } from './contracts/joinAnnouncements.js';
import { storeContracts } from './contracts/storeContracts.js';
import { withdraw } from './contracts/withdraw.js';
import { notExpected } from './kit/expectedVersion.js';
import { noProduct } from './kit/noSuch.js';
import { instant, type Toolkit } from './kit/toolkit.js';

export interface RetireRequest {
  readonly fqn: string;
  readonly reason: string;
  readonly expectedVersion?: string | null;
}

export interface RetiredProductResult {
  readonly product: ProductRow | null;
  readonly userErrors: readonly UserError[];
}

function refusal(request: RetireRequest, standing: ProductRow, consumers: readonly string[]): UserError | null {
  if (request.reason.trim() === '')
    return {
      code: 'BAD_USER_INPUT',
      path: ['input', 'reason'],
      message: 'Say why the product is retired: the reason is empty.',
    };
  const unexpected = notExpected(request.fqn, request.expectedVersion, standing.version);
  if (unexpected) return unexpected;
  if (consumers.length === 0) return null;
  const message = `${request.fqn} is still consumed by ${consumers.join(', ')}: they let go of it first.`;
  return { code: 'CONFLICT', path: ['input', 'fqn'], message };
}

/** A retired product waits for nothing that others announced, and what was announced of it is not to come. */
async function endAnnouncements(
  tx: Transaction,
  productId: number,
  { fqn, reason }: RetireRequest,
  facts: NoticeFacts,
): Promise<NewEvent[]> {
  await leaveAnnouncements(tx, productId, facts.at);
  const running = await runningAnnouncement(tx, productId);
  if (!running) return [];
  const named = new Set(await contractsEverAnnounced(tx, running.row.id));
  const contracts = (await contractsTouching(tx, [productId])).filter(({ id }) => named.has(id));
  return withdraw(tx, running, `${fqn} is retired: ${reason.trim()}`, contracts, facts);
}

/**
 * Takes a product out of service: its ports stand no more, the contracts it holds as a consumer end, its versions stay.
 * Refused while another product consumes it, with the list. Retiring what is retired already changes nothing.
 */
export async function retireProduct(kit: Toolkit, request: RetireRequest): Promise<RetiredProductResult> {
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const standing = await productByFqn(tx, request.fqn);
    if (!standing) return { product: null, userErrors: [await noProduct(tx, request.fqn)] };
    const error = refusal(request, standing, await consumersOf(tx, standing.id));
    if (error) return { product: null, userErrors: [error] };
    if (standing.retiredAt !== null) return { product: standing, userErrors: [] };
    const at = instant(kit.clock);
    await retire(tx, standing.id, request.reason, at);
    await dropParts(tx, [standing.id], [], at);
    const facts = { at, actor: kit.actor.name };
    const restanding = { productId: standing.id, retired: true, accepted: () => false };
    const [contracts] = await storeContracts(tx, [restanding], facts);
    const announced = await endAnnouncements(tx, standing.id, request, facts);
    await appendEvents(tx, [
      { kind: 'product_retired', at, domain: request.fqn.split('.')[0] ?? null, subjectId: standing.id },
      ...(contracts?.events ?? []),
      ...announced,
    ]);
    return { product: (await productByFqn(tx, request.fqn)) ?? null, userErrors: [] };
  });
}
