import { CatalogError } from '../errors.js';
import type { CompilationStage } from '../schema/types/compilation/Compilation.js';

/** How long the stages of a compilation that has ended can still be had by who comes late. */
const KEPT_MS = 60_000;
/** How many such are kept at most. */
const KEPT = 200;

type State = 'awaited' | 'running' | 'ended';

/** One compilation that a client named: its stages so far, kept for those who come late. */
class Channel {
  state: State = 'awaited';
  readonly stages: CompilationStage[] = [];
  readonly followers = new Set<StageFollower>();

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

  /** A compilation of this name begins. Throws CatalogError CONFLICT where one of the name runs. */
  begin(id: string): { stage(stage: CompilationStage): void; end(): void } {
    if (this.channels.get(id)?.state === 'running')
      throw new CatalogError('CONFLICT', `A compilation named "${id}" is running: give this one another progressId.`);
    if (this.channels.get(id)?.state === 'ended') this.channels.delete(id);
    const channel = this.channelOf(id);
    channel.state = 'running';
    return { stage: (stage) => channel.stage(stage), end: () => this.end(id, channel) };
  }

  /** The stages of the compilation of this name from its first on, whether it runs, has just ended or is yet to begin. */
  follow(id: string): AsyncIterableIterator<readonly CompilationStage[]> {
    const channel = this.channelOf(id);
    const follower = new StageFollower(channel);
    channel.followers.add(follower);
    return follower;
  }

  /** Ends all who follow. */
  close(): void {
    for (const channel of this.channels.values()) channel.end();
    this.channels.clear();
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
