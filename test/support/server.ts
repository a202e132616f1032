import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createClient, type Client as WebSocketClient } from 'graphql-ws';
import pino from 'pino';
import { WebSocket } from 'ws';
import { startBuiltThread } from './built.js';
import { readConfig } from '../../src/config/config.js';
import { startCatalog, type RunningCatalog } from '../../src/startCatalog.js';
import type { Dialect } from '../../src/entities/sql.js';
import { atEnd, atEndOfFile } from './atEnd.js';
import { newAcmeUrl } from './acmeStore.js';
import { newDatabaseUrl } from './databases.js';

export interface GraphQLAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

export interface TestServer extends RunningCatalog {
  readonly databaseUrl: string;
  /** What the server logged, one parsed line each. */
  readonly logged: Record<string, unknown>[];
  /** One operation over HTTP. */
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
  /** The data of one operation over HTTP; throws where there are errors. */
  data<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** A client over WebSocket, disposed of at the end of the test. */
  webSocket(): WebSocketClient;
}

export async function ask(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphQLAnswer;
}

interface StartOptions {
  readonly dialect?: Dialect;
  /** Whether the whole of acme is published in its store, unchanged; else it is empty. */
  readonly acme?: boolean;
  /** Whether it is closed at the end of the file, for tests that only read; else at the end of the test. */
  readonly lasting?: boolean;
  /** A store that stands already. */
  readonly databaseUrl?: string;
  readonly clock?: { now(): Date };
  readonly env?: Record<string, string>;
}

/** A started server on a free port of 127.0.0.1 with a store of its own; closed at the end of the test, or of the file. */
export async function startTestServer(options: StartOptions = {}): Promise<TestServer> {
  const { dialect = 'sqlite', acme = false, lasting = false, clock, env } = options;
  const databaseUrl = options.databaseUrl ?? (await (acme ? newAcmeUrl : newDatabaseUrl)(dialect));
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'debug' },
    { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const config = readConfig({ PORT: '0', SHUTDOWN_GRACE_SECONDS: '5', ...env, DATABASE_URL: databaseUrl });
  const catalog = await startCatalog(config, { log, clock, startThread: startBuiltThread });
  (lasting ? atEndOfFile : atEnd)(() => catalog.close());
  const askHere = (query: string, variables?: Record<string, unknown>) => ask(catalog.url, query, variables);
  return {
    ...catalog,
    databaseUrl,
    logged,
    ask: askHere,
    data: async <T>(query: string, variables?: Record<string, unknown>) => {
      const answer = await askHere(query, variables);
      if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
      return answer.data as T;
    },
    webSocket: () => {
      const url = `${catalog.url.replace('http', 'ws')}/graphql`;
      const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
      atEnd(() => client.dispose());
      return client;
    },
  };
}

/** The ADR's code block after the line that holds `after`, without what stands before `from`. */
export const root = path.resolve(import.meta.dirname, '../..');
export const readRoot = (file: string): string => readFileSync(path.join(root, file), 'utf8');
