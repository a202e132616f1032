import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { handleProtocols, makeServer, type ConnectionInitMessage } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { FollowingContext } from '../subscriptions/FollowingContext.js';
import { executeEvent, executeOperation, subscribeOperation } from './executor.js';
import { audienceKey, type Asked } from './fanout/audienceKey.js';
import { Fanout, type SubscriptionArgs } from './fanout/Fanout.js';
import { Receiver } from './fanout/Receiver.js';
import { documentsOf, type Documents } from './lean/documents.js';
import { presentError } from './presentError.js';
import { inScope, requestId } from './request/requestScope.js';
import { serveSocket, type SocketExtra } from './serveSocket.js';

/** What the texts of documents that are kept for those who subscribe may take. */
const TEXTS_BYTES = 256 * 1024;

interface WebSocketParts {
  readonly http: Server;
  readonly schema: GraphQLSchema;
  readonly log: Logger;
  readonly maxPayload: number;
  readonly contextOf: () => FollowingContext;
}

export interface WebSocketSide {
  /** Resolves once no query or mutation is running over a socket. */
  idle(): Promise<void>;
  /** Closes every socket with 1001 (going away); resolves once the clients have closed theirs. */
  close(): Promise<void>;
  /** Drops the sockets of those who did not. */
  cut(): void;
}

const refusal = (code: string, error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    extensions: { code },
  });

/** What is to be executed, or the errors of the request, with the codes that the same request gets over HTTP. */
function prepare(schema: GraphQLSchema, valid: Documents, asked: Asked): ExecutionArgs | GraphQLError[] {
  try {
    const known = valid(asked.query);
    const document = known ?? parse(asked.query);
    const mistakes = known ? [] : validate(schema, document);
    if (mistakes.length > 0) return mistakes.map((each) => refusal('GRAPHQL_VALIDATION_FAILED', each));
    if (!getOperationAST(document, asked.operationName))
      return [refusal('OPERATION_RESOLUTION_FAILURE', new GraphQLError('The document has no such operation.'))];
    return { schema, document, operationName: asked.operationName, variableValues: asked.variables };
  } catch (error) {
    if (error instanceof GraphQLError) return [refusal('GRAPHQL_PARSE_FAILED', error)];
    throw error;
  }
}

/** An error without a path and a code is about the variables: everything else of the request was refused before. */
function present(error: GraphQLError, log: Logger): GraphQLFormattedError {
  const formatted = error.toJSON();
  const { originalError } = error;
  const ofRequest = originalError === undefined || originalError instanceof GraphQLError;
  const coded = error.path === undefined && !error.extensions['code'] && ofRequest;
  return presentError(coded ? { ...formatted, extensions: { code: 'BAD_USER_INPUT' } } : formatted, error, log);
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

/** GraphQL over WebSocket (graphql-transport-ws) at /graphql of this HTTP server. */
export function attachWebSocket({ http, schema, log, maxPayload, contextOf }: WebSocketParts): WebSocketSide {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols });
  const running = new Running();
  const documents = documentsOf(schema, TEXTS_BYTES);
  const scoped = <T>(work: () => T): T => inScope(log, requestId(undefined), work);

  const presented = (result: ExecutionResult): FormattedExecutionResult =>
    result.errors ? { ...result, errors: result.errors.map((each) => present(each, log)) } : result;
  const fanout = new Fanout({
    contextOf,
    answer: async (args, event) => presented(await executeEvent(args, event)),
  });

  const server = makeServer<ConnectionInitMessage['payload'], SocketExtra>({
    onSubscribe: ({ extra: { socket } }, id, asked): SubscriptionArgs | GraphQLError[] => {
      const prepared = prepare(schema, documents, asked);
      if (Array.isArray(prepared)) return prepared;
      const contextValue = contextOf();
      const audience = audienceKey(asked, prepared.document, contextValue.actor);
      return { ...prepared, contextValue, audience, receiver: new Receiver(socket, id) };
    },
    execute: (args) => scoped(() => running.track(executeOperation(args))),
    subscribe: (args) =>
      scoped(() => subscribeOperation(args as SubscriptionArgs, (source, asked) => fanout.ownEvents(source, asked))),
    onNext: (_socket, _id, _asked, _args, result: ExecutionResult) => presented(result),
    onError: (_socket, _id, _asked, errors) => errors.map((each) => present(each, log)),
  });
  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname === '/graphql')
      sockets.handleUpgrade(request, socket, head, (client) => serveSocket(server, client, log));
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
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
