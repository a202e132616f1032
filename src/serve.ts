import cluster from 'node:cluster';
import type { Logger } from 'pino';
import { readConfig, type Config } from './config/config.js';
import { CatalogError } from './errors.js';
import { openOtlp } from './otlp/openOtlp.js';
import { createLog } from './server/createLog.js';
import { urlOf } from './server/startServer.js';
import { relay, stopWhenTold, together } from './server/workers/asWorker.js';
import { Workers } from './server/workers/Workers.js';
import { startCatalog, stopOnSignals } from './startCatalog.js';
import type { Otlp } from './telemetry/Otlp.js';

/** The collector that the variables of OpenTelemetry name; its packages are loaded only then. */
const otlpOf = (log: Logger): Promise<Otlp | null> =>
  openOtlp(process.env, (message, reason) => log.warn({ reason }, message));

async function startOne(config: Config, log: Logger): Promise<void> {
  const catalog = await startCatalog(config, { log, otlp: await otlpOf(log) });
  stopOnSignals(catalog, log);
  log.info({ url: catalog.url, store: catalog.db.dialect }, `serving at ${catalog.url}/`);
}

/** One of several, in a process that `startSeveral` started. */
async function startWorker(config: Config, log: Logger): Promise<void> {
  const starting = otlpOf(log).then((otlp) => startCatalog(config, { log, relay, together, otlp }));
  stopWhenTold(starting, log);
  await starting;
}

/** Throws CatalogError BAD_USER_INPUT for SQLite, UNAVAILABLE where they cannot start. */
async function startSeveral(config: Config, log: Logger): Promise<void> {
  const { workers: count, shutdownGraceSeconds, host, databaseUrl } = config;
  if (databaseUrl.startsWith('sqlite:')) {
    const mend = 'leave WORKERS out, or name a PostgreSQL database in DATABASE_URL';
    throw new CatalogError('BAD_USER_INPUT', `WORKERS="${count}" is for PostgreSQL; SQLite has one process: ${mend}.`);
  }
  const workers = await Workers.start({ count, shutdownGraceSeconds, log });
  stopOnSignals(workers, log, () => workers.kill());
  const url = urlOf(host, workers.portNumber);
  log.info({ url, store: 'postgres', workers: count }, `serving at ${url}/ from ${count} processes`);
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  if (cluster.worker) return startWorker(config, log.child({ worker: cluster.worker.id }));
  return config.workers > 1 ? startSeveral(config, log) : startOne(config, log);
}

/** Why it could not start, in a line where the reason lies outside of this program. */
function explain(error: unknown): string {
  const outside = error instanceof CatalogError || (error instanceof Error && 'code' in error);
  if (!(error instanceof Error)) return String(error);
  return outside ? error.message : (error.stack ?? error.message);
}

/** The server as a process of its own, of its environment (docs/configuration.md). Where it cannot start, it says why. */
export async function serve(): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`floe-catalog: ${explain(error)}\n`);
    if (cluster.isWorker) process.exit(1); // what connects it to the one that started it would keep it
    process.exitCode = 1;
  }
}
