import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { handleProtocols, makeServer, type ConnectionInitMessage, type SubscribePayload } from 'graphql-ws';
import type { Logger } from 'pino';
import type { Caller } from '../actions/guard/Caller.js';
import { WebSocketServer } from 'ws';
import type { Plans } from '../planning/Plans.js';
import { CatalogError } from '../errors.js';
import type { FollowingContext } from '../subscriptions/FollowingContext.js';
import type { OpenSpan, Tracing } from '../telemetry/Tracing.js';
import { executeEvent, executeOperation, subscribeOperation } from './executor.js';
import { audienceKey, type Sights } from './fanout/audienceKey.js';
import { Fanout, type SubscriptionArgs } from './fanout/Fanout.js';
import { Receiver } from './fanout/Receiver.js';
import type { Documents } from './lean/documents.js';
import type { RequestMeasures } from './metrics/RequestMeasures.js';
import { attributesOf, endingOf, nameOf } from './metrics/tracedDoor.js';
import type { PersistedDocuments } from './persisted/PersistedDocuments.js';
import type { Door } from './request/caller.js';
import { graphqlErrors } from './request/graphqlErrors.js';
import type { Draining } from './limits/Draining.js';
import { limitExceeded } from './limits/limitExceeded.js';
import { REQUEST } from './limits/Rates.js';
import { patience, type Check } from './limits/Patience.js';
import type { Places } from './limits/Places.js';
import { asRefusal, prepareOperation, presentResult, presentStreamError } from './prepareOperation.js';
import type { RequestNote } from './request/note.js';
import { inScope, requestId } from './request/requestScope.js';
import { SocketSession } from './request/SocketSession.js';
import { serveSocket, type SocketExtra } from './serveSocket.js';

interface WebSocketParts {
  readonly http: Server;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly persisted: PersistedDocuments;
  readonly log: Logger;
  readonly maxPayload: number;
  /** How many operations may run over one socket at once. */
  readonly maxSubscriptions: number;
  /** Where sockets are counted by address. */
  readonly places: Places;
  /** Whether who asks may connect: browsers let every page try. */
  readonly mayConnect: (request: IncomingMessage) => boolean;
  readonly door: Door;
  readonly contextOf: (caller: Caller, check?: Check) => FollowingContext;
  readonly queryLimitSeconds: number;
  readonly measures: RequestMeasures | null;
  readonly tracing: Tracing | null;
  readonly draining: Draining;
  /** Whose events they are. */
  readonly sightsOf: (caller: Caller) => Sights;
  readonly plans: Plans;
}

export interface WebSocketSide {
  /** Resolves once no query or mutation is running over a socket. */
  idle(): Promise<void>;
  /** Closes every socket with 1001 (going away); resolves once the clients have closed theirs. */
  close(): Promise<void>;
  /** Drops the sockets of those who did not. */
  cut(): void;
}

/** Counts what runs, so that a shutdown can let it finish. */
class Running {
  private count = 0;
  private readonly waiting: (() => void)[] = [];

  async track<T>(work: Promise<T>): Promise<T> {
    this.count += 1;
    try {
      return await work;
    } finally {
      this.count -= 1;
      if (this.count === 0) for (const done of this.waiting.splice(0)) setImmediate(done);
    }
  }

  async idle(): Promise<void> {
    if (this.count > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

/** Answers an upgrade as an ordinary request, and ends it. */
function refuseUpgrade(socket: Duplex, status: string, error?: CatalogError): void {
  const body = error ? JSON.stringify(graphqlErrors(error.message, error.code, error.details)) : '';
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Type: application/json; charset=utf-8'];
  if (error) head.push('Retry-After: 5');
  head.push(`Content-Length: ${Buffer.byteLength(body)}`);
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

const kindOf = ({ document, operationName }: ExecutionArgs): OperationTypeNode | undefined =>
  getOperationAST(document, operationName)?.operation;
const isQuery = (args: ExecutionArgs): boolean => kindOf(args) === OperationTypeNode.QUERY;
const isSubscription = (args: ExecutionArgs): boolean => kindOf(args) === OperationTypeNode.SUBSCRIPTION;

function tooManyAtOnce(found: number, allowed: number): GraphQLError {
  const mend = 'End some of them, or open another WebSocket.';
  return limitExceeded(
    { limit: 'MAX_SUBSCRIPTIONS', found, allowed },
    'Too many operations run over this WebSocket',
    mend,
  );
}

/** GraphQL over WebSocket (graphql-transport-ws) at /graphql of this HTTP server. */
export function attachWebSocket({
  http,
  schema,
  documents,
  persisted,
  log,
  maxPayload,
  maxSubscriptions,
  places,
  mayConnect,
  door,
  contextOf,
  queryLimitSeconds,
  measures,
  tracing,
  draining,
  sightsOf,
  plans,
}: WebSocketParts): WebSocketSide {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols });
  const running = new Running();
  const { rates } = door;
  const scoped = <T>(work: () => T): T => inScope(log, requestId(undefined), work);

  const within = <T>(args: SubscriptionArgs, work: (args: SubscriptionArgs) => Promise<T>): Promise<T> => {
    const { session, span } = args;
    const inSpan = span ? () => span.within(() => work(args)) : () => work(args);
    // Who waits for the answer has it by then; nobody may wait any more.
    const over = (): void => void (span && setImmediate(() => span.end(endingOf('CLIENT_CLOSED'))));
    return scoped(() => session.carriedOut(inSpan)).finally(over);
  };

  /** An operation over a socket, by what its client says of itself in `extensions`, for which HTTP has headers. */
  const spanOf = (given: SubscribePayload, told: RequestNote = {}): OpenSpan | null => {
    const about = { 'network.protocol.name': 'websocket', 'http.route': '/graphql', ...attributesOf(told) };
    return tracing?.begin(nameOf(told), { ...given.extensions }, about) ?? null;
  };

  /** Counts an operation that was answered, or refused before it began. */
  const counted = (args: SubscriptionArgs | null, { errors }: Pick<FormattedExecutionResult, 'errors'> = {}): void => {
    const given = errors?.[0]?.extensions?.['code'];
    const code = typeof given === 'string' ? given : null;
    const labels = args && measures ? measures.labelsOf(args.operation) : null;
    measures?.count(labels, code, args?.started ?? 0, args?.cost ?? 0);
    args?.span?.end(endingOf(code));
  };

  const fanout = new Fanout({
    contextOf,
    answer: async (args, event) => presentResult(await executeEvent(args, event), log),
    planned: ({ document, operation, variableValues, contextValue }, events) => {
      const context = contextValue as FollowingContext;
      context.refresh();
      return plans.events({ document, operation }, variableValues ?? {}, context, events);
    },
  });

  const prepare = async (
    { socket, session }: SocketExtra,
    id: string,
    given: SubscribePayload,
    isAwaited: () => boolean,
  ): Promise<SubscriptionArgs | GraphQLError[]> => {
    try {
      const { caller } = session;
      const started = performance.now();
      await rates.spend(caller, REQUEST);
      const query = persisted.textIn({ ...given }) ?? given.query;
      if (typeof query !== 'string') return [new GraphQLError(query.message, { extensions: { code: query.code } })];
      const asked = { query, operationName: given.operationName, variables: given.variables };
      const prepared = prepareOperation(schema, documents, asked);
      if (Array.isArray(prepared)) return prepared;
      await rates.spend(caller, prepared.cost);
      const audience = audienceKey(asked, prepared.document, sightsOf(caller));
      const isGone = (): boolean => socket.readyState !== socket.OPEN || !isAwaited();
      const check = isQuery(prepared) ? patience(queryLimitSeconds, isGone) : undefined;
      const contextValue = contextOf(caller, check);
      const span = spanOf(given, measures?.told(prepared));
      return { ...prepared, contextValue, audience, receiver: new Receiver(socket, id), session, started, span };
    } catch (error) {
      return [asRefusal(error)];
    }
  };

  const server = makeServer<ConnectionInitMessage['payload'], SocketExtra>({
    onConnect: ({ connectionParams, extra: { session } }) => session.begin(connectionParams),
    onSubscribe: async ({ subscriptions, extra }, id, given) => {
      const { session } = extra;
      const under = Math.max(Object.keys(subscriptions).length, session.running + 1);
      if (under > maxSubscriptions) return [tooManyAtOnce(under, maxSubscriptions)];
      session.running += 1;
      const prepared = await prepare(extra, id, given, () => id in subscriptions);
      if (Array.isArray(prepared)) session.running -= 1;
      return prepared;
    },
    execute: (args) => within(args as SubscriptionArgs, () => running.track(executeOperation(args))),
    subscribe: (args) =>
      within(args as SubscriptionArgs, (given) =>
        subscribeOperation(
          given,
          (source, asked) => fanout.ownEvents(source, asked),
          measures?.opening(given.operation, 'websocket'),
        ),
      ),
    onOperation: (_socket, _id, _asked, args, answer) => {
      if (Symbol.asyncIterator in answer) counted(args as SubscriptionArgs);
    },
    onNext: (_socket, _id, _asked, args, result: ExecutionResult) => {
      const presented = presentResult(result, log);
      if (!isSubscription(args)) counted(args as SubscriptionArgs, presented);
      return presented;
    },
    onError: (_socket, _id, asked, errors) => {
      const presented = errors.map((each) => presentStreamError(each, log));
      counted(null, { errors: presented });
      spanOf(asked)?.end(endingOf(String(presented[0]?.extensions?.['code'])));
      return presented;
    },
  });
  const letIn = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const leave = places.take(door.addressOf(request));
    socket.once('close', leave);
    if (socket.destroyed) return leave();
    sockets.handleUpgrade(request, socket, head, (client) => {
      const session = new SocketSession(client, request, door, log);
      serveSocket(server, { socket: client, session }, log);
      draining.watch(request.socket, () => session.cutOff());
    });
  };
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A client may be gone before it is answered; Node.js listens to this socket no longer.
    socket.on('error', () => socket.destroy());
    if (!mayConnect(request)) return refuseUpgrade(socket, '403 Forbidden');
    if (!/^\/graphql(\?|$)/.test(request.url ?? '')) return refuseUpgrade(socket, '404 Not Found');
    try {
      letIn(request, socket, head);
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      refuseUpgrade(socket, '429 Too Many Requests', error);
    }
  });
  return {
    idle: () => running.idle(),
    close: () => {
      for (const socket of sockets.clients) socket.close(1001, 'Going away');
      return new Promise((resolve) => sockets.close(() => resolve()));
    },
    cut: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}
