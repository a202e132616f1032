import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { ANONYMOUS, sightKey } from './access/Principal.js';
import { EVERYBODY, type Caller } from './actions/guard/Caller.js';
import { guardActions } from './actions/guard/guardActions.js';
import type { Watching } from './actions/kit/needs.js';
import { startCompileThread, type StartThread } from './adapters/CompileThread.js';
import { allowedRegistries } from './adapters/allowedRegistries.js';
import { comparePolaris } from './adapters/comparePolaris.js';
import { compileOffLoop } from './adapters/compileOffLoop.js';
import { polarisSettings, type PolarisSettings } from './adapters/polaris/settings.js';
import type { Config } from './config/config.js';
import { createContext, type Context } from './context.js';
import type { Database } from './entities/database.js';
import { StandbyReads } from './entities/standby/StandbyReads.js';
import { guardDetails } from './resolvers/access/guardDetails.js';
import { catalogResolvers } from './resolvers/index.js';
import { buildCatalogSchema, type CatalogSchema } from './schema/buildSchema.js';
import { telemetryOf } from './server/metrics/telemetryOf.js';
import type { Metrics } from './telemetry/Metrics.js';
import type { Otlp } from './telemetry/Otlp.js';
import type { Exposition } from './telemetry/scrape.js';
import { endSoon } from './server/endSoon.js';
import { logFault } from './server/executing/logFault.js';
import { logStandby } from './server/logStandby.js';
import type { NatsRelay } from './nats/NatsRelay.js';
import { openStore } from './server/openStore.js';
import { startServer, type RunningServer } from './server/startServer.js';
import { LogUpkeep } from './retention/LogUpkeep.js';
import { SlaClock } from './sla/SlaClock.js';
import { REALLY, type Time } from './time/Time.js';
import { eventSeen } from './resolvers/access/eventSeen.js';
import { Deliverer } from './webhooks/Deliverer.js';
import { subscriptions } from './subscriptions/index.js';
import { ProgressHub, type ProgressRelay } from './subscriptions/ProgressHub.js';
import { createWho } from './who/Who.js';

/** Where the build leaves the portal, seen from the sources and from the bundle alike. */
const PORTAL = fileURLToPath(new URL('../dist/portal/', import.meta.url));

/** Every class that the schema is built of. */
const schemaClasses = [...catalogResolvers, ...subscriptions];

/** A process serves one schema, however many catalogs it starts. */
let catalogSchema: CatalogSchema | undefined;

export interface RunningCatalog extends RunningServer {
  readonly db: Database;
}

interface Outside {
  readonly log: Logger;
  readonly clock?: { now(): Date };
  /** How a thread that compiles is started. */
  readonly startThread?: StartThread;
  /** How it tells other processes that answer for the same catalog of the compilations that clients watch. */
  readonly relay?: ProgressRelay;
  /** How the metrics of all processes behind the one port are had. */
  readonly together?: (own: Metrics) => () => Promise<Exposition>;
  /** A collector that is told of what is asked and counted; ended with the catalog. */
  readonly otlp?: Otlp | null;
}

/**
 * The composition root: configuration -> store -> actions -> schema -> server. `close` ends all of it, the store last.
 * A store that is away is waited for. Throws CatalogError BAD_USER_INPUT where DATABASE_URL names no store.
 */
export async function startCatalog(config: Config, outside: Outside): Promise<RunningCatalog> {
  const {
    log,
    clock = { now: () => new Date() },
    startThread = startCompileThread,
    relay,
    together,
    otlp = null,
  } = outside;
  const { db, portNumber } = await openStore(config, log);
  const { databaseReadUrl } = config;
  const standby = databaseReadUrl === null ? null : new StandbyReads(db, databaseReadUrl, logStandby(log));
  const onCrash = (error: Error): void => log.error({ err: error }, 'a thread that compiles has ended');
  const now = (): Date => clock.now();
  const telemetry = telemetryOf({ config, db, standby, now, together, otlp });
  const { compiling, beside, pool } = compileOffLoop(config, startThread, onCrash, telemetry?.compiled);
  const progress = new ProgressHub(relay);
  try {
    catalogSchema ??= guardDetails(buildCatalogSchema(schemaClasses));
    const registry = { base: config.registry };
    const registries = allowedRegistries(config.registries ?? [], config.dockerConfig);
    const compareDeployed = comparePolaris(polarisOf(config));
    const forcing = config.forcedPublish;
    const byGrants = config.readPolicy === 'grants';
    // What a compilation tells on its way is told to those who may see what who asked for it may.
    const watching =
      ({ principal }: Caller): Watching =>
      (id) =>
        progress.begin(id, byGrants ? sightKey(principal) : '');
    const allowed = { ranges: config.webhookAllow ?? [], http: config.webhookHttp === 'allow' };
    const webhooks = { keys: config.webhookKeys, allowed };
    const { slaWindowDays } = config;
    const kit = {
      db,
      clock,
      actor: { name: null },
      registry,
      registries,
      compareDeployed,
      forcing,
      compiling,
      beside,
      webhooks,
      slaWindowDays,
    };
    const onError = (error: unknown): void => log.error({ err: error }, 'the use of a token could not be noted');
    const who = createWho({ config, db, clock, onError });
    const contextOf = (caller: Caller, check?: () => void): Context =>
      createContext({
        db: standby ?? db,
        actionsOf: (each) => guardActions({ ...kit, watching: watching(each) }, each),
        clock,
        compiling,
        caller,
        byGrants,
        slaWindowDays,
        check,
      });
    const server = await startServer({
      config: { ...config, portNumber },
      db,
      standby,
      log,
      progress,
      schema: catalogSchema.schema,
      sdl: catalogSchema.sdl,
      apiSdl: catalogSchema.apiSdl,
      portalFolder: PORTAL,
      who,
      telemetry,
      contextOf,
    });
    const time: Time = { ...REALLY, now: () => clock.now() };
    const slaClock = await SlaClock.start({
      db,
      time,
      onError: (error) => logFault(error, 'breaches that are due could not be opened', log),
    });
    const upkeep = new LogUpkeep({
      db,
      kept: {
        feed: config.feedRetentionDays,
        audit: config.auditRetentionDays,
        observations: config.observationRetentionDays,
      },
      time,
      onError: (error) => logFault(error, 'the logs could not be kept in order: it is tried again', log),
    });
    const natsRelay = await relayTo(config, db, log, time);
    const deliverer = await Deliverer.start({
      db,
      time,
      settings: {
        ...webhooks,
        attempts: config.webhookAttempts,
        retryMs: config.webhookRetryMs,
        limitMs: config.webhookLimitSeconds * 1_000,
        keptMs: config.webhookKeptDays * 24 * 3_600_000,
        source: config.eventSource,
      },
      seen: async (principal, { event, breach }) => {
        const context = contextOf({
          ...EVERYBODY,
          principal: { ...ANONYMOUS, ...principal },
          open: config.auth === 'none',
        });
        context.refresh();
        return { event: await eventSeen(event, context), breach };
      },
      onError: (error) => logFault(error, 'webhooks could not be served', log),
      onNotice: (message, webhook) => log.warn({ webhook }, message),
      onAttempt: (status) => telemetry?.metrics.attempted(status),
    });
    const close = async (): Promise<void> => {
      await upkeep.close();
      await deliverer.close();
      await natsRelay?.close();
      await slaClock.close();
      await server.close();
      await otlp?.close();
      await telemetry?.close();
      await pool.close();
      await standby?.close();
      await db.close();
    };
    return { ...server, db, close };
  } catch (error) {
    await standby?.close();
    await db.close();
    throw error;
  }
}

/** The Polaris that is compared with; null for none. Throws SystemError SETTING_MISSING. */
function polarisOf(config: Config): PolarisSettings | null {
  if (config.polarisUrl === null) return null;
  return polarisSettings({
    POLARIS_URL: config.polarisUrl,
    POLARIS_CATALOG: config.polarisCatalog,
    POLARIS_CLIENT_ID: config.polarisClientId,
    POLARIS_CLIENT_SECRET: config.polarisClientSecret,
    POLARIS_SCOPE: config.polarisScope,
    POLARIS_TOKEN_URL: config.polarisTokenUrl,
    POLARIS_TOKEN: config.polarisToken,
  });
}

/** Sends the event log to NATS, where a NATS is named; its client is loaded only then. */
async function relayTo(config: Config, db: Database, log: Logger, time: Time): Promise<NatsRelay | null> {
  const { natsUrl: url, natsCredentials: credentials, natsStream: stream, eventSource: source } = config;
  if (url === null) return null;
  const { NatsRelay: Relay } = await import('./nats/NatsRelay.js');
  return Relay.start({
    db,
    time,
    settings: { url, credentials, stream },
    source,
    onError: (error) => log.error({ err: error }, 'events could not be sent to NATS: it is tried again'),
  });
}

/** Ends the process in an orderly way at SIGTERM and SIGINT; a second one ends it at once. */
export function stopOnSignals(
  running: Pick<RunningServer, 'close'>,
  log: Logger,
  atOnce = (): void => undefined,
): void {
  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (asked) {
      atOnce();
      process.exit(1);
    }
    asked = true;
    log.info({ signal }, 'stopping');
    running.close().then(
      () => {
        log.info('stopped');
        process.exitCode = 0;
        endSoon();
      },
      (error: unknown) => {
        log.fatal({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
