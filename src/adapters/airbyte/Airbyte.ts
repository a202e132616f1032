import type * as z from 'zod';
import { exchange, PATIENCE, type Answer, type Patience } from '../system/exchange.js';
import { SystemError, type SystemErrorCode } from '../system/SystemError.js';

/** Where Airbyte's public API is, and who asks. */
export interface AirbyteSettings {
  /** Its root, such as `https://api.airbyte.com/v1` or `http://airbyte.acme.com/api/public/v1`. */
  readonly url: string;
  readonly credentials:
    | { readonly kind: 'token'; readonly token: string }
    /** Of an application (Airbyte, Configuring API Access): tokens of a quarter of an hour are had with them. */
    | { readonly kind: 'application'; readonly id: string; readonly secret: string };
}

interface Asked {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An error of a request, for people. */
function problemOf({ status }: Answer): {
  readonly code: SystemErrorCode;
  readonly what: string;
  readonly mend: string;
} {
  const again = 'Run again later: what was done stands';
  switch (status) {
    case 401:
    case 403:
      return {
        code: status === 401 ? 'UNAUTHORIZED' : 'DENIED',
        what: 'it does not let who asks',
        mend: 'Set AIRBYTE_CLIENT_ID and AIRBYTE_CLIENT_SECRET of an application that may, or AIRBYTE_TOKEN',
      };
    case 404:
      return { code: 'NOT_FOUND', what: 'it has no such thing', mend: 'Look at AIRBYTE_URL: it ends with /v1' };
    case 429:
      return { code: 'TOO_MANY_REQUESTS', what: 'it is asked too often', mend: again };
    default:
      return status >= 500
        ? { code: 'SYSTEM_FAILED', what: 'it failed', mend: again }
        : { code: 'REFUSED', what: 'it refused', mend: "Look at the port's config in data-product.yaml" };
  }
}

/** What Airbyte says of an error: a problem of RFC 9457, or a message. */
function wordsOf(body: string): string {
  try {
    const { detail, message, title } = JSON.parse(body) as Record<'detail' | 'message' | 'title', unknown>;
    const words = [detail, message, title].find((each) => typeof each === 'string' && each !== '');
    return typeof words === 'string' ? `: ${words.slice(0, 200)}` : '';
  } catch {
    return '';
  }
}

/** An answer of another status than was hoped for. */
export class AirbyteRefusal extends SystemError {
  readonly status: number;

  constructor(answer: Answer, where: string) {
    const { code, what, mend } = problemOf(answer);
    super({ code, where, what: `${what} (${answer.status}${wordsOf(answer.body)})`, mend });
    this.status = answer.status;
  }
}

/** An Airbyte, asked by its public API. */
export class Airbyte {
  private token: Promise<string> | null = null;

  constructor(
    private readonly settings: AirbyteSettings,
    private readonly patience: Patience = PATIENCE,
  ) {}

  /** What is read: asked again where the network or the server fails. Throws SystemError. */
  read<T>(shape: z.ZodType<T>, path: string, query: Readonly<Record<string, string>> = {}): Promise<T> {
    return this.answer(shape, { method: 'GET', path, query }, this.patience);
  }

  /** What is made, asked once. Throws SystemError; where none answers nobody knows whether it was made. */
  make<T>(shape: z.ZodType<T>, path: string, body: unknown): Promise<T> {
    return this.answer(shape, { method: 'POST', path, body }, { ...this.patience, waits: [] });
  }

  /** What is to end, asked again as what is read. Throws SystemError. */
  end<T>(shape: z.ZodType<T>, path: string): Promise<T> {
    return this.answer(shape, { method: 'DELETE', path }, this.patience);
  }

  private async answer<T>(shape: z.ZodType<T>, asked: Asked, patience: Patience): Promise<T> {
    const where = `airbyte ${asked.method} ${asked.path}`;
    let answer = await this.send(asked, where, patience);
    if (answer.status === 401 && this.settings.credentials.kind === 'application') {
      this.token = null; // it expired
      answer = await this.send(asked, where, patience);
    }
    if (answer.status < 200 || answer.status >= 300) throw new AirbyteRefusal(answer, where);
    return this.shaped(shape, answer, where);
  }

  private shaped<T>(shape: z.ZodType<T>, { body }: Answer, where: string): T {
    const mend = 'Look whether an Airbyte answers at AIRBYTE_URL';
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      throw new SystemError({ code: 'SYSTEM_FAILED', where, what: 'the answer is no JSON', mend });
    }
    const read = shape.safeParse(value);
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    const what = `the answer is not what its interface says: ${issue?.path.join('.')} ${issue?.message}`;
    throw new SystemError({ code: 'SYSTEM_FAILED', where, what, mend });
  }

  private async send({ method, path, query = {}, body }: Asked, where: string, patience: Patience): Promise<Answer> {
    const url = new URL(`${this.settings.url}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    this.token ??= this.newToken();
    const headers = { authorization: `Bearer ${await this.token}`, accept: 'application/json' };
    const init =
      body === undefined
        ? { method, headers }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return exchange(url, init, where, patience);
  }

  private async newToken(): Promise<string> {
    const { credentials, url } = this.settings;
    if (credentials.kind === 'token') return credentials.token;
    const where = `airbyte ${new URL(url).origin}, for a token`;
    const body = JSON.stringify({
      client_id: credentials.id,
      client_secret: credentials.secret,
      'grant-type': 'client_credentials',
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const answer = await exchange(new URL(`${url}/applications/token`), init, where, this.patience);
    if (answer.status !== 200) throw new AirbyteRefusal(answer, where);
    const { access_token: token } = JSON.parse(answer.body) as { access_token?: unknown };
    if (typeof token === 'string' && token !== '') return token;
    const mend = 'Look whether an Airbyte answers at AIRBYTE_URL';
    throw new SystemError({ code: 'SYSTEM_FAILED', where, what: 'the answer has no token', mend });
  }
}
