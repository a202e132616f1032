import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What came of a request. */
export interface Said {
  /** 0 where no answer came. */
  readonly status: number;
  /** `OK`, the codes of the errors, or what befell the connection: `ECONNRESET`, `TIMEOUT` ... */
  readonly code: string;
  readonly data: unknown;
}

/** What a server may take for one answer: beyond it a request hangs. */
const PATIENCE_MS = 20_000;

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends a request on a connection of its own, so that none is refused for one that was kept too long. Never throws. */
export async function send(url: string, body?: string): Promise<{ status: number; text: string; code: string }> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      resolve({ status: 0, text: '', code: error.name === 'TimeoutError' ? 'TIMEOUT' : (error.code ?? error.name) });
    };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', agent: false, headers, signal });
    sent.on('error', (error) => failed(signal.aborted ? (signal.reason as Error) : error));
    sent.on('response', (response) => {
      text(response).then(
        (said) => resolve({ status: response.statusCode ?? 0, text: said, code: '' }),
        (error: Error) => failed(signal.aborted ? (signal.reason as Error) : error),
      );
    });
    sent.end(body);
  });
}

/** Asks a server. Never throws. */
export async function ask(url: string, query: string, variables: Record<string, unknown> = {}): Promise<Said> {
  const { status, text: said, code } = await send(`${url}/graphql`, JSON.stringify({ query, variables }));
  if (status === 0) return { status, code, data: null };
  try {
    const { data = null, errors = [] } = JSON.parse(said) as Body;
    const codes = errors.map(({ extensions }) => extensions?.code ?? 'WITHOUT_CODE');
    return { status, code: codes.length > 0 ? [...new Set(codes)].join('+') : 'OK', data };
  } catch {
    return { status, code: `NO_GRAPHQL_${status}`, data: null };
  }
}

/** Asks a server that must answer; throws where it does not. */
export async function must<T>(url: string, query: string, variables?: Record<string, unknown>): Promise<T> {
  const { code, data } = await ask(url, query, variables);
  if (code !== 'OK') throw new Error(`${code}: ${query}`);
  return data as T;
}
