import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Allowed } from '../actions/kit/webhookSettings.js';
import { addressRefusal, targetRefusal } from '../actions/webhooks/targets.js';
import type { Message } from './message.js';

/** What a receiver answered, or why there is no answer. */
export interface Answer {
  readonly status: number | null;
  /** The header of that name. */
  readonly retryAfter: string | null;
  readonly error: string | null;
}

/** So much of an answer is read, so that its connection can be used again; more ends the connection. */
const READ_BYTES = 64 * 1024;

/** How names are resolved, as `dns.lookup` does it. */
export type Resolve = typeof dns.lookup;

/**
 * Resolves names to those of their addresses that may be connected to. The address that was judged is the one that is
 * connected to, whatever the name resolves to the next time.
 */
export function guardedLookup(allowed: Pick<Allowed, 'ranges'>, resolve: Resolve = dns.lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const judged = addresses.map((each) => ({ ...each, why: addressRefusal(each.address, allowed) }));
      const open = judged.filter(({ why }) => why === null);
      const [first] = open;
      if (!first) return callback(new Error(`${hostname} is refused: ${judged[0]?.why ?? 'it has no address'}`), '');
      if (options.all)
        callback(
          null,
          open.map(({ address, family }) => ({ address, family })),
        );
      else callback(null, first.address, first.family);
    });
  };
}

function read(response: http.IncomingMessage): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > READ_BYTES) response.destroy();
  });
  response.on('error', () => undefined);
}

/** Sends messages: no redirect is followed, and of an answer no more than its head counts. */
export class Sender {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, maxFreeSockets: 8 }),
    'https:': new https.Agent({ keepAlive: true, maxFreeSockets: 8 }),
  };
  private readonly lookup: LookupFunction;

  constructor(
    private readonly allowed: Allowed,
    /** Milliseconds. */
    private readonly limitMs: number,
    /** Ends what is under way. */
    private readonly signal: AbortSignal,
  ) {
    this.lookup = guardedLookup(allowed);
  }

  /** Never rejects. */
  async send(url: string, message: Message): Promise<Answer> {
    const refused = targetRefusal(url, this.allowed);
    if (refused !== null) return { status: null, retryAfter: null, error: `the address is refused: ${refused}` };
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(this.limitMs)]);
    return this.request(url, message, signal, true);
  }

  private request(url: string, message: Message, signal: AbortSignal, isFirst: boolean): Promise<Answer> {
    const { body, headers } = message;
    const isTls = new URL(url).protocol === 'https:';
    return new Promise((resolve) => {
      const request = (isTls ? https : http).request(url, {
        method: 'POST',
        agent: this.agents[isTls ? 'https:' : 'http:'],
        lookup: this.lookup,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal,
      });
      request.on('response', (response) => {
        read(response);
        const status = response.statusCode ?? null;
        const retryAfter = response.headers['retry-after'] ?? null;
        const ok = status !== null && status >= 200 && status < 300;
        resolve({ status, retryAfter, error: ok ? null : `the receiver answered ${status}` });
      });
      request.on('error', (error) => {
        // A connection that was kept may have been ended by the receiver meanwhile: that is no failure of his.
        if (isFirst && request.reusedSocket && !signal.aborted)
          return resolve(this.request(url, message, signal, false));
        const late = signal.aborted && !this.signal.aborted;
        const why = late ? `no answer within ${this.limitMs / 1_000} seconds` : error.message;
        resolve({ status: null, retryAfter: null, error: why });
      });
      request.end(body);
    });
  }

  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }
}
