import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { jetstreamManager, type JetStreamManager, type StoredMsg } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { atEnd } from './atEnd.js';
import { until } from './follow.js';
import { freePort } from './freePort.js';
import { temporaryFolder } from './temporaryFolder.js';

export interface NatsServer {
  readonly url: string;
  start(): Promise<void>;
  /** As if it had crashed; what it stored is there when it is started again. */
  stop(): Promise<void>;
  /** What the manager is asked of the server, over a connection of its own. */
  manage<T>(work: (manager: JetStreamManager) => Promise<T>): Promise<T>;
}

/** A server of Debian with JetStream on loopback, with a folder of its own; ended at the end of the test. */
export async function startNats(): Promise<NatsServer> {
  const port = await freePort();
  const folder = await temporaryFolder();
  const url = `nats://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const nats: NatsServer = {
    url,
    start: async () => {
      child = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder], { stdio: 'ignore' });
      const answers = (): Promise<boolean> =>
        nats
          .manage((manager) => manager.getAccountInfo())
          .then(
            () => true,
            () => false,
          );
      await until(answers);
    },
    stop: async () => {
      const gone = child && once(child, 'exit');
      child?.kill('SIGKILL');
      child = null;
      await gone;
    },
    manage: async (work) => {
      const connection = await connect({ servers: url, reconnect: false, timeout: 2_000 });
      try {
        return await work(await jetstreamManager(connection));
      } finally {
        await connection.close();
      }
    },
  };
  atEnd(() => nats.stop());
  await nats.start();
  return nats;
}

/** Every message that the stream stores, the first first. */
export const messagesOf = ({ manage }: NatsServer, stream = 'floe'): Promise<StoredMsg[]> =>
  manage(async (manager) => {
    const { state } = await manager.streams.info(stream);
    const messages: StoredMsg[] = [];
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const message = await manager.streams.getMessage(stream, { seq });
      if (message) messages.push(message);
    }
    return messages;
  });

/** How many messages the stream stores; 0 where there is none. */
export const countOf = ({ manage }: NatsServer, stream = 'floe'): Promise<number> =>
  manage((manager) => manager.streams.info(stream)).then(
    ({ state }) => state.messages,
    () => 0,
  );
