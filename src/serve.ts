import { readConfig } from './config.js';
import { CatalogError } from './errors.js';
import { createLog } from './server/createLog.js';
import { startCatalog, stopOnSignals } from './startCatalog.js';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const catalog = await startCatalog(config, { log });
  stopOnSignals(catalog, log);
  log.info({ url: catalog.url, store: catalog.db.dialect }, `serving at ${catalog.url}/`);
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
    process.exitCode = 1;
  }
}
