import type { Database, Queried, Reader } from '../database.js';
import { oneAtATime } from '../oneAtATime.js';
import type { Position } from '../position.js';
import type { Sql } from '../sql.js';
import { Standby, type StandbyState } from './Standby.js';
import { writtenNow, type Written } from './written.js';

/** The standby failed where one server alone is read. */
class StandbyFailed extends Error {}

/** How a standby is doing. */
export interface StandbyStatus {
  readonly state: StandbyState;
  /** How many bytes of the primary's log it has not replayed that queries must see; null where it cannot be told. */
  readonly lag: number | null;
}

/**
 * A store whose queries read a standby. Before they do, the primary is asked where it stands, and the standby whether it
 * has come so far; what it cannot show, or not now, is read of the primary.
 */
export class StandbyReads implements Queried {
  readonly dialect = 'postgres';
  readonly position: Position;
  /** How many statements of queries were answered where. */
  readonly answers = { standby: 0, primary: 0 };
  private readonly standby: Standby;
  private written: Written | null = null;
  /** How often the primary was asked where it stands, and which of these was answered last. */
  private asked = 0;
  private answered = 0;

  constructor(
    readonly primary: Database,
    url: string,
    onState: (state: StandbyState, reason: string) => void,
  ) {
    this.standby = new Standby(primary, url, onState);
    this.position = oneAtATime(() => this.look());
    this.status().catch(() => undefined); // the first to ask finds it known
  }

  async all<T>(statement: Sql): Promise<T[]> {
    const reader = await this.reader();
    if (reader) {
      try {
        return await this.onStandby<T>(reader, statement);
      } catch (error) {
        if (!(error instanceof StandbyFailed)) throw error;
      }
    }
    this.answers.primary += 1;
    return this.primary.all<T>(statement);
  }

  async one<T>(statement: Sql): Promise<T | undefined> {
    return (await this.all<T>(statement))[0];
  }

  fresh(): Reader {
    const before = this.asked;
    const all = async <T>(statement: Sql): Promise<T[]> => {
      if (this.answered <= before) await this.position();
      return this.all<T>(statement);
    };
    return { dialect: this.dialect, all, one: async <T>(statement: Sql) => (await all<T>(statement))[0] };
  }

  async steady<T>(work: (db: Reader) => Promise<T>): Promise<T> {
    const reader = await this.reader();
    if (!reader) return work(this.primary);
    const all = <R>(statement: Sql): Promise<R[]> => this.onStandby<R>(reader, statement);
    try {
      return await work({ dialect: this.dialect, all, one: async <R>(statement: Sql) => (await all<R>(statement))[0] });
    } catch (error) {
      if (!(error instanceof StandbyFailed)) throw error;
      return work(this.primary);
    }
  }

  /** How the standby is doing, as it is now. Throws CatalogError UNAVAILABLE where the primary cannot be reached. */
  async status(): Promise<StandbyStatus> {
    await this.position();
    if (this.written) await this.standby.check(this.written);
    return { state: this.standby.state, lag: this.standby.lag };
  }

  /** Ends the connections to the standby. */
  close(): Promise<void> {
    return this.standby.close();
  }

  /** What moved the primary's log and shows nothing new, nobody waits for. */
  private async look(): Promise<string> {
    const number = (this.asked += 1);
    const now = await writtenNow(this.primary);
    if (this.written?.position !== now.position) this.written = now;
    this.answered = number;
    return now.position;
  }

  private reader(): Promise<Reader | null> | Reader | null {
    return this.written && this.standby.at(this.written);
  }

  /** Throws StandbyFailed. */
  private async onStandby<T>(reader: Reader, statement: Sql): Promise<T[]> {
    try {
      const rows = await reader.all<T>(statement);
      this.answers.standby += 1;
      return rows;
    } catch (error) {
      this.standby.failed(reader, error);
      throw new StandbyFailed('The standby failed.', { cause: error });
    }
  }
}
