import { OciError } from './OciError.js';

/** What is sent with a request. */
export interface Sent {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | URLSearchParams;
}

/** How long a registry may take for a request and its answer; the slowest line that still counts, in bytes a second. */
const LIMIT_MS = 30_000;
const SLOWEST = 64 * 1024;

/** What is said of a connection that stood. */
const CUT = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_BODY_TIMEOUT|other side closed|terminated)$/;
const NO_TLS = /^(EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/;

function causeOf({ cause, message }: TypeError): string {
  const { code, message: why } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
  return code ?? why ?? message;
}

/** What fetch throws, of a request or of the body of its answer, for people. Throws what is neither: a bug. */
export function brokenOff(error: unknown, where: string): OciError {
  if (error instanceof OciError) return error;
  if (error instanceof Error && error.name === 'TimeoutError') {
    const what = 'the registry gave no whole answer in time';
    return new OciError({ code: 'TIMED_OUT', where, what, mend: 'Try again: nothing was published' });
  }
  if (!(error instanceof TypeError)) throw error;
  const cause = causeOf(error);
  if (CUT.test(cause)) {
    const what = `the registry ended the connection half way (${cause})`;
    return new OciError({
      code: 'CUT_OFF',
      where,
      what,
      mend: 'Try again: nothing was published, and what it has already is not sent twice',
    });
  }
  const what = `the registry cannot be reached (${cause})`;
  const mend = NO_TLS.test(cause)
    ? 'Where it speaks no TLS, say so: --plain-http (a server: http:// before its name in REGISTRIES)'
    : 'Look whether its name is right and it is up';
  return new OciError({ code: 'UNREACHABLE', where, what, mend });
}

/** One request without what comes of it: no redirect is followed, no status is judged. Throws OciError where there is no answer. */
export async function exchange(
  url: URL,
  { method, headers, body }: Sent,
  where: string,
  limitMs = LIMIT_MS,
): Promise<Response> {
  const bytes = body instanceof Uint8Array ? body.length : 0;
  const limit = limitMs + Math.ceil(bytes / SLOWEST) * 1_000;
  try {
    const signal = AbortSignal.timeout(limit);
    return await fetch(url, { method, headers: { ...headers }, body: body ?? null, redirect: 'manual', signal });
  } catch (error) {
    throw brokenOff(error, where);
  }
}
