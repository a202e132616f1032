import type { Setting } from '../../catalog/Setting.js';
import { loginOf, openid, providerAt, providerFailure } from '../../session/provider.js';
import { saveLogin } from '../../session/savedLogins.js';
import { Failure } from '../../terminal/Failure.js';
import { whoIs } from './whoami.js';

export interface LoginOptions {
  readonly issuer?: string;
  readonly clientId?: string;
  readonly scope?: string;
  readonly json?: boolean;
}

interface Protected {
  readonly resource?: string;
  readonly authorization_servers?: readonly string[];
}

/** What the catalog says of itself as a protected resource (RFC 9728): its provider, and its own name there. */
async function metadataOf(catalog: string): Promise<Protected> {
  const place = new URL('/.well-known/oauth-protected-resource', catalog);
  const response = await fetch(place).catch(() => null);
  return response?.ok ? ((await response.json().catch(() => ({}))) as Protected) : {};
}

/**
 * `floe login`: signs a person in by the device flow (RFC 8628) of the catalog's provider and keeps the login for this
 * catalog. Throws Failure 2 where there is no provider, or it does not let in.
 */
export async function login({ client, terminal, env }: Setting, options: LoginOptions): Promise<void> {
  const catalog = client.url;
  const { resource, authorization_servers: [known] = [] } = await metadataOf(catalog);
  const issuer = options.issuer ?? env['FLOE_ISSUER'] ?? known;
  if (!issuer) throw new Failure(2, `${catalog} names no provider: say it with --issuer, or use FLOE_TOKEN.`);
  const clientId = options.clientId ?? 'floe-cli';
  const provider = await providerAt(issuer, clientId);
  const { initiateDeviceAuthorization, pollDeviceAuthorizationGrant } = await openid();
  try {
    const scope = options.scope ?? 'openid email offline_access';
    const asked = await initiateDeviceAuthorization(provider, { scope, ...(resource && { resource }) });
    terminal.err(`Open ${asked.verification_uri_complete ?? asked.verification_uri} and enter ${asked.user_code}.`);
    const answer = await pollDeviceAuthorizationGrant(provider, asked, resource ? { resource } : undefined);
    await saveLogin(env, catalog, loginOf(answer, { issuer, clientId }));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw providerFailure(issuer, error);
  }
  await whoIs({ client, terminal, env }, options);
}

/** `floe logout`: forgets the login for this catalog. */
export async function logout({ client, terminal, env }: Setting, { json }: { readonly json?: boolean }): Promise<void> {
  await saveLogin(env, client.url, null);
  terminal.out(json ? '{}' : `Signed out of ${client.url}.`);
}
