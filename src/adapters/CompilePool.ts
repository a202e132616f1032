import type { OnStage } from '../compiler/result.js';
import type { Measured } from '../actions/kit/needs.js';
import type { TaskInput, TaskName, TaskResult } from '../compiler/tasks.js';
import { CatalogError } from '../errors.js';
import type { CompileThread } from './CompileThread.js';
import type { Job, Report } from './jobs.js';

interface Waiting {
  readonly job: Job;
  readonly onStage: OnStage | undefined;
  resolve(measured: Measured<unknown>): void;
  reject(error: Error): void;
}

/** What a thread is at work on, and when it is given up. */
interface Held {
  readonly waiting: Waiting;
  readonly timer: NodeJS.Timeout;
}

export interface PoolParts {
  /** At most so many threads; each is started when it is first needed. */
  readonly size: number;
  /** A compilation that takes longer is given up. */
  readonly limitSeconds: number;
  readonly start: () => CompileThread;
  /** Hears of what ended a thread that should not have ended. */
  readonly onCrash: (error: Error) => void;
}

const unavailable = (message: string): CatalogError => new CatalogError('UNAVAILABLE', message);

/** Why a thread ended, for whoever asked for the compilation. */
const ended = (code: string | undefined): CatalogError =>
  code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? unavailable(
        'The compilation needs more memory than one may have (COMPILE_MEMORY_MB): compile fewer files at once.',
      )
    : unavailable('The compilation was cut off, for the thread that ran it has ended; ask for it again.');

/** Threads that compile, so that the thread that answers requests does not. First come, first served. */
export class CompilePool {
  private readonly idle: CompileThread[] = [];
  private readonly working = new Map<CompileThread, Held>();
  private readonly queue: Waiting[] = [];
  private closed = false;

  constructor(private readonly parts: PoolParts) {}

  /** Throws CatalogError UNAVAILABLE where the compilation takes too long or too much, or the pool is closed meanwhile. */
  run<K extends TaskName>(name: K, input: TaskInput<K>, onStage?: OnStage): Promise<Measured<TaskResult<K>>> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(unavailable('The catalog is stopping.'));
      const answer = resolve as (measured: Measured<unknown>) => void;
      this.queue.push({ job: { name, input, watched: onStage !== undefined }, onStage, resolve: answer, reject });
      this.next();
    });
  }

  /** How many threads there are. */
  get threads(): number {
    return this.idle.length + this.working.size;
  }

  /** Ends all threads; what still waits is told so. */
  async close(): Promise<void> {
    this.closed = true;
    const threads = [...this.idle.splice(0), ...this.working.keys()];
    const left = [...this.queue.splice(0), ...threads.flatMap((thread) => this.take(thread) ?? [])];
    for (const { reject } of left) reject(unavailable('The catalog is stopping.'));
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  private next(): void {
    const thread = this.queue.length > 0 ? this.free() : null;
    const waiting = thread && this.queue.shift();
    if (!thread || !waiting) return;
    const timer = setTimeout(() => this.giveUp(thread), this.parts.limitSeconds * 1_000).unref();
    this.working.set(thread, { waiting, timer });
    thread.postMessage(waiting.job);
  }

  /** What the thread was at work on; it no longer is. */
  private take(thread: CompileThread): Waiting | undefined {
    const held = this.working.get(thread);
    clearTimeout(held?.timer);
    this.working.delete(thread);
    return held?.waiting;
  }

  private free(): CompileThread | null {
    const idle = this.idle.pop();
    if (idle || this.working.size >= this.parts.size) return idle ?? null;
    const thread = this.parts.start();
    let crash: (Error & { code?: string }) | undefined;
    thread.on('message', (report) => this.hear(thread, report));
    thread.on('error', (error) => {
      crash = error;
      this.parts.onCrash(error);
    });
    thread.on('exit', () => this.drop(thread, ended(crash?.code)));
    return thread;
  }

  private hear(thread: CompileThread, report: Report): void {
    if (report.kind === 'stage') return this.working.get(thread)?.waiting.onStage?.(report.stage);
    const waiting = this.take(thread);
    if (!waiting) return;
    this.idle.push(thread);
    if (report.kind === 'done') waiting.resolve(report.measured);
    else waiting.reject(Object.assign(new Error('the compiler threw'), { stack: report.stack }));
    this.next();
  }

  private giveUp(thread: CompileThread): void {
    const { limitSeconds } = this.parts;
    const words = `The compilation took longer than ${limitSeconds} s (COMPILE_LIMIT_SECONDS) and was given up.`;
    this.drop(thread, unavailable(words));
    void thread.terminate();
  }

  /** Forgets a thread that has ended or is ending, and tells who waits for it. */
  private drop(thread: CompileThread, reason: Error): void {
    const at = this.idle.indexOf(thread);
    if (at >= 0) this.idle.splice(at, 1);
    this.take(thread)?.reject(reason);
    this.next();
  }
}
