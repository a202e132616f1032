import { CatalogError } from '../errors.js';
import type { CompilationStage } from '../schema/types/compilation/Compilation.js';

/** How long the stages of a compilation that has ended can still be had by who comes late. */
const KEPT_MS = 60_000;
/** How many such are kept at most. */
const KEPT = 200;

/** What one process tells others of a compilation that a client named: that it begins, a stage of it, that it has ended. */
export interface ProgressTold {
  readonly id: string;
  readonly what: 'begun' | 'ended' | CompilationStage;
}

/** How processes that answer for one catalog tell each other: a compilation is watched at one, and carried out by another. */
export interface ProgressRelay {
  tell(told: ProgressTold): void;
  /** Calls back with what others tell, each with its number, and when one is gone. */
  hear(told: (told: ProgressTold, from: number) => void, gone: (from: number) => void): void;
}

type State = 'awaited' | 'running' | 'ended';

/** One compilation that a client named: its stages so far, kept for those who come late. */
class Channel {
  state: State = 'awaited';
  readonly stages: CompilationStage[] = [];
  readonly followers = new Set<StageFollower>();
  /** The other process that carries it out; null where it is this one, or it is yet to begin. */
  from: number | null = null;

  constructor(private readonly onLeft: (channel: Channel) => void) {}

  stage(stage: CompilationStage): void {
    this.stages.push(stage);
    this.wakeAll();
  }

  end(): void {
    this.state = 'ended';
    this.wakeAll();
  }

  leave(follower: StageFollower): void {
    if (this.followers.delete(follower)) this.onLeft(this);
  }

  private wakeAll(): void {
    for (const { wake } of this.followers) wake();
  }
}

/** One subscriber's way through the stages: each pull takes all that have ended since the last, in order. */
class StageFollower implements AsyncIterableIterator<readonly CompilationStage[]> {
  private position = 0;
  private done = false;
  wake = (): void => undefined;

  constructor(private readonly channel: Channel) {}

  async next(): Promise<IteratorResult<readonly CompilationStage[]>> {
    while (!this.done) {
      const value = this.channel.stages.slice(this.position);
      this.position += value.length;
      if (value.length > 0) return { value, done: false };
      if (this.channel.state === 'ended') break;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return this.return();
  }

  async return(): Promise<IteratorResult<readonly CompilationStage[]>> {
    this.done = true;
    this.channel.leave(this);
    this.wake();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** The compilations that clients watch, by the names they gave them. */
export class ProgressHub {
  private readonly channels = new Map<string, Channel>();

  /** How many follow at this moment. */
  get size(): number {
    return [...this.channels.values()].reduce((sum, { followers }) => sum + followers.size, 0);
  }

  constructor(private readonly relay?: ProgressRelay) {
    relay?.hear(
      (told, from) => this.hear(told, from),
      (from) => this.endAllOf(from),
    );
  }

  /**
   * A compilation of this name begins, for those who have this name by `whose`; all where none is given. Throws CatalogError
   * CONFLICT where one of the name runs.
   */
  begin(name: string, whose = ''): { stage(stage: CompilationStage): void; end(): void } {
    const id = `${whose}${name}`;
    if (this.channels.get(id)?.state === 'running')
      throw new CatalogError('CONFLICT', `A compilation named "${name}" is running: give this one another progressId.`);
    const channel = this.run(id, null);
    const tell = (what: ProgressTold['what']): void => this.relay?.tell({ id, what });
    tell('begun');
    return {
      stage: (stage) => {
        channel.stage(stage);
        tell(stage);
      },
      end: () => {
        this.end(id, channel);
        tell('ended');
      },
    };
  }

  /** The stages of the compilation of this name from its first on, whether it runs, has just ended or is yet to begin. */
  follow(name: string, whose = ''): AsyncIterableIterator<readonly CompilationStage[]> {
    const channel = this.channelOf(`${whose}${name}`);
    const follower = new StageFollower(channel);
    channel.followers.add(follower);
    return follower;
  }

  /** Ends all who follow. */
  close(): void {
    for (const channel of this.channels.values()) channel.end();
    this.channels.clear();
  }

  private run(id: string, from: number | null): Channel {
    if (this.channels.get(id)?.state === 'ended') this.channels.delete(id);
    const channel = this.channelOf(id);
    channel.state = 'running';
    channel.from = from;
    return channel;
  }

  /** Of two processes in which compilations of one name run, each tells its own stages. */
  private hear({ id, what }: ProgressTold, from: number): void {
    const channel = this.channels.get(id);
    if (what === 'begun' && channel?.state !== 'running') this.run(id, from);
    else if (channel?.from === from && what === 'ended') this.end(id, channel);
    else if (channel?.from === from && typeof what === 'object') channel.stage(what);
  }

  private endAllOf(from: number): void {
    for (const [id, channel] of this.channels)
      if (channel.from === from && channel.state === 'running') this.end(id, channel);
  }

  private channelOf(id: string): Channel {
    const standing = this.channels.get(id);
    if (standing) return standing;
    const channel = new Channel((left) => {
      if (left.state === 'awaited' && left.followers.size === 0) this.forget(id, left);
    });
    this.channels.set(id, channel);
    return channel;
  }

  private end(id: string, channel: Channel): void {
    channel.end();
    setTimeout(() => this.forget(id, channel), KEPT_MS).unref();
    const ended = [...this.channels].filter(([, { state }]) => state === 'ended');
    for (const [oldest, each] of ended.slice(0, Math.max(0, ended.length - KEPT))) this.forget(oldest, each);
  }

  private forget(id: string, channel: Channel): void {
    if (this.channels.get(id) === channel) this.channels.delete(id);
  }
}
