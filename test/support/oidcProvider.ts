import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import Provider from 'oidc-provider';
import { atEnd, atEndOfFile } from './atEnd.js';

export const AUDIENCE = 'https://catalog.acme.com';
export const SECRET = 'of-the-tests-alone';
const COOKIES = { keys: ['of the tests alone'] };

/** What the provider says of those who sign in, and of clients in their own name. */
const CLAIMS: Readonly<Record<string, object>> = {
  'sales-pipeline': { domains: ['sales'] },
  'platform-pipeline': { roles: ['platform'] },
  ann: { email: 'ann@acme.com', email_verified: true, groups: ['dg-sales'], roles: ['analyst'] },
};

interface Key {
  readonly id: string;
  readonly secret: CryptoKey;
  readonly jwk: JWK;
}

async function newKey(id: string): Promise<Key> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { id, secret: privateKey, jwk: { ...(await exportJWK(privateKey)), kid: id, use: 'sig', alg: 'RS256' } };
}

/** Who comes with a browser: any origin that a client is known by may ask for tokens. */
const inBrowser = (redirect: string): object => ({
  client_id: 'floe-portal',
  token_endpoint_auth_method: 'none',
  redirect_uris: [redirect],
});

const configuration = ({ jwk }: Key, redirect: string | null): Record<string, unknown> => ({
  clientBasedCORS: () => true,
  jwks: { keys: [jwk] },
  cookies: COOKIES,
  clients: [
    ...['sales-pipeline', 'platform-pipeline'].map((id) => ({
      client_id: id,
      client_secret: SECRET,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
    {
      client_id: 'floe-cli',
      token_endpoint_auth_method: 'none',
      grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
      redirect_uris: [],
      response_types: [],
    },
    ...(redirect === null ? [] : [inBrowser(redirect)]),
  ],
  claims: { openid: ['sub'], email: ['email'] },
  findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...CLAIMS[sub] }) }),
  extraTokenClaims: (_context: unknown, token: { accountId?: string; clientId: string }) =>
    CLAIMS[token.accountId ?? token.clientId],
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => AUDIENCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'publish monitor read',
        audience: AUDIENCE,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});

export interface OidcProvider {
  readonly issuer: string;
  /** How often its keys were asked for. */
  keysAsked(): number;
  /** The access token that a client gets in its own name. */
  clientToken(scope?: string): Promise<string>;
  /** A token signed with the key of the provider, changed by what is given. */
  sign(claims: JWTPayload, options?: { readonly alg?: string; readonly key?: CryptoKey | Uint8Array }): Promise<string>;
  /** It knows the portal, as `floe-portal`, and sends browsers back to this address. */
  knowPortal(redirect: string): void;
  /** It goes on with another key. */
  rotate(): Promise<void>;
  /** Answers nothing any more. */
  stop(): Promise<void>;
}

/** A real OpenID Connect provider on a free port of 127.0.0.1; closed at the end of the test, or of the file. */
export async function startOidcProvider({ lasting = false } = {}): Promise<OidcProvider> {
  let key = await newKey('first');
  let asked = 0;
  let portal: string | null = null;
  let listener: RequestListener = (_request, response) => void response.end();
  const http = createServer((request, response) => {
    if (request.url === '/jwks') asked += 1;
    listener(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const serve = (): void => {
    listener = new Provider(issuer, configuration(key, portal)).callback();
  };
  serve();
  const stop = async (): Promise<void> => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  };
  (lasting ? atEndOfFile : atEnd)(stop);
  return {
    issuer,
    keysAsked: () => asked,
    knowPortal: (redirect) => {
      portal = redirect;
      serve();
    },
    clientToken: async (scope = 'publish') => {
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`sales-pipeline:${SECRET}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
      });
      const answer = (await response.json()) as { access_token?: string };
      if (!answer.access_token) throw new Error(JSON.stringify(answer));
      return answer.access_token;
    },
    sign: (claims, { alg = 'RS256', key: other } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const whole = { iss: issuer, aud: AUDIENCE, sub: 'ann', iat: now, exp: now + 300, ...claims };
      return new SignJWT(whole).setProtectedHeader({ alg, kid: key.id }).sign(other ?? key.secret);
    },
    rotate: async () => {
      key = await newKey(`after-${key.id}`);
      serve();
    },
    stop,
  };
}

/** The cookies that a server set, as the next request sends them. */
class Cookies {
  private readonly kept = new Map<string, string>();

  take(response: Response): void {
    for (const each of response.headers.getSetCookie()) {
      const [pair = ''] = each.split(';');
      const [name = '', ...value] = pair.split('=');
      this.kept.set(name, value.join('='));
    }
  }

  get header(): string {
    return [...this.kept].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** The fields of the first form of a page that are filled in already, and where it is sent. */
function formOf(page: string, base: string): { action: string; fields: URLSearchParams } {
  const [, action] = /<form[^>]*action="([^"]*)"/.exec(page) ?? [];
  const fields = new URLSearchParams();
  for (const [, tag = ''] of page.matchAll(/<input([^>]*)>/g)) {
    const attribute = (name: string): string | undefined => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1];
    const name = attribute('name');
    if (name) fields.set(name, attribute('value') ?? '');
  }
  return { action: action ? new URL(action.replaceAll('&amp;', '&'), base).href : base, fields };
}

/** What a person does in a browser: follows the forms of the provider, signs in under this name and agrees. */
export async function signInAt(address: string, name: string): Promise<void> {
  const cookies = new Cookies();
  const go = async (url: string, body?: URLSearchParams): Promise<{ url: string; page: string }> => {
    const headers = { cookie: cookies.header };
    const response = await fetch(url, { method: body ? 'POST' : 'GET', body, headers, redirect: 'manual' });
    cookies.take(response);
    const next = response.headers.get('location');
    return next ? go(new URL(next, url).href) : { url, page: await response.text() };
  };
  let at = await go(address);
  for (let step = 0; step < 6 && at.page.includes('<form'); step += 1) {
    const { action, fields } = formOf(at.page, at.url);
    if (fields.has('login')) fields.set('login', name);
    if (fields.has('password')) fields.set('password', 'any');
    at = await go(action, fields);
  }
}
