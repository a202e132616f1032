import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AggregatorRegistry } from 'prom-client';
import { CatalogError } from '../../errors.js';
import { asksMetrics, isSaid, STOP, type Gone, type MetricsTold, type Said } from './messages.js';

/** A worker that lived less than this ends again and again: the next is started later. */
const SETTLED_MS = 60_000;
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 30_000;
/** How much longer than its grace a worker may take to end. */
const BEYOND_GRACE_MS = 5_000;

interface Settings {
  /** How many answer. */
  readonly count: number;
  readonly shutdownGraceSeconds: number;
  readonly log: Logger;
}

/** How long to wait before a worker is started in the place of the nth that ended soon after its start. */
const delayBefore = (nth: number): number => Math.min(FIRST_DELAY_MS * 2 ** nth, LONGEST_DELAY_MS);

/**
 * The processes that answer behind one port. This one answers nothing: it starts them, starts another in the place of
 * one that ends, hands on what they tell each other, and ends them all.
 */
export class Workers {
  private readonly living = new Set<Worker>();
  private readonly metrics = new AggregatorRegistry();
  private stopping = false;
  private listening = 0;
  /** How many have ended soon after their start, one after another. */
  private ended = 0;

  private constructor(private readonly settings: Settings) {}

  /**
   * Starts them: the first alone, so that the store is migrated once and what is wrong is said once. Resolves when all
   * answer. Throws CatalogError UNAVAILABLE where one ends before.
   */
  static async start(settings: Settings): Promise<Workers> {
    const workers = new Workers(settings);
    cluster.on('message', (from, message) => workers.handOn(from, message));
    await workers.fork();
    try {
      await Promise.all(Array.from({ length: settings.count - 1 }, () => workers.fork()));
    } catch (error) {
      await workers.close();
      throw error;
    }
    return workers;
  }

  /** The TCP port that they answer on. */
  get portNumber(): number {
    return this.listening;
  }

  /** Ends all of them in order; those that take longer than their grace are cut off. */
  async close(): Promise<void> {
    this.stopping = true;
    const { shutdownGraceSeconds } = this.settings;
    const ends = [...this.living].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    for (const worker of this.living) if (worker.isConnected()) worker.send(STOP);
    const late = setTimeout(() => this.kill(), shutdownGraceSeconds * 1_000 + BEYOND_GRACE_MS);
    await Promise.all(ends);
    clearTimeout(late);
  }

  /** Ends all of them at once. */
  kill(): void {
    for (const worker of this.living) worker.process.kill('SIGKILL');
  }

  /** Starts one; resolves when it answers, rejects where it ends before. From then on another takes its place. */
  private fork(): Promise<void> {
    const worker = cluster.fork();
    const born = performance.now();
    this.living.add(worker);
    return new Promise((resolve, reject) => {
      let answers = false;
      worker.once('listening', ({ port }) => {
        answers = true;
        this.listening = port;
        resolve();
      });
      worker.on('error', () => undefined); // told something while it ended
      worker.once('exit', (code, signal) => {
        this.living.delete(worker);
        this.tell(worker, { gone: worker.id });
        if (!answers) reject(new CatalogError('UNAVAILABLE', `A worker ended before it answered (${signal ?? code}).`));
        else if (!this.stopping) void this.replace(worker, performance.now() - born, signal ?? code);
      });
    });
  }

  private async replace(worker: Worker, livedMs: number, how: string | number): Promise<void> {
    this.ended = livedMs > SETTLED_MS ? 0 : this.ended;
    const delayMs = delayBefore(this.ended++);
    this.settings.log.error({ worker: worker.id, how, delayMs }, 'a worker has ended; another is started');
    await sleep(delayMs, undefined, { ref: false });
    if (this.stopping) return;
    await this.fork().catch((error: unknown) => {
      this.settings.log.error({ err: error }, 'a worker could not be started');
      if (!this.stopping) void this.replace(worker, 0, 'never answered');
    });
  }

  private handOn(from: Worker, message: unknown): void {
    if (asksMetrics(message)) return void this.tellMetrics(from, message.metricsAsked);
    if (isSaid(message)) this.tell(from, { said: message.said, from: from.id });
  }

  /** Adds up what all of them count. */
  private async tellMetrics(to: Worker, metricsTold: number): Promise<void> {
    const text = await this.metrics.clusterMetrics().catch((error: unknown) => {
      this.settings.log.error({ err: error }, 'the metrics of the workers could not be had');
      return null;
    });
    if (to.isConnected()) to.send({ metricsTold, text } satisfies MetricsTold);
  }

  /** Tells all but this one. */
  private tell(but: Worker, message: Said | Gone): void {
    for (const worker of this.living) if (worker !== but && worker.isConnected()) worker.send(message);
  }
}
