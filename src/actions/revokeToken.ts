import type { Principal } from '../access/Principal.js';
import type { Transaction } from '../entities/database.js';
import type { ApiTokenRow } from '../entities/rows/access/ApiTokenRow.js';
import { tokensById } from '../entities/access/apiTokens.js';
import { revoke } from '../entities/access/writes.js';
import { disable, enabledWebhooksOf } from '../entities/webhooks/webhooks.js';
import type { UserError } from '../errors.js';
import { instant, type Toolkit } from './kit/toolkit.js';

export interface RevokeTokenRequest {
  /** Its number in the store; null for what is no id of a token. */
  readonly id: number | null;
}

export interface RevokedToken {
  readonly token: ApiTokenRow | null;
  readonly userErrors: readonly UserError[];
}

/** Sends nothing more to the webhooks that were made with a token: who takes it back takes what it was told, too. */
async function stopWebhooks(tx: Transaction, { name }: ApiTokenRow): Promise<void> {
  const own = (await enabledWebhooksOf(tx, name)).filter(({ principal }) => (principal as Principal).kind === 'token');
  if (own.length === 0) return;
  const reason = `The token "${name}" that it was made with was revoked.`;
  await disable(
    tx,
    own.map(({ id }) => id),
    reason,
  );
  await tx.wakeAfterCommit();
}

/**
 * Takes a token back, from the next request on, and has nothing more sent to the webhooks that were made with it. One that is
 * revoked already stays as it is.
 */
export async function revokeToken(kit: Toolkit, { id }: RevokeTokenRequest): Promise<RevokedToken> {
  return kit.db.transaction(async (tx) => {
    const [standing] = id === null ? [] : await tokensById(tx, [id]);
    if (id === null || !standing) {
      const message = 'There is no such token: `tokens` lists them.';
      return { token: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', 'id'], message }] };
    }
    await revoke(tx, id, instant(kit.clock), kit.actor.name);
    if (standing.revokedAt === null) await stopWebhooks(tx, standing);
    const [token = null] = await tokensById(tx, [id]);
    return { token, userErrors: [] };
  });
}
