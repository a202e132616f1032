import type * as z from 'zod';
import { AccessToken } from './AccessToken.js';
import { exchange, PATIENCE, type Answer, type Patience } from '../system/exchange.js';
import { jsonOf, refusedBy, unexpected } from './refused.js';
import type { PolarisSettings } from './settings.js';

/** What is asked: of the REST catalog of Iceberg, or of the management API. */
interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** What may be answered beside success, and is none the worse: 409 where it stands already. */
  readonly also?: readonly number[];
}

/** What the token was refused with: it expired (401; 419 in Iceberg's document). */
const EXPIRED = [401, 419];
/** A new token may have expired too before its turn comes, where many requests are under way. */
const RENEWALS = 3;

/** A Polaris, asked over HTTP as somebody. */
export class PolarisClient {
  private readonly token: AccessToken;

  constructor(
    readonly settings: PolarisSettings,
    private readonly patience: Patience = PATIENCE,
  ) {
    this.token = new AccessToken(settings, patience);
  }

  /** What is written: no answer counts but that it was done. Throws SystemError. */
  async write(asked: Asked): Promise<void> {
    await this.answerOf(asked);
  }

  /** What is read, in the shape that it promises; null for a status of `also`. Throws SystemError. */
  async read<T>(shape: z.ZodType<T>, asked: Omit<Asked, 'method' | 'body'>): Promise<T | null> {
    const answer = await this.answerOf({ ...asked, method: 'GET' });
    if (answer.status >= 300) return null;
    const where = `polaris GET ${asked.path}`;
    const read = shape.safeParse(jsonOf(answer, where));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw unexpected(where, `the answer is not what its interface says: ${issue?.path.join('.')} ${issue?.message}`);
  }

  private async answerOf(asked: Asked): Promise<Answer> {
    const where = `polaris ${asked.method} ${asked.path}`;
    let token = await this.token.now();
    let answer = await this.send(asked, token, where);
    for (let again = 0; again < RENEWALS && EXPIRED.includes(answer.status) && this.token.forget(token); again += 1) {
      token = await this.token.now();
      answer = await this.send(asked, token, where);
    }
    if ((answer.status >= 200 && answer.status < 300) || asked.also?.includes(answer.status)) return answer;
    throw refusedBy(answer, where);
  }

  private send({ method, path, query = {}, body }: Asked, token: string, where: string): Promise<Answer> {
    const url = new URL(`${this.settings.url}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const init =
      body === undefined
        ? { method, headers }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return exchange(url, init, where, this.patience);
  }
}
