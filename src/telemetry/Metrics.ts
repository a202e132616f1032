import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is told of a task of the compiler. */
interface Compiled {
  readonly durationMs: number;
  /** How long each stage took, by its title, in milliseconds. */
  readonly stagesMs: Readonly<Record<string, number>>;
}

const VERBS = new Set(['select', 'with', 'insert', 'update', 'delete']);

/** What a statement begins with; `other` for what is not usual. */
function verbOf(text: string): string {
  const verb = (/^\s*([a-z]+)/i.exec(text)?.[1] ?? '').toLowerCase();
  return VERBS.has(verb) ? verb : 'other';
}

/** In seconds: what is kept is given in less than one millisecond, what is large takes seconds. */
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const SQL_SECONDS = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const COMPILE_SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 120];

/**
 * What one process counts and measures, under names of Prometheus: base units, `_total` for what only grows. The help of
 * each is what docs/telemetry.md prints. Those that are read of the store say the same in every process on it: over
 * several (WORKERS) they are taken once, all others are added up.
 */
export class Metrics {
  readonly registry = new Registry();
  /** Sets what is read when it is asked for; set by whoever knows where. */
  gather: () => Promise<void> = async () => undefined;
  private gathering: Promise<void> | null = null;
  private readonly registers = [this.registry];
  /** Gauges that are set when they are asked for: all of them by the one gathering that is under way. */
  private readonly gathered = {
    collect: () => (this.gathering ??= this.gather().finally(() => (this.gathering = null))),
    registers: this.registers,
  };

  readonly requests = new Counter({
    name: 'floe_requests_total',
    help: 'Operations that were answered, by the code of the first error (OK: none; CLIENT_CLOSED: nobody waited for the answer).',
    labelNames: ['type', 'operation', 'root_field', 'code'],
    registers: this.registers,
  });
  readonly requestSeconds = new Histogram({
    name: 'floe_request_duration_seconds',
    help: 'How long queries and mutations took, from the request to the last byte of the answer.',
    labelNames: ['type', 'operation', 'root_field'],
    buckets: REQUEST_SECONDS,
    registers: this.registers,
  });
  readonly requestCost = new Counter({
    name: 'floe_request_cost_total',
    help: 'What the operations might have cost together (docs/limits.md); those that are given again of what is kept count too.',
    labelNames: ['type', 'operation', 'root_field'],
    registers: this.registers,
  });
  readonly keptAnswers = new Counter({
    name: 'floe_kept_answers_total',
    help: 'Queries that came the short way, by whether their answer was kept (hit) or made (miss).',
    labelNames: ['result'],
    registers: this.registers,
  });
  readonly sqlSeconds = new Histogram({
    name: 'floe_sql_statement_duration_seconds',
    help: 'How long statements of SQL took, from the moment they were sent, waiting for a connection included. Its count is the number of statements.',
    labelNames: ['verb'],
    buckets: SQL_SECONDS,
    registers: this.registers,
  });
  readonly compileSeconds = new Histogram({
    name: 'floe_compile_duration_seconds',
    help: 'How long the compiler took for one task, without waiting for a thread.',
    labelNames: ['task'],
    buckets: COMPILE_SECONDS,
    registers: this.registers,
  });
  readonly compileStageSeconds = new Histogram({
    name: 'floe_compile_stage_duration_seconds',
    help: 'How long each stage of a compilation took, by its title.',
    labelNames: ['task', 'stage'],
    buckets: COMPILE_SECONDS,
    registers: this.registers,
  });
  readonly subscribers = new Gauge({
    name: 'floe_subscribers',
    help: 'Subscriptions that are open, by their field and how they are served.',
    labelNames: ['subscription', 'transport'],
    registers: this.registers,
  });
  readonly webhookAttempts = new Counter({
    name: 'floe_webhook_attempts_total',
    help: 'Requests to receivers of webhooks, by what came of them: taken (delivered), to be sent again (failed), given up (dead).',
    labelNames: ['outcome'],
    registers: this.registers,
  });
  readonly storeUp = new Gauge({
    name: 'floe_store_up',
    help: '1 where the store answered this scrape, else 0; then what is read of it is left out.',
    aggregator: 'min',
    ...this.gathered,
  });
  readonly connections = new Gauge({
    name: 'floe_store_connections',
    help: 'Connections of the pool to PostgreSQL, in use and idle.',
    labelNames: ['state'],
    ...this.gathered,
  });
  readonly connectionWaiters = new Gauge({
    name: 'floe_store_connection_waiters',
    help: 'What waits for a connection of the pool.',
    ...this.gathered,
  });
  readonly standbyFollowing = new Gauge({
    name: 'floe_standby_following',
    help: '1 where queries read the standby of DATABASE_READ_URL, 0 where they read the primary instead; left out without one.',
    aggregator: 'min',
    ...this.gathered,
  });
  readonly standbyLag = new Gauge({
    name: 'floe_standby_lag_bytes',
    help: 'How much of the log of writes (WAL) that queries must see the standby has not replayed.',
    aggregator: 'max',
    ...this.gathered,
  });
  readonly queryStatements = new Counter({
    name: 'floe_query_statements_total',
    help: 'Statements of queries where there is a DATABASE_READ_URL, by the server that answered them (standby, primary).',
    labelNames: ['server'],
    ...this.gathered,
  });
  readonly logHead = new Gauge({
    name: 'floe_event_log_head',
    help: 'The number of the last committed event.',
    aggregator: 'max',
    ...this.gathered,
  });
  readonly logSeen = new Gauge({
    name: 'floe_event_log_seen',
    help: 'The number up to which this process has read the log for those who follow it live; the head where nobody does.',
    aggregator: 'min',
    ...this.gathered,
  });
  readonly lagSeconds = new Gauge({
    name: 'floe_event_lag_seconds',
    help: 'How old the first event is that this process has not yet read for those who follow; 0 where it has read all.',
    aggregator: 'max',
    ...this.gathered,
  });
  readonly openBreaches = new Gauge({
    name: 'floe_sla_open_breaches',
    help: 'Breaches of SLAs that are open, by objective.',
    labelNames: ['objective'],
    aggregator: 'max',
    ...this.gathered,
  });
  readonly portBreached = new Gauge({
    name: 'floe_sla_port_breached',
    help: 'Output ports with an open breach, each 1, by objective; those that were opened last, METRICS_PORTS at most.',
    labelNames: ['product', 'port', 'objective'],
    aggregator: 'max',
    ...this.gathered,
  });
  readonly portsLeftOut = new Gauge({
    name: 'floe_sla_ports_left_out',
    help: 'Open breaches that floe_sla_port_breached has no place for (METRICS_PORTS).',
    aggregator: 'max',
    ...this.gathered,
  });

  readonly attainment = new Gauge({
    name: 'floe_sla_attainment_ratio',
    help: 'How far output ports attained what they promise in the last SLA_WINDOW_DAYS, 0 to 1, worked out at most every five minutes; those with a breach first, METRICS_PORTS at most.',
    labelNames: ['product', 'port', 'objective', 'metric'],
    aggregator: 'max',
    ...this.gathered,
  });
  readonly budgetLeft = new Gauge({
    name: 'floe_sla_error_budget_left_ratio',
    help: 'What is left of the error budget of the same, 0 to 1 (docs/sla.md).',
    labelNames: ['product', 'port', 'objective', 'metric'],
    aggregator: 'max',
    ...this.gathered,
  });
  readonly webhookBacklog = new Gauge({
    name: 'floe_webhook_backlog',
    help: 'Deliveries of all webhooks that wait, or are to be sent again.',
    aggregator: 'max',
    ...this.gathered,
  });
  readonly webhookBacklogSeconds = new Gauge({
    name: 'floe_webhook_backlog_seconds',
    help: 'How long the first of them has waited; 0 where none does.',
    aggregator: 'max',
    ...this.gathered,
  });

  constructor() {
    // A counter that begins at its first event hides it from increase() and rate().
    for (const outcome of ['delivered', 'failed', 'dead']) this.webhookAttempts.inc({ outcome }, 0);
  }

  /** Hears of an attempt at a delivery, by how the delivery stands after it. */
  readonly attempted = (status: 'pending' | 'delivered' | 'dead'): void =>
    this.webhookAttempts.inc({ outcome: status === 'pending' ? 'failed' : status });

  /** Hears of a task of the compiler that has ended. */
  readonly compiled = (task: string, { durationMs, stagesMs }: Compiled): void => {
    this.compileSeconds.observe({ task }, durationMs / 1_000);
    for (const [stage, ms] of Object.entries(stagesMs)) this.compileStageSeconds.observe({ task, stage }, ms / 1_000);
  };

  /** Times a statement of SQL; gives what it gives. */
  readonly statement = async <T>(text: string, run: () => Promise<T> | T): Promise<T> => {
    const started = performance.now();
    try {
      return await run();
    } finally {
      this.sqlSeconds.observe({ verb: verbOf(text) }, (performance.now() - started) / 1_000);
    }
  };
}
