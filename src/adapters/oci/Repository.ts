import { authorize, type Asked } from './authorize.js';
import type { Credentials } from './credentialHelper.js';
import { exchange, type Sent } from './exchange.js';
import { OciError } from './OciError.js';
import type { Reference } from './reference.js';

/** How registries are asked. */
export interface Registries {
  readonly credentials: (host: string, repository: string) => Promise<Credentials | null>;
  /** Whether this registry is asked without TLS. */
  readonly plainHttp: (host: string) => boolean;
  /** Why an address that the registry sends us to is not asked; null where it is. Absent: all are. */
  readonly refusal?: (url: URL) => Promise<string | null>;
  /** How long one request and its answer may take; what is sent gets more, by its size. Absent is half a minute. */
  readonly limitMs?: number;
}

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 5;

/** One repository of one registry: requests to it, with what says who asks. */
export class Repository {
  readonly where: string;
  private readonly root: URL;
  private readonly asked: Asked;
  private authorization: string | null = null;

  constructor(
    { text, host, repository }: Reference,
    private readonly registries: Registries,
    actions: 'pull' | 'pull,push',
  ) {
    this.where = text;
    const api = host === 'docker.io' ? 'registry-1.docker.io' : host;
    this.root = new URL(`${registries.plainHttp(host) ? 'http' : 'https'}://${api}/v2/${repository}/`);
    this.asked = {
      where: text,
      scope: `repository:${repository}:${actions}`,
      credentials: () => registries.credentials(host, repository),
      check: (url) => this.check(url),
      exchange: (url, sent) => this.exchange(url, sent),
    };
  }

  /** An address of the repository: below it, or as the registry told it. Throws OciError REDIRECT_REFUSED for one that is none. */
  address(path: string): URL {
    if (URL.canParse(path, this.root.href)) return new URL(path, this.root);
    throw this.refused(`it sends us to "${path.slice(0, 100)}", which is no address`);
  }

  /** One request; says who asks where the registry wants to know. Throws OciError where there is no answer, or none for us. */
  async ask(url: URL, sent: Sent, redirects = 0): Promise<Response> {
    const response = await this.authorized(url, sent);
    if (!REDIRECTS.includes(response.status)) return response;
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null || !URL.canParse(location, url.href) || (sent.method !== 'GET' && sent.method !== 'HEAD'))
      throw this.refused(`it answered ${response.status} to ${sent.method}`);
    if (redirects === MOST_REDIRECTS) throw this.refused(`it sent us on more than ${MOST_REDIRECTS} times`);
    return this.ask(new URL(location, url), sent, redirects + 1);
  }

  private async authorized(url: URL, sent: Sent): Promise<Response> {
    // Another server than the registry gets to know nothing of who asks.
    if (url.origin !== this.root.origin) {
      await this.check(url);
      return this.exchange(url, sent);
    }
    const response = await this.exchange(url, this.signed(sent));
    const challenge = response.headers.get('www-authenticate');
    if (response.status !== 401 || challenge === null) return response;
    await response.body?.cancel();
    this.authorization = await authorize(challenge, this.asked);
    return this.exchange(url, this.signed(sent));
  }

  private exchange(url: URL, sent: Sent): Promise<Response> {
    return exchange(url, sent, this.where, this.registries.limitMs);
  }

  private signed(sent: Sent): Sent {
    const { authorization } = this;
    return authorization === null ? sent : { ...sent, headers: { ...sent.headers, authorization } };
  }

  private async check(url: URL): Promise<void> {
    if (url.origin === this.root.origin) return;
    const isSecure = url.protocol === 'https:' || (url.protocol === 'http:' && this.root.protocol === 'http:');
    if (!isSecure) throw this.refused(`it sends us to ${url.origin}, which is not https`);
    const why = await this.registries.refusal?.(url);
    if (why) throw this.refused(`it sends us to ${url.origin}: ${why}`);
  }

  private refused(what: string): OciError {
    return new OciError({
      code: 'REDIRECT_REFUSED',
      where: this.where,
      what: `the registry is not followed: ${what}`,
      mend: 'Ask its keepers where its blobs and tokens are served',
    });
  }
}
