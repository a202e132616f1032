import type { Client } from 'graphql-ws';
import { createSignal, onCleanup, type Accessor } from 'solid-js';
import { connection } from './connection';
import type { Document } from './document';

/** How the connection of a feed stands: being made, sending, waiting to be made again, or ended by the catalog with a reason. */
export type FeedState =
  | { readonly kind: 'CONNECTING' }
  | { readonly kind: 'LIVE' }
  | { readonly kind: 'WAITING'; readonly until: number; readonly why: string }
  | { readonly kind: 'ENDED'; readonly why: string };

/** What a feed follows. */
export interface Followed<Data, Variables> {
  readonly document: Document<Data, Variables>;
  /** The variables, with the cursor behind which it goes on; null is from now on. */
  readonly variables: (after: string | null) => Variables;
  readonly cursorOf: (data: Data) => string;
  readonly onEvent: (data: Data) => void;
  /** Where it begins; null is from now on. */
  readonly after: string | null;
}

/** What one connection came to: an error of the catalog, which ends the feed, or the end of the connection, which does not. */
type End = { readonly refused: string } | { readonly lost: string };

/** The waits before it is tried again, in milliseconds; the last one goes for all that come after. */
const WAITS = [500, 1_000, 2_000, 5_000, 10_000];
/** Errors after which the same question, from the last cursor, is asked again. */
const PASSING = new Set(['UNAVAILABLE', 'SLOW_CONSUMER']);

/** What of an error is told; a connection that closed has a reason, or a code. */
const wordsOf = (error: unknown): string => {
  const { reason, code, message } = error as { reason?: string; code?: number; message?: string };
  return reason || message || (code === undefined ? 'the connection was lost' : `the connection closed (${code})`);
};

/** Follows over one connection until it ends. */
async function followOnce<Data, Variables>(
  client: Client,
  followed: Followed<Data, Variables>,
  after: string | null,
  onData: (data: Data) => void,
): Promise<End> {
  const variables = followed.variables(after) as Record<string, unknown>;
  try {
    for await (const { data, errors } of client.iterate<Data>({ query: followed.document.text, variables })) {
      const [error] = errors ?? [];
      const code = String(error?.extensions?.['code'] ?? '');
      if (error) return PASSING.has(code) ? { lost: error.message } : { refused: error.message };
      if (data) onData(data);
    }
    return { lost: 'the catalog ended the connection' };
  } catch (error) {
    return Array.isArray(error) ? { refused: wordsOf(error[0]) } : { lost: wordsOf(error) };
  }
}

/**
 * Follows a subscription over WebSocket until the component goes: where the connection is lost it is made again, and goes
 * on behind the last event, so that none is missed and none comes twice. The state says how it stands.
 */
export function createFeed<Data, Variables>(followed: Followed<Data, Variables>): Accessor<FeedState> {
  const [state, setState] = createSignal<FeedState>({ kind: 'CONNECTING' });
  let client: Client | null = null;
  let timer: number | undefined;
  let gone = false;
  let after = followed.after;
  let failures = 0;
  const run = async (): Promise<void> => {
    setState({ kind: 'CONNECTING' });
    client = connection(() => {
      failures = 0;
      setState({ kind: 'LIVE' });
    });
    const end = await followOnce(client, followed, after, (data) => {
      after = followed.cursorOf(data);
      followed.onEvent(data);
    });
    if (gone) return;
    if ('refused' in end) return void setState({ kind: 'ENDED', why: end.refused });
    const wait = WAITS[Math.min(failures, WAITS.length - 1)] ?? 0;
    failures += 1;
    setState({ kind: 'WAITING', until: Date.now() + wait, why: end.lost });
    timer = window.setTimeout(() => void run(), wait);
  };
  void run();
  onCleanup(() => {
    gone = true;
    window.clearTimeout(timer);
    void client?.dispose();
  });
  return state;
}
