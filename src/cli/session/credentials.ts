import { Failure } from '../terminal/Failure.js';
import { loginOf, openid, providerAt, providerFailure } from './provider.js';
import { savedLogin, saveLogin, type Login } from './savedLogins.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A token that ends so soon is not sent any more. */
const LEAST_MS = 15_000;

/** Client credentials, for CI (FLOE_CLIENT_ID, FLOE_CLIENT_SECRET, FLOE_ISSUER). */
async function asClient(env: Environment, clientId: string): Promise<string> {
  const { FLOE_CLIENT_SECRET: secret, FLOE_ISSUER: issuer, FLOE_SCOPE: scope, FLOE_AUDIENCE: resource } = env;
  if (!secret || !issuer) throw new Failure(2, 'FLOE_CLIENT_ID goes with FLOE_CLIENT_SECRET and FLOE_ISSUER.');
  const provider = await providerAt(issuer, clientId, secret);
  const { clientCredentialsGrant } = await openid();
  try {
    const asked = { ...(scope && { scope }), ...(resource && { resource }) };
    return (await clientCredentialsGrant(provider, asked)).access_token;
  } catch (error) {
    throw providerFailure(issuer, error);
  }
}

/** The login goes on with another token, where the provider gives one for it. */
async function refreshed(env: Environment, catalog: string, login: Login): Promise<string> {
  const again = new Failure(2, 'the login has ended: sign in again (floe login).');
  if (login.refreshToken === null) throw again;
  const provider = await providerAt(login.issuer, login.clientId);
  const { refreshTokenGrant } = await openid();
  const answer = await refreshTokenGrant(provider, login.refreshToken).catch(() => {
    throw again;
  });
  const next = loginOf(answer, login);
  await saveLogin(env, catalog, next);
  return next.accessToken;
}

/**
 * The token that `floe` sends to a catalog: FLOE_TOKEN, else one for FLOE_CLIENT_ID, else that of `floe login`; null where
 * there is none. Throws Failure 2 where one is wanted and cannot be had.
 */
export async function credentialsFor(env: Environment, catalog: string): Promise<string | null> {
  const { FLOE_TOKEN: token, FLOE_CLIENT_ID: clientId } = env;
  if (token) return token.trim();
  if (clientId) return asClient(env, clientId);
  const login = await savedLogin(env, catalog);
  if (!login) return null;
  const ends = login.expiresAt === null ? Infinity : Date.parse(login.expiresAt);
  return ends - Date.now() > LEAST_MS ? login.accessToken : refreshed(env, catalog, login);
}
