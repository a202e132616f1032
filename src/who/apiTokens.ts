import { createHash, timingSafeEqual } from 'node:crypto';
import type { Principal } from '../access/Principal.js';
import type { Database } from '../entities/database.js';
import { tokenByPublicId } from '../entities/access/apiTokens.js';
import type { ApiTokenRow } from '../entities/rows/access/ApiTokenRow.js';
import { noteUse } from '../entities/access/writes.js';
import { refused, type Authenticator } from './Identity.js';

const TOKEN = /^floe_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
/** Tokens that are remembered while nothing is written. */
const KEPT = 1_000;
/** How often the time of the last use is written. */
const USE_MS = 60_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two secrets are the same, in a time that tells nothing of where they differ. */
const isSameSecret = (given: string, hash: Buffer): boolean => timingSafeEqual(digest(given), hash);

function principalOf({ name, domains, scopes }: ApiTokenRow): Principal {
  return { kind: 'token', name, email: null, domains, teams: [], roles: [], scopes };
}

/** The rows of tokens, each read once while nothing is written: one that is revoked, on any server, is so from the next request on. */
class KeptTokens {
  private position = '';
  private readonly rows = new Map<string, Promise<ApiTokenRow | undefined>>();

  constructor(private readonly db: Database) {}

  async find(publicId: string): Promise<ApiTokenRow | undefined> {
    const position = await this.db.position();
    if (position !== this.position || this.rows.size >= KEPT) this.rows.clear();
    this.position = position;
    const row = this.rows.get(publicId) ?? tokenByPublicId(this.db, publicId);
    this.rows.set(publicId, row);
    row.catch(() => this.rows.delete(publicId));
    return row;
  }
}

/** Writes when a token was used last, once a minute at most, and out of the request's way. */
class Uses {
  private readonly noted = new Map<number, number>();

  constructor(
    private readonly db: Database,
    private readonly onError: (error: unknown) => void,
  ) {}

  note({ id, lastUsedAt }: ApiTokenRow, now: Date): void {
    const last = Math.max(this.noted.get(id) ?? 0, lastUsedAt === null ? 0 : Date.parse(lastUsedAt));
    if (now.getTime() - last < USE_MS) return;
    this.noted.set(id, now.getTime());
    setImmediate(() => void this.db.transaction((tx) => noteUse(tx, id, now.toISOString())).catch(this.onError));
  }
}

interface Parts {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly onError: (error: unknown) => void;
}

/** API tokens of the store. */
export function apiTokens({ db, clock, onError }: Parts): Authenticator {
  const kept = new KeptTokens(db);
  const uses = new Uses(db, onError);
  return async (credentials) => {
    if (!credentials.startsWith('floe_')) return null;
    const [, publicId = '', secret = ''] = TOKEN.exec(credentials) ?? [];
    const row = await kept.find(publicId);
    if (!row || !isSameSecret(secret, Buffer.from(row.secretHash, 'hex')))
      throw refused('The API token is not known here.');
    if (row.revokedAt !== null) throw refused(`The API token ${row.name} is revoked.`);
    const now = clock.now();
    const expiresAt = row.expiresAt === null ? null : Date.parse(row.expiresAt);
    if (expiresAt !== null && now.getTime() >= expiresAt)
      throw refused(`The API token ${row.name} expired at ${row.expiresAt}: make another one (createToken).`);
    uses.note(row, now);
    return { principal: principalOf(row), expiresAt };
  };
}

/** The one secret of the environment with which the first tokens are made: it may what the platform team may. */
export function bootstrapToken(secret: string): Authenticator {
  const hash = digest(secret);
  const principal: Principal = {
    kind: 'token',
    name: 'bootstrap',
    email: null,
    domains: [],
    teams: [],
    roles: [],
    scopes: ['platform', 'tokens', 'audit', 'force', 'monitor'],
  };
  return async (credentials) => (isSameSecret(credentials, hash) ? { principal, expiresAt: null } : null);
}
