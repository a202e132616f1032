import { ANONYMOUS } from '../access/Principal.js';
import { EVERYBODY } from '../actions/guard/Caller.js';
import { guardActions } from '../actions/guard/guardActions.js';
import { parseDuration } from '../compiler/values/duration.js';
import { Database } from '../entities/database.js';
import { CatalogError } from '../errors.js';
import type { Done, TokenAsked } from './asked.js';

/** As the audit log and `createdBy` name who has the database at hand. */
const OPERATOR = 'floe admin';

/** Throws CatalogError BAD_USER_INPUT for what is no length of time. */
function durationOf({ expiresIn }: TokenAsked): string | null {
  const duration = expiresIn === undefined ? null : parseDuration(expiresIn);
  if (expiresIn === undefined || duration !== null) return duration;
  throw new CatalogError('BAD_USER_INPUT', `"${expiresIn}" is no length of time: expected e.g. P90D, or 90d.`);
}

/** Opens the store; one without any table gets them. Throws CatalogError UNAVAILABLE where migrations are left to a server. */
async function openStore(url: string): Promise<Database> {
  const db = await Database.open(url, { migrate: false });
  try {
    const { pending, all } = await db.migrationState();
    if (pending === all) await db.migrate();
    else if (pending > 0)
      throw new CatalogError(
        'UNAVAILABLE',
        `${pending} migrations are not applied: start a server of this version first.`,
      );
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/**
 * `floe admin token create`: makes a token in the store itself, where nobody has one yet who could. Whoever can write the
 * database may; the audit log says so. Throws CatalogError BAD_USER_INPUT for what is no length of time, UNAVAILABLE where
 * the store cannot be written, or lacks migrations.
 */
export async function createFirstToken(asked: TokenAsked & { readonly json?: boolean }, url: string): Promise<Done> {
  const db = await openStore(url);
  try {
    const kit = { db, clock: { now: () => new Date() }, actor: { name: OPERATOR }, registry: { base: null } };
    const caller = { ...EVERYBODY, principal: { ...ANONYMOUS, kind: 'user' as const, name: OPERATOR } };
    const { name, scopes, domains } = asked;
    const expiresIn = durationOf(asked);
    const created = await guardActions(kit, caller).createToken({ name, scopes, domains, expiresIn });
    const { token, secret, userErrors } = created;
    if (!token || secret === null)
      return {
        out: asked.json ? JSON.stringify({ token, secret, userErrors }, null, 2) : '',
        err: `floe: ${userErrors[0]?.message}`,
        exitCode: 1,
      };
    if (asked.json) {
      const { name: called, createdAt, createdBy, expiresAt } = token;
      const shown = { name: called, scopes: token.scopes, domains: token.domains, createdAt, createdBy, expiresAt };
      return { out: JSON.stringify({ token: shown, secret, userErrors }, null, 2), exitCode: 0 };
    }
    const told = `The token ${name} is shown here and never again: FLOE_TOKEN is where floe looks for it.`;
    return { out: secret, err: told, exitCode: 0 };
  } finally {
    await db.close();
  }
}
