import type { ApiTokenRow } from '../entities/rows/access/ApiTokenRow.js';
import { tokensById } from '../entities/access/apiTokens.js';
import { revoke } from '../entities/access/writes.js';
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

/** Takes a token back, from the next request on. One that is revoked already stays as it is. */
export async function revokeToken(kit: Toolkit, { id }: RevokeTokenRequest): Promise<RevokedToken> {
  return kit.db.transaction(async (tx) => {
    const standing = id === null ? [] : await tokensById(tx, [id]);
    if (id === null || standing.length === 0) {
      const message = 'There is no such token: `tokens` lists them.';
      return { token: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', 'id'], message }] };
    }
    await revoke(tx, id, instant(kit.clock), kit.actor.name);
    const [token = null] = await tokensById(tx, [id]);
    return { token, userErrors: [] };
  });
}
