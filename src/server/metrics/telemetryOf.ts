import type { Config } from '../../config/config.js';
import type { Database } from '../../entities/database.js';
import type { StandbyReads } from '../../entities/standby/StandbyReads.js';
import { storeTelemetry } from '../../entities/reads/telemetry.js';
import { Metrics } from '../../telemetry/Metrics.js';
import type { Otlp } from '../../telemetry/Otlp.js';
import { exposition, gatherFrom, type Exposition } from '../../telemetry/scrape.js';
import type { Tracing } from '../../telemetry/Tracing.js';
import { Attained } from './Attained.js';

export interface Telemetry {
  readonly metrics: Metrics;
  /** What `/metrics` is answered with; null where there is no such route. */
  readonly scrape: (() => Promise<Exposition>) | null;
  /** Where what is asked is told of as spans; null where it is not. */
  readonly tracing: Tracing | null;
  /** Hears of a task of the compiler that has ended. */
  readonly compiled: Metrics['compiled'];
  /** Ends with what is read of the store. */
  readonly close: () => Promise<void>;
  /** Is told by the server up to where it has read the log: null where nobody follows. */
  readonly followed: (seen: () => number | null) => void;
}

interface Parts {
  readonly config: Pick<Config, 'metrics' | 'metricsPorts' | 'slaWindowDays'>;
  readonly db: Database;
  readonly standby: StandbyReads | null;
  readonly now: () => Date;
  /** Asks all processes behind the one port; without it this one answers for itself. */
  readonly together?: ((own: Metrics) => () => Promise<Exposition>) | undefined;
  /** The collector of OpenTelemetry that is told too. */
  readonly otlp: Otlp | null;
}

/**
 * Counts what a catalog does: its statements from now on, what its server is asked, and what is read at each scrape. Null
 * where nobody would hear of it.
 */
export function telemetryOf({ config, db, standby, now, together, otlp }: Parts): Telemetry | null {
  const scraped = config.metrics === 'on';
  if (!scraped && !otlp) return null;
  const metrics = new Metrics();
  let seen = (): number | null => null;
  const attained = new Attained(db, config, now);
  gatherFrom(metrics, {
    store: () => storeTelemetry(db, seen(), config.metricsPorts),
    pool: () => db.pool,
    standby: async () => standby && { ...(await standby.status()), answers: standby.answers },
    seen: () => seen(),
    attained: () => attained.get(),
    now,
  });
  const { tracing = null } = otlp ?? {};
  const system = db.dialect === 'sqlite' ? 'sqlite' : 'postgresql';
  db.watch(
    tracing ? (text, run) => tracing.statement(system, text, () => metrics.statement(text, run)) : metrics.statement,
  );
  otlp?.push(metrics);
  return {
    metrics,
    scrape: scraped ? (together ?? ((own) => () => exposition(own)))(metrics) : null,
    tracing,
    compiled: (task, took) => {
      metrics.compiled(task, took);
      tracing?.compiled(task, took);
    },
    close: () => attained.close(),
    followed: (read) => void (seen = read),
  };
}
