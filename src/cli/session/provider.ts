import type { Configuration, TokenEndpointResponse } from 'openid-client';
import { Failure } from '../terminal/Failure.js';
import type { Login } from './savedLogins.js';

/** openid-client, loaded where somebody signs in. */
export const openid = () => import('openid-client');

/** This machine alone may be asked without TLS. */
const isLocal = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

/** What the errors of openid-client say. */
interface Told {
  readonly code?: string;
  readonly error?: string;
  readonly error_description?: string;
  readonly cause?: { readonly code?: string };
  readonly message?: string;
}

/** Why a provider did not do what it was asked, in a line: Failure 2. */
export function providerFailure(issuer: string, error: unknown): Failure {
  const told = error as Told;
  if (told.code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE')
    return new Failure(2, `${issuer} does not let you in (the client, or its secret, is not known there).`);
  const { error: code, error_description: words, cause, message } = told;
  const why = code ? [code, words].filter(Boolean).join(': ') : (cause?.code ?? message ?? String(error));
  return new Failure(2, `${issuer} does not let you in (${why}).`);
}

/** What is known of a provider, as one of its clients. Throws Failure 2 for what is none, or cannot be reached. */
export async function providerAt(issuer: string, clientId: string, secret?: string): Promise<Configuration> {
  if (!URL.canParse(issuer)) throw new Failure(2, `"${issuer}" is no address of a provider (FLOE_ISSUER).`);
  const { discovery, allowInsecureRequests, ClientSecretBasic, None } = await openid();
  const url = new URL(issuer);
  const authentication = secret === undefined ? None() : ClientSecretBasic(secret);
  const execute = isLocal(url) ? [allowInsecureRequests] : [];
  try {
    return await discovery(url, clientId, undefined, authentication, { execute });
  } catch (error) {
    throw providerFailure(issuer, error);
  }
}

/** What a provider gave, as it is kept. */
export function loginOf(
  { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds }: TokenEndpointResponse,
  { issuer, clientId, refreshToken: before = null }: Pick<Login, 'issuer' | 'clientId'> & Partial<Login>,
): Login {
  const expiresAt = seconds === undefined ? null : new Date(Date.now() + seconds * 1_000).toISOString();
  return { issuer, clientId, accessToken, expiresAt, refreshToken: refreshToken ?? before };
}
