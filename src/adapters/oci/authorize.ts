import { jsonOf, refusedBy } from './refused.js';
import { challengesOf, type Challenge } from './challenge.js';
import type { Credentials } from './credentialHelper.js';
import type { Sent } from './exchange.js';
import { OciError } from './OciError.js';

/** What a repository is asked for. */
export interface Asked {
  /** The registry or ref, for errors. */
  readonly where: string;
  /** `repository:domains/sales-platform:pull,push` */
  readonly scope: string;
  readonly credentials: () => Promise<Credentials | null>;
  /** Throws OciError where this address may not be asked. */
  readonly check: (url: URL) => Promise<void>;
  readonly exchange: (url: URL, sent: Sent) => Promise<Response>;
}

const MOST = 1024 * 1024;

const basic = ({ username, password }: Extract<Credentials, { kind: 'password' }>): string =>
  `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;

function unauthorized(where: string, what: string, mend: string): OciError {
  return new OciError({ code: 'UNAUTHORIZED', where, what, mend });
}

/** Where tokens are had, out of the challenge. Throws OciError UNAUTHORIZED for what is no address. */
function realmOf({ parameters }: Challenge, where: string): URL {
  const { realm = '' } = parameters;
  if (URL.canParse(realm)) return new URL(realm);
  throw unauthorized(
    where,
    `the registry sends whoever asks to "${realm.slice(0, 100)}" for a token`,
    'Ask its keepers',
  );
}

/** How the token is asked for: who has an identity token exchanges it (OAuth 2), all others say who they are. */
function tokenRequest(url: URL, service: string | undefined, scope: string, who: Credentials | null): Sent {
  if (who?.kind === 'identityToken') {
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: 'floe',
      refresh_token: who.token,
      scope,
      ...(service && { service }),
    });
    return { method: 'POST', body };
  }
  if (service) url.searchParams.set('service', service);
  url.searchParams.set('scope', scope);
  return { method: 'GET', headers: who ? { authorization: basic(who) } : {} };
}

async function bearer(challenge: Challenge, asked: Asked): Promise<string> {
  const { where, scope, credentials, check, exchange } = asked;
  const url = realmOf(challenge, where);
  await check(url);
  const who = await credentials();
  const response = await exchange(url, tokenRequest(url, challenge.parameters['service'], scope, who));
  if (response.status === 401 && !who)
    throw unauthorized(where, 'the registry wants to know who asks', 'Sign in: docker login');
  if (!response.ok) throw await refusedBy(response, `${where}, for a token of ${url.origin}`);
  const answer = (await jsonOf(response, MOST, where)) as { token?: unknown; access_token?: unknown } | null;
  const token = answer?.token ?? answer?.access_token;
  if (typeof token === 'string' && token !== '') return `Bearer ${token}`;
  throw unauthorized(where, `${url.origin} answered without a token`, 'Ask the keepers of the registry');
}

/**
 * The header that answers a challenge of the registry. Throws OciError UNAUTHORIZED where nobody has signed in and
 * somebody has to, or where the registry asks for what we cannot give.
 */
export async function authorize(header: string, asked: Asked): Promise<string> {
  const challenges = challengesOf(header);
  const { where } = asked;
  const token = challenges.find(({ scheme }) => scheme === 'bearer');
  if (token) return bearer(token, asked);
  if (!challenges.some(({ scheme }) => scheme === 'basic'))
    throw unauthorized(where, 'the registry asks for neither Basic nor Bearer', 'Ask its keepers how to sign in');
  const who = await asked.credentials();
  if (who?.kind === 'password') return basic(who);
  throw unauthorized(where, 'the registry wants to know who asks', 'Sign in: docker login');
}
