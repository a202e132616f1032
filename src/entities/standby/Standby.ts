import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CatalogError } from '../../errors.js';
import { HeardClient } from '../beside/HeardClient.js';
import type { Database, Reader } from '../database.js';
import { oneAtATime } from '../oneAtATime.js';
import { sql } from '../sql.js';
import { codeOf, postgresRun } from '../statements.js';
import type { Written } from './written.js';

/**
 * `following`: queries go there. `behind`: it has not yet replayed what they must see. `away`: it cannot be reached.
 * `unfit`: what is there is no standby of this primary.
 */
export type StandbyState = 'following' | 'behind' | 'away' | 'unfit';

/** How long a query waits for the standby to follow before it goes to the primary. */
const PATIENCE_MS = 50;
const FIRST_PAUSE_MS = 1;
const LONGEST_PAUSE_MS = 8;
/** How often one that is behind, or away, is looked at while others ask. */
const BEHIND_MS = 20;
const AWAY_MS = 1_000;
const CONNECTIONS = 10;
const CONNECT_MS = 2_000;
/** One that does not answer for so long is away: its machine may be gone without a word. */
const ANSWER_MS = 30_000;

/** What a standby and its primary have in common, and no other database of theirs or of another cluster. */
const CLUSTER = `(SELECT system_identifier FROM pg_control_system())::text || ' ' || current_database() || ' ' || current_schema()`;
const IDENTITY = `SELECT ${CLUSTER} AS "cluster", pg_postmaster_start_time()::text AS "server"`;
const CLUSTER_OF_PRIMARY = sql.raw(`SELECT ${CLUSTER} AS "cluster"`);
/** The timeline may be told late, never too early: it is that of what was last brought to the disk. */
const LOOK = `SELECT pg_is_in_recovery() AS "recovering",
  (coalesce(pg_last_wal_replay_lsn(), '0/0') - '0/0')::text AS "replayed",
  greatest((SELECT timeline_id FROM pg_control_checkpoint()),
    (SELECT min_recovery_end_timeline FROM pg_control_recovery())) AS "timeline"`;

/** What is at the address is not what it should be. */
class Unfit extends Error {}

/** Connections to one server; where another answers at the same address, they are no more. */
interface Connected {
  readonly pool: pg.Pool;
  readonly reader: Reader;
  timeline: number;
  replayed: bigint;
}

interface Identity {
  readonly cluster: string;
  readonly server: string;
}

/** A standby of the primary, and how far it has followed. */
export class Standby {
  private now: StandbyState = 'away';
  private connected: Connected | null = null;
  private wanted: Written | null = null;
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly primary: Database,
    private readonly url: string,
    /** Hears of each state that is another than before, and why. */
    private readonly onState: (state: StandbyState, reason: string) => void,
  ) {}

  get state(): StandbyState {
    return this.now;
  }

  /** How many bytes of the log of writes it has not replayed that queries must see; null where it cannot be told. */
  get lag(): number | null {
    if (!this.connected || !this.wanted) return null;
    const left = this.wanted.lsn - this.connected.replayed;
    return left > 0n ? Number(left) : 0;
  }

  /**
   * What reads the standby, once it has replayed what is written there; null where it has not within a moment. While it
   * is known to be behind or away nobody waits for it.
   */
  at(written: Written): Promise<Reader | null> | Reader | null {
    this.wanted = written;
    if (this.now === 'following') return this.reached(written) ?? this.awaited(written);
    this.lookLater();
    return null;
  }

  /** The same for who asks how it is: it is looked at now. */
  async check(written: Written): Promise<void> {
    this.wanted = written;
    await Promise.race([this.look(), sleep(CONNECT_MS, null, { ref: false })]);
  }

  /** Hears that a statement failed there; what failed for its own sake fails again on the primary. */
  failed(reader: Reader, error: unknown): void {
    const isAway = error instanceof CatalogError && error.code === 'UNAVAILABLE' && codeOf(error.cause) !== '25006';
    if (isAway && this.connected?.reader === reader) this.lost(error.cause);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    const { connected } = this;
    this.connected = null;
    await connected?.pool.end();
  }

  private reached({ timeline, lsn }: Written): Reader | null {
    const { connected } = this;
    return connected && connected.timeline === timeline && connected.replayed >= lsn ? connected.reader : null;
  }

  private async awaited(written: Written): Promise<Reader | null> {
    const until = performance.now() + PATIENCE_MS;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await Promise.race([this.look(), sleep(until - performance.now())]);
      const reader = this.reached(written);
      if (reader) return reader;
      if (this.now !== 'following') return null;
      if (performance.now() + pause >= until) break;
      await sleep(pause);
    }
    this.become('behind', 'it has not replayed what queries must see');
    return null;
  }

  private lookLater(): void {
    if (this.timer || this.closed) return;
    const again = (): void => {
      this.timer = null;
      void this.look();
    };
    this.timer = setTimeout(again, this.now === 'behind' ? BEHIND_MS : AWAY_MS).unref();
  }

  /** Asks how far it is; whoever fails there is told of by the state. */
  private readonly look = oneAtATime(async () => {
    if (this.closed) return;
    try {
      const connected = (this.connected ??= await this.connect());
      const { rows } = await connected.pool.query<{ recovering: boolean; replayed: string; timeline: number }>(LOOK);
      const [row] = rows;
      if (!row?.recovering) throw new Unfit('it is no standby: it takes writes');
      Object.assign(connected, { timeline: row.timeline, replayed: BigInt(row.replayed) });
    } catch (error) {
      return this.lost(error);
    }
    if (this.now === 'following') return;
    if (this.wanted && !this.reached(this.wanted)) this.become('behind', 'it has not replayed what queries must see');
    else this.become('following', '');
  });

  /** Throws Unfit where what is there is no standby of the primary; what the driver throws where nothing is. */
  private async connect(): Promise<Connected> {
    let known: Identity | null = null;
    const pool = new pg.Pool({
      connectionString: this.url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      pipeline: true,
      Client: HeardClient,
      // One server answers for all connections: of two, the one may be behind what was read of the other.
      onConnect: async (client: pg.ClientBase) => {
        const { rows } = await client.query<Identity>(IDENTITY);
        const found = rows[0] as Identity;
        known ??= found;
        if (found.server !== known.server) throw new Unfit('another server answers at its address');
      },
    } as pg.PoolConfig);
    pool.on('error', () => undefined);
    try {
      (await pool.connect()).release();
      const primary = await this.primary.one<{ cluster: string }>(CLUSTER_OF_PRIMARY);
      if ((known as Identity | null)?.cluster !== primary?.cluster) throw new Unfit('it follows another primary');
      if (this.closed) throw new Error('closed');
      return { pool, reader: this.primary.readerOf(postgresRun(pool)), timeline: 0, replayed: 0n };
    } catch (error) {
      void pool.end();
      throw error;
    }
  }

  private lost(error: unknown): void {
    const { connected } = this;
    this.connected = null;
    if (connected) void connected.pool.end();
    const reason = error instanceof Error ? error.message || error.name : String(error);
    if (!this.closed) this.become(error instanceof Unfit ? 'unfit' : 'away', reason);
  }

  private become(state: StandbyState, reason: string): void {
    if (state === this.now) return;
    this.now = state;
    this.onState(state, reason);
  }
}
