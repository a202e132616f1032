import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { ANONYMOUS } from '../../access/Principal.js';
import type { Caller } from '../../actions/guard/Caller.js';
import { CatalogError, type ErrorCode } from '../../errors.js';
import type { Identity } from '../../who/Identity.js';
import type { Who } from '../../who/Who.js';
import type { Rates } from '../limits/Rates.js';
import type { AddressOf } from './addressOf.js';
import { graphqlErrors } from './graphqlErrors.js';
import { noteOf } from './note.js';
import { requestScope } from './requestScope.js';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** The id of the request that is being answered, where one is. */
const requestId = (): string | null => requestScope.getStore()?.id ?? null;

const callers = new WeakMap<IncomingMessage, Caller>();

/** Who has not said yet who he is. */
export const nobodyFrom = (from: string | null): Caller => ({ principal: ANONYMOUS, open: false, from, requestId });

/** Who sent a request that `identified` has let in; nobody for another. */
export const callerOf = (request: IncomingMessage): Caller => callers.get(request) ?? nobodyFrom(null);

/** Throws CatalogError UNAUTHENTICATED where who does not say who he is may not even read. */
function mustBeKnown(who: Who, { principal }: Identity): void {
  if (who.anonymous || principal.kind !== 'anonymous') return;
  throw new CatalogError(
    'UNAUTHENTICATED',
    'Say who you are: Authorization: Bearer and a token (docs/authentication.md).',
  );
}

/** What tells who somebody is, and lets in no more than so many who are mistaken. */
export interface Door {
  readonly who: Who;
  readonly rates: Rates;
  readonly addressOf: AddressOf;
}

/**
 * Who comes with these credentials, from this address. Throws CatalogError UNAUTHENTICATED where they do not hold, RATE_LIMITED where such have
 * come from the same address too often, UNAVAILABLE where it cannot be told now.
 */
export async function callerWith(
  credentials: string | undefined,
  from: string | null,
  { who, rates }: Door,
): Promise<Caller> {
  try {
    const identity = await who.identify(credentials);
    mustBeKnown(who, identity);
    return { principal: identity.principal, open: who.open, from, requestId };
  } catch (error) {
    const isWrong = error instanceof CatalogError && error.code === 'UNAUTHENTICATED';
    if (isWrong && credentials) await rates.spendRefusal(from);
    throw error;
  }
}

/** Who comes from this address where nobody has to say who he is, and this one says nothing; null where it is to be asked. */
const knownAtOnce = (credentials: string | undefined, from: string | null, { who }: Door): Caller | null =>
  who.open || (credentials === undefined && who.anonymous) ? { ...nobodyFrom(from), open: who.open } : null;

/** Whether it was asked who sent a request: of the open pages nobody asks. */
export const isIdentified = (request: IncomingMessage): boolean => callers.has(request);

const STATUS: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, RATE_LIMITED: 429, LIMIT_EXCEEDED: 429 };

/** Refuses a request as GraphQL over HTTP tells it; RFC 6750, section 3, says what the client is to bring. */
export function refuse(response: ServerResponse, error: CatalogError): void {
  const { code, message, details } = error;
  noteOf(response.req).code ??= code;
  const body = JSON.stringify(graphqlErrors(message, code, details));
  if (code === 'UNAUTHENTICATED') response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
  else response.setHeader('Retry-After', String(Math.ceil(Number(details['retryAfterMs'] ?? 5_000) / 1_000)));
  response.writeHead(STATUS[code] ?? 503, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** What everybody may see, by its exact path. Whatever else is asked, in whatever spelling routes take, asks who comes. */
const OPEN_PATHS = new Set([
  '/',
  '/explorer',
  '/healthz',
  '/readyz',
  '/schema.graphql',
  '/.well-known/oauth-protected-resource',
]);

/** Says of each request but for the open pages who it comes from, before anything of it is read; credentials that do not hold end it. */
export function identified(door: Door, log: Logger, next: Handler): Handler {
  const letIn = async (request: IncomingMessage, response: ServerResponse, asked: Promise<Caller>): Promise<void> => {
    try {
      callers.set(request, await asked);
    } catch (error) {
      const known =
        error instanceof CatalogError
          ? error
          : new CatalogError('UNAVAILABLE', 'Nobody can be signed in now: try again.');
      if (known.code === 'UNAVAILABLE') log.error({ err: error }, 'a caller could not be identified');
      return refuse(response, known);
    }
    await next(request, response);
  };
  return (request, response) => {
    const { url = '', method, headers } = request;
    if (OPEN_PATHS.has(url.split('?', 1)[0] ?? '') || method === 'OPTIONS') return next(request, response);
    const from = door.addressOf(request);
    const known = knownAtOnce(headers.authorization, from, door);
    if (!known) return letIn(request, response, callerWith(headers.authorization, from, door));
    callers.set(request, known);
    return next(request, response);
  };
}
