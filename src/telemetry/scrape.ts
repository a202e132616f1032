import { Registry } from 'prom-client';
import type { Metrics } from './Metrics.js';
import { processMetrics } from './processMetrics.js';

/** What is read of the store for one scrape. */
export interface StoreState {
  /** The number of the last event. */
  readonly head: number;
  /** Of the first event that this process has not read, ISO 8601; null where it has read all. */
  readonly unseenSince: string | null;
  readonly openByObjective: readonly { readonly objective: string; readonly open: number }[];
  readonly breachedPorts: readonly { readonly product: string; readonly port: string; readonly objective: string }[];
  /** Deliveries of webhooks that wait, and since when the first does, ISO 8601; null where none does. */
  readonly webhooks: { readonly pending: number; readonly since: string | null };
}

/** How far a port attained an objective, and what is left of its error budget, each 0 to 1. */
export interface AttainedObjective {
  readonly labels: {
    readonly product: string;
    readonly port: string;
    readonly objective: string;
    readonly metric: string;
  };
  readonly attained: number;
  readonly budgetLeft: number;
}

/** What is told of a standby. */
export interface StandbyTold {
  readonly state: string;
  /** In bytes; null where it cannot be told. */
  readonly lag: number | null;
  /** How many statements of queries each server answered so far. */
  readonly answers: Readonly<Record<string, number>>;
}

/** Where a scrape finds what nobody counts along the way. */
export interface Sources {
  /** Throws where the store does not answer. */
  readonly store: () => Promise<StoreState>;
  /** Connections of the pool; null where there is none. */
  readonly pool: () => { readonly total: number; readonly idle: number; readonly waiting: number } | null;
  /** How the standby is doing that queries read; null where there is none. Throws where the primary does not answer. */
  readonly standby: () => Promise<StandbyTold | null>;
  /** Up to where this process has read the log; null where nobody follows. */
  readonly seen: () => number | null;
  /** What is known of attainment; does not wait for what is not. */
  readonly attained: () => readonly AttainedObjective[];
  readonly now: () => Date;
}

/** A store that takes longer is away, for this scrape: the scraper does not wait either. */
const STORE_MS = 3_000;

const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

function setStore(metrics: Metrics, state: StoreState | null, { seen, attained, now }: Sources): void {
  const { openBreaches, portBreached, portsLeftOut, lagSeconds, logHead, logSeen, attainment, budgetLeft } = metrics;
  const { webhookBacklog, webhookBacklogSeconds } = metrics;
  for (const each of [portsLeftOut, lagSeconds, logHead, logSeen, webhookBacklog, webhookBacklogSeconds]) each.remove();
  for (const each of [openBreaches, portBreached, attainment, budgetLeft]) each.reset();
  metrics.storeUp.set(state ? 1 : 0);
  if (!state) return;
  const { head, unseenSince, openByObjective, breachedPorts, webhooks } = state;
  const ageOf = (at: string | null): number =>
    at === null ? 0 : Math.max(0, (now().getTime() - Date.parse(at)) / 1_000);
  logHead.set(head);
  logSeen.set(seen() ?? head);
  lagSeconds.set(ageOf(unseenSince));
  webhookBacklog.set(webhooks.pending);
  webhookBacklogSeconds.set(ageOf(webhooks.since));
  for (const { objective, open } of openByObjective) openBreaches.set({ objective }, open);
  for (const labels of breachedPorts) portBreached.set({ ...labels }, 1);
  const open = openByObjective.reduce((sum, each) => sum + each.open, 0);
  portsLeftOut.set(open - breachedPorts.length);
  for (const { labels, attained: share, budgetLeft: left } of attained()) {
    attainment.set({ ...labels }, share);
    budgetLeft.set({ ...labels }, left);
  }
}

function setStandby({ standbyFollowing, standbyLag, queryStatements }: Metrics, told: StandbyTold | null): void {
  for (const each of [standbyFollowing, standbyLag]) each.remove();
  if (!told) return;
  standbyFollowing.set(told.state === 'following' ? 1 : 0);
  if (told.lag !== null) standbyLag.set(told.lag);
  queryStatements.reset();
  for (const [server, count] of Object.entries(told.answers)) queryStatements.inc({ server }, count);
}

/** What a scrape is answered with, and its content type. */
export interface Exposition {
  readonly text: string;
  readonly type: string;
}

/** Has the gauges that nobody sets along the way set from these sources, each time they are asked for. */
export function gatherFrom(metrics: Metrics, sources: Sources): void {
  metrics.gather = async () => {
    setStore(metrics, await within(STORE_MS, sources.store()).catch(() => null), sources);
    setStandby(metrics, await within(STORE_MS, sources.standby()).catch(() => null));
    const pool = sources.pool();
    if (!pool) return;
    metrics.connections.set({ state: 'in_use' }, pool.total - pool.idle);
    metrics.connections.set({ state: 'idle' }, pool.idle);
    metrics.connectionWaiters.set(pool.waiting);
  };
}

/** Everything that this process has to tell, in the text format of Prometheus. */
export async function exposition(metrics: Metrics): Promise<Exposition> {
  const all = Registry.merge([metrics.registry, processMetrics()]);
  return { text: await all.metrics(), type: all.contentType };
}
