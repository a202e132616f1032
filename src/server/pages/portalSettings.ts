import type { Config } from '../../config/config.js';

/** What the portal is told of how one signs in (`/portal.json`, docs/portal.md); nothing of it is a secret. */
export interface PortalSettings {
  readonly auth: Config['auth'];
  /** The provider of OpenID Connect, and what the portal is called there; null where nobody signs in by it. */
  readonly issuer: string | null;
  readonly clientId: string | null;
  /** What a token is asked for (RFC 8707): `OIDC_AUDIENCE`. */
  readonly resource: string | null;
}

/** How one signs in to the portal: by OpenID Connect where the provider and its client are named, else by a token. */
export function portalSettings({
  auth,
  oidcIssuer: issuer,
  oidcPortalClientId: clientId,
  oidcAudience: resource,
}: Pick<Config, 'auth' | 'oidcIssuer' | 'oidcPortalClientId' | 'oidcAudience'>): PortalSettings {
  const byProvider = auth === 'oidc' && clientId !== null;
  return byProvider ? { auth, issuer, clientId, resource } : { auth, issuer: null, clientId: null, resource: null };
}
