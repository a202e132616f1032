import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { atEnd } from './atEnd.js';
import { until } from './follow.js';
import type { TestServer } from './server.js';

export interface RawSocket {
  say(message: object): void;
  /** The next message that was not yet asked for. */
  next(): Promise<Record<string, unknown>>;
  /** Every message so far, as it came. */
  readonly texts: readonly string[];
  /** The code that the socket was closed with. */
  readonly closed: Promise<number>;
  /** And the reason that it was given. */
  readonly reason: Promise<string>;
  /** Takes nothing from the network until it goes on. */
  pause(): void;
  goOn(): void;
  /** Ends without a word. */
  cut(): void;
}

/** A raw socket speaking graphql-transport-ws, acknowledged; its messages in order of arrival. */
export async function rawSocket(server: Pick<TestServer, 'url'>): Promise<RawSocket> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  atEnd(() => socket.terminate());
  const texts: string[] = [];
  let asked = 0;
  socket.on('message', (data: Buffer) => texts.push(data.toString('utf8')));
  const ended = new Promise<[number, string]>((resolve) =>
    socket.on('close', (code, reason) => resolve([code, reason.toString('utf8')])),
  );
  await new Promise((resolve) => socket.on('open', resolve));
  const next = async (): Promise<Record<string, unknown>> => {
    const place = asked++;
    await until(() => texts.length > place);
    return JSON.parse(texts[place] ?? '') as Record<string, unknown>;
  };
  const say = (message: object): void => socket.send(JSON.stringify(message));
  say({ type: 'connection_init' });
  expect(await next()).toEqual({ type: 'connection_ack' });
  return {
    say,
    next,
    texts,
    closed: ended.then(([code]) => code),
    reason: ended.then(([, reason]) => reason),
    pause: () => socket.pause(),
    goOn: () => socket.resume(),
    cut: () => socket.terminate(),
  };
}
