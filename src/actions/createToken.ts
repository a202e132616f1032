import { createHash, randomBytes } from 'node:crypto';
import { SCOPES } from '../access/Principal.js';
import type { ApiTokenRow } from '../entities/rows/access/ApiTokenRow.js';
import { standingTokenNamed } from '../entities/access/apiTokens.js';
import { ownedDomains } from '../entities/access/ownership.js';
import { insertToken } from '../entities/access/writes.js';
import type { Reader } from '../entities/database.js';
import type { UserError } from '../errors.js';
import { instantAfter } from './kit/instantAfter.js';
import { didYouMean, nearMatches } from './kit/nearMatches.js';
import type { Keyed } from './kit/productRequest.js';
import { instant, type Toolkit } from './kit/toolkit.js';

export interface CreateTokenRequest extends Keyed {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly domains?: readonly string[] | null;
  /** ISO 8601 duration; where absent, it never expires. */
  readonly expiresIn?: string | null;
}

export interface CreatedToken {
  readonly token: ApiTokenRow | null;
  /** Shown once: only its hash is kept. */
  readonly secret: string | null;
  readonly userErrors: readonly UserError[];
}

/** What a token may be called: never what could be taken for the email of a person. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/;

const mistake = (path: string, message: string, code: UserError['code'] = 'BAD_USER_INPUT'): UserError => ({
  code,
  path: ['input', path],
  message,
});

async function refusal(db: Reader, { name, scopes, domains }: CreateTokenRequest): Promise<UserError | null> {
  if (!NAME.test(name))
    return mistake('name', `"${name}" is no name of a token: 1 to 100 letters, digits, spaces and . _ - are.`);
  const [unknown] = scopes.filter((scope) => !SCOPES.some((each) => each === scope));
  if (unknown !== undefined) {
    const message = didYouMean(`There is no scope "${unknown}".`, nearMatches(unknown, SCOPES));
    return mistake('scopes', `${message} The scopes are ${SCOPES.join(', ')}.`);
  }
  if (scopes.length === 0) return mistake('scopes', `Say what it is for: one or more of ${SCOPES.join(', ')}.`);
  const known = (await ownedDomains(db, domains ?? [])).map((each) => each.name);
  const [missing] = (domains ?? []).filter((each) => !known.includes(each));
  if (missing !== undefined) return mistake('domains', `There is no domain ${missing}.`, 'NOT_FOUND');
  if (await standingTokenNamed(db, name))
    return mistake('name', `A token ${name} stands: revoke it first, or take another name.`, 'CONFLICT');
  return null;
}

/** The hash that is kept of a secret. */
const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Makes a token. Its secret, 256 random bits, is in the answer and nowhere else. */
export async function createToken(kit: Toolkit, request: CreateTokenRequest): Promise<CreatedToken> {
  return kit.db.transaction(async (tx) => {
    const error = await refusal(tx, request);
    if (error) return { token: null, secret: null, userErrors: [error] };
    const [publicId, random] = [randomBytes(8).toString('hex'), randomBytes(32).toString('base64url')];
    const at = instant(kit.clock);
    const token = await insertToken(tx, {
      publicId,
      secretHash: hashOfSecret(random),
      name: request.name,
      scopes: [...new Set(request.scopes)],
      domains: [...new Set(request.domains ?? [])],
      createdAt: at,
      createdBy: kit.actor.name,
      expiresAt: request.expiresIn ? instantAfter(at, request.expiresIn) : null,
      lastUsedAt: null,
      revokedAt: null,
      revokedBy: null,
    });
    return { token, secret: `floe_${publicId}_${random}`, userErrors: [] };
  });
}
