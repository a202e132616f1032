import { exchange, type Patience } from '../system/exchange.js';
import { jsonOf, refusedBy, unexpected, wrongCredentials } from './refused.js';
import type { PolarisSettings } from './settings.js';

/** The token that requests are made with: had once for all, and again once it has expired. */
export class AccessToken {
  private held: string | null = null;
  private asking: Promise<string> | null = null;

  constructor(
    private readonly settings: PolarisSettings,
    private readonly patience: Patience,
  ) {}

  /** Throws SystemError UNAUTHORIZED where the credentials do not hold, and where no token can be had. */
  async now(): Promise<string> {
    if (this.held !== null) return this.held;
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return (this.held = await this.asking);
  }

  /** A token was refused. Whether another one may be had. */
  forget(token: string): boolean {
    if (this.held === token) this.held = null;
    return this.settings.credentials.kind === 'client';
  }

  private async ask(): Promise<string> {
    const { credentials, url } = this.settings;
    if (credentials.kind === 'token') return credentials.token;
    const { id, secret, scope, tokenUrl } = credentials;
    const address = new URL(tokenUrl ?? `${url}/api/catalog/v1/oauth/tokens`);
    const where = `polaris ${address.origin}, for a token`;
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret, scope };
    const init = { method: 'POST', body: new URLSearchParams(form) };
    const answer = await exchange(address, init, where, this.patience);
    if (answer.status === 400 || answer.status === 401) throw wrongCredentials(answer, where);
    if (answer.status !== 200) throw refusedBy(answer, where);
    const token = (jsonOf(answer, where) as { access_token?: unknown } | null)?.access_token;
    if (typeof token === 'string' && token !== '') return token;
    throw unexpected(where, 'the answer has no token');
  }
}
