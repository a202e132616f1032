import * as oauth from 'oauth4webapi';
import type { Settings } from '../../api/settings';

/** Where the portal comes back to; the provider knows it as the redirect of its client. */
const REDIRECT = `${location.origin}/signin`;
/** What is kept in the tab while somebody is at the provider. */
const KEY = 'floe.signin';

interface Begun {
  readonly verifier: string;
  readonly state: string;
  /** The address to go on to. */
  readonly to: string;
}

interface Provider {
  readonly server: oauth.AuthorizationServer;
  readonly client: oauth.Client;
  readonly options: { readonly [oauth.allowInsecureRequests]: boolean };
}

/** This machine alone may be asked without TLS. */
const isLocal = ({ hostname }: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

async function providerOf({ issuer, clientId }: Settings): Promise<Provider> {
  const url = new URL(issuer ?? '');
  const options = { [oauth.allowInsecureRequests]: isLocal(url) };
  const server = await oauth.processDiscoveryResponse(
    url,
    await oauth.discoveryRequest(url, { algorithm: 'oidc', ...options }),
  );
  return { server, client: { client_id: clientId ?? '' }, options };
}

/** Goes to the provider: the authorization code flow with PKCE (RFC 7636), without a secret. */
export async function goToProvider(settings: Settings, to: string): Promise<void> {
  const { server, client } = await providerOf(settings);
  const begun: Begun = { verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), to };
  const url = new URL(server.authorization_endpoint ?? '');
  const asked = {
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'openid profile email',
    state: begun.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
    ...(settings.resource === null ? {} : { resource: settings.resource }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  sessionStorage.setItem(KEY, JSON.stringify(begun));
  location.assign(url);
}

/** What the provider gives for the code that the address brings back: the token, and where to go on to. Throws where it is none. */
export async function comeFromProvider(settings: Settings): Promise<{ readonly token: string; readonly to: string }> {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (kept === null) throw new Error('This sign-in was not begun in this tab: begin it again.');
  const { verifier, state, to } = JSON.parse(kept) as Begun;
  const { server, client, options } = await providerOf(settings);
  const parameters = oauth.validateAuthResponse(server, client, new URL(location.href), state);
  const additionalParameters = settings.resource === null ? undefined : { resource: settings.resource };
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    REDIRECT,
    verifier,
    { additionalParameters, ...options },
  );
  const { access_token: token } = await oauth.processAuthorizationCodeResponse(server, client, response);
  return { token, to };
}
