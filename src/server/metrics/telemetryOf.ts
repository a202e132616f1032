import type { Config } from '../../config.js';
import type { Database } from '../../entities/database.js';
import type { StandbyReads } from '../../entities/standby/StandbyReads.js';
import { storeTelemetry } from '../../entities/reads/telemetry.js';
import { Metrics } from '../../telemetry/Metrics.js';
import { exposition, gatherFrom, type Exposition } from '../../telemetry/scrape.js';

export interface Telemetry {
  readonly metrics: Metrics;
  /** What `/metrics` is answered with. */
  readonly scrape: () => Promise<Exposition>;
  /** Is told by the server up to where it has read the log: null where nobody follows. */
  readonly followed: (seen: () => number | null) => void;
}

interface Parts {
  readonly config: Pick<Config, 'metricsPorts'>;
  readonly db: Database;
  readonly standby: StandbyReads | null;
  readonly now: () => Date;
  /** Asks all processes behind the one port; without it this one answers for itself. */
  readonly together?: ((own: Metrics) => () => Promise<Exposition>) | undefined;
}

/** Counts what a catalog does: its statements from now on, what its server is asked, and what is read at each scrape. */
export function telemetryOf({ config, db, standby, now, together }: Parts): Telemetry {
  const metrics = new Metrics();
  let seen = (): number | null => null;
  gatherFrom(metrics, {
    store: () => storeTelemetry(db, seen(), config.metricsPorts),
    pool: () => db.pool,
    standby: async () => standby && { ...(await standby.status()), answers: standby.answers },
    seen: () => seen(),
    now,
  });
  db.watch(metrics.statement);
  return {
    metrics,
    scrape: together ? together(metrics) : () => exposition(metrics),
    followed: (read) => void (seen = read),
  };
}
