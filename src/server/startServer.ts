import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { sightKey } from '../access/Principal.js';
import type { Config } from '../config/config.js';
import type { Caller } from '../actions/guard/Caller.js';
import type { Context } from '../context.js';
import { GUARDED } from '../resolvers/access/guardDetails.js';
import type { Database, Queried } from '../entities/database.js';
import type { StandbyReads } from '../entities/standby/StandbyReads.js';
import { Plans } from '../planning/Plans.js';
import { EventTail } from '../subscriptions/EventTail.js';
import type { ProgressHub } from '../subscriptions/ProgressHub.js';
import { Connections } from './Connections.js';
import { createApollo } from './createApollo.js';
import { createApp } from './createApp.js';
import { KeptAnswers } from './lean/KeptAnswers.js';
import { leanDoor } from './lean/leanDoor.js';
import { Draining } from './limits/Draining.js';
import { Places } from './limits/Places.js';
import { Patience, type Check } from './limits/Patience.js';
import { Rates, type RateLimits } from './limits/Rates.js';
import type { TextIn } from './lean/asked.js';
import { ByteLru } from './lean/ByteLru.js';
import { Documents, type DocumentLimits } from './lean/documents.js';
import { portalSettings } from './pages/portalSettings.js';
import { PersistedDocuments } from './persisted/PersistedDocuments.js';
import { readTrusted } from './persisted/readTrusted.js';
import { metricsDoor } from './metrics/metricsDoor.js';
import { RequestMeasures } from './metrics/RequestMeasures.js';
import { traced } from './metrics/tracedDoor.js';
import type { Telemetry } from './metrics/telemetryOf.js';
import { logFault } from './executing/logFault.js';
import { Admission } from './request/Admission.js';
import { addressThrough } from './request/addressOf.js';
import { callerOf, identified, type Door } from './request/caller.js';
import { forThisHost, isForThisHost } from './request/hosts.js';
import { isFromAllowedOrigin, toAllowedOrigins } from './request/origins.js';
import { readinessOf } from './readiness.js';
import { EventStreams } from './EventStreams.js';
import type { Sights } from './fanout/audienceKey.js';
import { Fanout } from './fanout/Fanout.js';
import { attachWebSocket } from './socket/attachWebSocket.js';
import { SocketOperations } from './socket/SocketOperations.js';
import { Sockets } from './socket/Sockets.js';
import type { Who } from '../who/Who.js';

/** What the texts that clients register may take. */
const REGISTERED_BYTES = 4 * 1024 * 1024;

export interface ServerParts {
  readonly config: Pick<
    Config,
    | 'host'
    | 'portNumber'
    | 'bodyLimitMb'
    | 'answersMb'
    | 'shutdownGraceSeconds'
    | 'trustedDocuments'
    | 'trustedOnly'
    | 'corsOrigins'
    | 'maxSubscriptions'
    | 'maxSockets'
    | 'allowedHosts'
    | 'trustedProxies'
    | 'maxRunning'
    | 'queryLimitSeconds'
    | 'readPolicy'
    | 'metricsToken'
    | 'slowClientSeconds'
    | 'mcpWrites'
    | 'auth'
    | 'oidcIssuer'
    | 'oidcAudience'
    | 'oidcPortalClientId'
  > &
    DocumentLimits &
    RateLimits;
  readonly db: Database;
  /** The standby that queries read; null where they read the store. */
  readonly standby: StandbyReads | null;
  readonly schema: GraphQLSchema;
  /** The type definitions, as `/schema.graphql` prints them. */
  readonly sdl: string;
  /** The same without what is Federation's own, as `/schema.graphql?api` prints it. */
  readonly apiSdl: string;
  /** Where the build left the portal. */
  readonly portalFolder: string;
  readonly log: Logger;
  /** The compilations that clients watch. */
  readonly progress: ProgressHub;
  /** Who comes with which credentials. */
  readonly who: Who;
  /** What the process counts and traces; null where nobody hears of it. */
  readonly telemetry: Telemetry | null;
  /** A new context for each request. */
  readonly contextOf: (caller: Caller, check?: Check) => Context;
}

export interface RunningServer {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
  readonly portNumber: number;
  /** How many subscriptions are being followed. */
  readonly followers: () => number;
  /** Stops accepting, lets what runs finish, closes sockets with 1001. The store stays open. */
  readonly close: () => Promise<void>;
}

function persistedOf({ trustedDocuments, trustedOnly }: ServerParts['config']): PersistedDocuments {
  const trusted = trustedDocuments === null ? new Map<string, string>() : readTrusted(trustedDocuments);
  return new PersistedDocuments(trusted, trustedOnly === 'true', new ByteLru(REGISTERED_BYTES));
}

/** Who has the same key may see the same of everything. */
const wholeKey = ({ open, principal }: Caller): string =>
  open ? '' : JSON.stringify([principal.name, sightKey(principal)]);

const listen = (http: Server, portNumber: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(portNumber, host, () => resolve(http.address() as AddressInfo));
  });

/** `http://127.0.0.1:4000` */
export const urlOf = (host: string, portNumber: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${portNumber}`;

/** Resolves with the work, or when the time given from now on is over, whichever is first; for several works one after another. */
function within(seconds: number): { wait(work: Promise<unknown>): Promise<void>; over(): void } {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, seconds * 1_000)));
  return { wait: async (work) => void (await Promise.race([work, late])), over: () => clearTimeout(timer) };
}

/** Serves the catalog: `/graphql` over HTTP and WebSocket, health, the pages. Throws where the address is taken. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, db, standby, schema, sdl, apiSdl, log, progress, who, telemetry, contextOf } = parts;
  const patience = new Patience(config.queryLimitSeconds);
  const contextOfRequest = (request: IncomingMessage): Context => contextOf(callerOf(request), patience.of(request));
  const { bodyLimitMb, shutdownGraceSeconds } = config;
  const corsOrigins = config.corsOrigins ?? [];
  let stopping = false;
  const tail = await EventTail.start(db, (error) => logFault(error, 'the event log could not be read', log));
  const documents = new Documents(schema, config);
  const apollo = createApollo(schema, documents, log);
  await apollo.start();
  const readiness = () => readinessOf(db, standby, stopping);
  const follow = (caller: Caller, check?: Check) => Object.assign(contextOf(caller, check), { tail, progress });
  const persisted = persistedOf(config);
  const measures = telemetry && new RequestMeasures(telemetry.metrics, persisted.trustedTexts);
  const rates = new Rates(config);
  const door: Door = { who, rates, addressOf: addressThrough(config.trustedProxies ?? []) };
  const admission = new Admission(rates, config.maxRunning);
  const places = new Places(config.maxSockets);
  const draining = new Draining(config.slowClientSeconds, () => log.warn('a slow client was cut off'));
  const byGrants = config.readPolicy === 'grants';
  const sightOf = ({ principal }: Caller): string => (byGrants ? sightKey(principal) : '');
  const sightsOf = (caller: Caller): Sights => ({ sight: sightOf(caller), whole: wholeKey(caller) });
  const plans = new Plans(schema, byGrants ? GUARDED : new Set<string>());
  const fanout = new Fanout({ tail, contextOf: follow, plans, measures, log });
  const asked = { schema, documents, contextOf: follow, sightsOf, fanout, measures, log };
  const streams = new EventStreams({ ...asked, who, places, admission, patience, draining });
  const reads: Queried = standby ?? db;
  const app = createApp({
    apollo,
    contextOf: contextOfRequest,
    persisted,
    documents,
    admission,
    patience,
    streams,
    measures,
    readiness,
    sdl,
    apiSdl,
    resource: who.resource,
    bodyLimitMb,
    portal: { folder: parts.portalFolder, settings: portalSettings(config) },
    mcp: {
      schema,
      documents,
      contextOf: contextOfRequest,
      admission,
      patience,
      measures,
      plans,
      db: reads,
      corsOrigins,
      writes: config.mcpWrites === 'on',
      log,
    },
    log,
  });
  const textIn: TextIn = (parameters) => persisted.textIn(parameters);
  const answers = new KeptAnswers(reads, config.answersMb * 1024 * 1024, (hit) => measures?.kept(hit));
  const lean = {
    schema,
    documents,
    db: reads,
    contextOf: contextOfRequest,
    answers,
    admission,
    patience,
    measures,
    sightOf: (request: IncomingMessage) => sightOf(callerOf(request)),
    plans,
    textIn,
    bodyLimitMb,
    log,
  };
  const answering = identified(door, log, admission.before(leanDoor(lean, app as RequestListener)));
  const counting = measures ? measures.measured(answering) : answering;
  const { tracing = null, scrape = null } = telemetry ?? {};
  const inSpans = tracing ? traced(tracing, counting) : counting;
  const forAll = forThisHost(config, toAllowedOrigins(corsOrigins, inSpans));
  const http = createServer(scrape ? metricsDoor(config, { scrape, log }, forAll) : forAll);
  telemetry?.followed(() => (tail.size > 0 ? tail.head : null));
  const connections = new Connections(http);
  const { maxSubscriptions, queryLimitSeconds } = config;
  const operations = new SocketOperations({ ...asked, persisted, maxSubscriptions, queryLimitSeconds, rates, tracing });
  const sockets = new Sockets({ maxPayload: bodyLimitMb * 1024 * 1024, places, draining, door, log, operations });
  const mayConnect = (request: IncomingMessage): boolean =>
    isForThisHost(request, config) && isFromAllowedOrigin(request, corsOrigins);
  attachWebSocket(http, sockets, mayConnect);
  const address = await listen(http, config.portNumber, config.host);

  const stop = async (): Promise<void> => {
    stopping = true;
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    connections.giveUp();
    streams.close();
    const grace = within(shutdownGraceSeconds);
    await grace.wait(operations.running.idle());
    await grace.wait(sockets.close());
    await grace.wait(closed);
    grace.over();
    sockets.cut();
    http.closeAllConnections();
    await apollo.stop();
    await tail.close();
    progress.close();
  };
  let stopped: Promise<void> | undefined;
  return {
    url: urlOf(config.host, address.port),
    portNumber: address.port,
    followers: () => tail.size + progress.size,
    close: () => (stopped ??= stop()),
  };
}
