import type pg from 'pg';
import { HeardClient } from './HeardClient.js';

/** How long a server may take to say whether it takes writes. */
const LOOK_MS = 5_000;

interface Host {
  readonly host: string;
  readonly port: number;
}

/** `one:5432`, `[::1]:5432` */
function hostIn(text: string): Host {
  const [, host = '', port = '5432'] = /^(.*?)(?::(\d+))?$/.exec(text) ?? [];
  return { host: host.replace(/^\[(.+)\]$/, '$1'), port: Number(port) };
}

/**
 * The servers that a URL names: one, or several with commas between them (`postgres://user@one:5432,two:5432/database`), of
 * which one takes writes at a time. Which one it is is looked for again where it has failed.
 */
export class Primary {
  /** The URL with the first of them alone. */
  readonly url: string;
  private readonly hosts: readonly Host[];
  private found: Promise<Host> | null = null;
  private known: Host | null = null;

  constructor(
    url: string,
    /** Whether a server may be a standby, where it is the only one: for who writes nothing. */
    private readonly standbyToo = false,
  ) {
    const [, before = '', hosts = '', after = ''] = /^([a-z]+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/i.exec(url) ?? [];
    const [first = '', ...others] = hosts.split(',');
    this.url = `${before}${first}${after}`;
    this.hosts = others.length > 0 ? [first, ...others].map(hostIn) : [];
  }

  /** Whether the server must say that it takes writes. */
  get isHeld(): boolean {
    return this.hosts.length > 0 || !this.standbyToo;
  }

  /** The server that takes writes; null where there is one alone. Throws what the driver throws where there is none. */
  async find(): Promise<Host | null> {
    if (this.hosts.length === 0) return null;
    this.found ??= this.look();
    return this.found;
  }

  /** Hears that one that was found could not be connected to, or takes no writes. */
  doubt(host: Host | null): void {
    if (host === this.known) this.found = this.known = null;
  }

  private async look(): Promise<Host> {
    try {
      const looked = this.hosts.map(async (host) => {
        await new PrimaryClient({ connectionString: this.url, connectionTimeoutMillis: LOOK_MS, at: host }).probe();
        return host;
      });
      return (this.known = await Promise.any(looked));
    } catch (error) {
      this.found = null;
      const { errors } = error as AggregateError;
      throw errors.find(takesNoWrites) ?? errors[0];
    }
  }
}

/** PostgreSQL's own code of what takes no writes. */
const NO_WRITES = '25006';
const takesNoWrites = (error: unknown): boolean => (error as { code?: unknown }).code === NO_WRITES;

interface PrimaryConfig extends pg.ClientConfig {
  /** Where the server is looked for. */
  readonly primary?: Primary;
  readonly at?: Host;
}

/** A connection to the server that takes writes, and to no standby of it. */
export class PrimaryClient extends HeardClient {
  private readonly primary: Primary | undefined;

  constructor(config: PrimaryConfig) {
    super(config);
    this.primary = config.primary;
    Object.assign(this, config.at);
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: (error: Error | null) => void): void;
  override connect(callback?: (error: Error | null) => void): Promise<pg.Client> | void {
    const connected = this.toPrimary();
    if (!callback) return connected.then(() => this);
    connected.then(() => callback(null), callback);
  }

  /** Connects and ends. Throws where the server cannot be reached, or takes no writes. */
  async probe(): Promise<void> {
    await super.connect();
    await this.refuseStandby();
    await this.end();
  }

  private async toPrimary(): Promise<void> {
    const host = (await this.primary?.find()) ?? null;
    Object.assign(this, host);
    try {
      await super.connect();
      if (this.primary?.isHeld) await this.refuseStandby();
    } catch (error) {
      this.primary?.doubt(host);
      throw error;
    }
  }

  private async refuseStandby(): Promise<void> {
    if (!this.onStandby) return;
    await this.end().catch(() => undefined);
    throw Object.assign(new Error('the server is a standby'), { code: NO_WRITES });
  }
}
