import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { WebSocket } from 'ws';
import type { Dice } from '../fuzz/Dice.js';
import type { NatsServer } from '../test/support/natsServer.js';
import type { PostgresServer } from '../test/support/postgresServer.js';
import { startServerProcess, type ServerProcess } from '../test/support/serverProcess.js';
import type { Weather } from './Weather.js';

const AWAY_MS = 2_000;
/** How long a socket takes nothing. */
const STALLED_MS = 3_000;
/** How many subscriptions the socket that stalls has. */
const STALLED_SUBSCRIPTIONS = 20;
const EVERYTHING = 'contractChanged { cursor at path before after message contract { id name version } }';

/** What the storm rages over. */
export interface Stricken {
  readonly postgres: PostgresServer;
  readonly databaseUrl: string;
  /** One that was ended is replaced, at the same port. */
  readonly replicas: ServerProcess[];
  /** What each replica is started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly nats: NatsServer | null;
}

/** What befalls three replicas and what they stand on, one after the other, in an order drawn from the dice. */
export class Storm {
  private readonly faults: readonly (() => Promise<void>)[];

  constructor(
    private readonly struck: Stricken,
    private readonly weather: Weather,
    private readonly dice: Dice,
    private readonly say: (line: string) => void,
  ) {
    const { nats } = struck;
    this.faults = [
      () => this.restartDatabase(),
      () => this.killReplica(),
      () => this.endBackends(),
      () => this.stallSocket(),
      ...(nats ? [() => this.restartNats(nats)] : []),
    ];
  }

  /** Each fault once in each round, and no new one after so many seconds. */
  async rage(seconds: number): Promise<void> {
    while (this.weather.now() < seconds * 1_000) {
      const round = [...this.faults];
      while (round.length > 0 && this.weather.now() < seconds * 1_000) {
        await sleep(500 + this.dice.below(1_500));
        const [fault] = round.splice(this.dice.below(round.length), 1);
        await fault?.();
      }
    }
  }

  private tell(what: string): void {
    this.say(`${(this.weather.now() / 1_000).toFixed(1).padStart(6)} s  ${what}`);
  }

  private async restartDatabase(): Promise<void> {
    const signal = this.dice.one(['SIGINT', 'SIGQUIT'] as const);
    this.tell(`the database is ended (${signal}) and away for ${AWAY_MS / 1_000} s`);
    await this.weather.during('database', () => this.struck.postgres.restart(signal, AWAY_MS));
  }

  private async killReplica(): Promise<void> {
    const { replicas, databaseUrl, env } = this.struck;
    const replica = this.dice.below(replicas.length);
    const killed = replicas[replica];
    if (!killed) return;
    this.tell(`replica ${replica} is killed (SIGKILL) and started again`);
    await this.weather.during(`replica ${replica}`, async () => {
      await killed.end('SIGKILL');
      await sleep(1_000);
      replicas[replica] = await startServerProcess(databaseUrl, { ...env, PORT: new URL(killed.url).port });
    });
  }

  private async restartNats(nats: NatsServer): Promise<void> {
    this.tell(`NATS is killed and away for ${AWAY_MS / 1_000} s`);
    await this.weather.during('nats', async () => {
      await nats.stop();
      await sleep(AWAY_MS);
      await nats.start();
    });
  }

  private async endBackends(): Promise<void> {
    await this.weather.during('backends', async () => {
      const operator = new pg.Client({ connectionString: this.struck.databaseUrl });
      await operator.connect();
      const { rowCount } = await operator
        .query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
        )
        .finally(() => operator.end());
      this.tell(`all ${rowCount ?? 0} connections of the servers are ended by the database`);
    });
  }

  private async stallSocket(): Promise<void> {
    const { replicas } = this.struck;
    const replica = this.dice.below(replicas.length);
    const url = replicas[replica]?.url.replace('http', 'ws');
    this.tell(`a socket of replica ${replica} follows ${STALLED_SUBSCRIPTIONS} times, and reads nothing`);
    await this.weather.during('socket', async () => {
      const socket = new WebSocket(`${url}/graphql`, 'graphql-transport-ws');
      socket.on('error', () => undefined);
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'connection_init' }));
      const [message] = (await once(socket, 'message')) as [Buffer];
      if (!message.toString('utf8').includes('connection_ack')) throw new Error(message.toString('utf8'));
      socket.pause();
      for (let each = 0; each < STALLED_SUBSCRIPTIONS; each += 1) {
        const query = `subscription { ${EVERYTHING} }`;
        socket.send(JSON.stringify({ type: 'subscribe', id: String(each), payload: { query } }));
      }
      await sleep(STALLED_MS);
      socket.terminate();
    });
  }
}
