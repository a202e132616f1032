/** What the server tells the portal of how one signs in (`/portal.json`): how requests are authenticated, and where. */
export interface Settings {
  readonly auth: 'none' | 'tokens' | 'oidc';
  /** The provider of OpenID Connect, and what the portal is called there; null where nobody signs in by it. */
  readonly issuer: string | null;
  readonly clientId: string | null;
  /** What a token must be made for (RFC 8707). */
  readonly resource: string | null;
}

let known: Promise<Settings> | undefined;

/** The settings, asked for once. Throws where the server gives no answer. */
export const settings = (): Promise<Settings> =>
  (known ??= fetch('/portal.json').then((response) => response.json() as Promise<Settings>));
