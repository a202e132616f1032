import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSchema, graphql, type GraphQLSchema } from 'graphql';
import { atEnd } from './atEnd.js';
import { realInput } from './inputs.js';

/** Dagster's own SDL: what a document may ask for is judged by it. */
export const DAGSTER_SDL = realInput('dagster', 'schema.graphql');

let read: GraphQLSchema | undefined;
const schemaOf = (): GraphQLSchema => (read ??= buildSchema(readFileSync(DAGSTER_SDL, 'utf8')));

interface LaunchParams {
  readonly selector: { readonly jobName: string };
  readonly runConfigData?: unknown;
  readonly executionMetadata?: {
    readonly runId?: string;
    readonly tags?: readonly { readonly key: string; readonly value: string }[];
  };
}

interface Run {
  readonly runId: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly params: LaunchParams;
  /** How it stands at each look, the last for ever. */
  readonly statuses: string[];
  readonly log: object[];
}

/** What a test has it do otherwise. */
export interface DagsterBehaviour {
  /** Code locations with the names of their jobs. */
  readonly jobs?: Readonly<Record<string, readonly string[]>>;
  /** How a run stands at each look. */
  readonly statuses?: readonly string[];
  /** Entries of the log of a run, so many a page. */
  readonly entries?: number;
  readonly page?: number;
  /** What it answers to launchRun in place of launching. */
  readonly refusal?: object;
  readonly token?: string;
  /** Answers a request with this status before it looks at it, or after it carried it out, by its number from 1. */
  readonly fails?: (nth: number, body: string) => { readonly status: number; readonly after: boolean } | null;
}

export interface DagsterServer {
  readonly url: string;
  /** Runs that were started. */
  readonly runs: ReadonlyMap<string, Run>;
  readonly requests: () => number;
}

/** A Dagster on loopback whose interface is its SDL, with runs of its own; ended with the test. */
export async function startDagster(behaviour: DagsterBehaviour = {}): Promise<DagsterServer> {
  const schema = schemaOf();
  const {
    jobs = { acme: ['customer_360'] },
    statuses = ['QUEUED', 'STARTED', 'SUCCESS'],
    entries = 3,
    page = 500,
  } = behaviour;
  const runs = new Map<string, Run>();
  const entry = (runId: string, index: number): object => ({
    __typename: 'LogMessageEvent',
    runId,
    message: `line ${index}`,
    timestamp: String(1_768_478_400_000 + index * 1_000),
    level: 'INFO',
    stepKey: index === 0 ? null : 'dbt_build',
    eventType: null,
  });
  const notFound = (runId: string): object => ({ __typename: 'RunNotFoundError', runId, message: `no run ${runId}` });
  const root = {
    repositoriesOrError: {
      __typename: 'RepositoryConnection',
      nodes: Object.entries(jobs).map(([location, names]) => ({
        name: '__repository__',
        location: { name: location },
        jobs: names.map((name) => ({ name })),
      })),
    },
    runsOrError: ({ filter }: { filter: { tags: { key: string; value: string }[] } }) => ({
      __typename: 'Runs',
      results: [...runs.values()].filter((run) =>
        filter.tags.every((tag) => run.tags.some(({ key, value }) => key === tag.key && value === tag.value)),
      ),
    }),
    launchRun: ({ executionParams: params }: { executionParams: LaunchParams }) => {
      if (behaviour.refusal) return behaviour.refusal;
      const runId = params.executionMetadata?.runId ?? `run-${runs.size}`;
      if (runs.has(runId)) return { __typename: 'RunConflict', message: `run ${runId} exists already` };
      const log = Array.from({ length: entries }, (_, index) => entry(runId, index));
      const run = { runId, tags: params.executionMetadata?.tags ?? [], params, statuses: [...statuses], log };
      runs.set(runId, run);
      return { __typename: 'LaunchRunSuccess', run };
    },
    runOrError: ({ runId }: { runId: string }) => {
      const run = runs.get(runId);
      if (!run) return notFound(runId);
      const status = run.statuses.length > 1 ? run.statuses.shift() : run.statuses[0];
      return { __typename: 'Run', runId, status };
    },
    terminateRun: ({ runId }: { runId: string }) => {
      const run = runs.get(runId);
      if (!run) return notFound(runId);
      run.statuses.splice(0, run.statuses.length, 'CANCELED');
      return { __typename: 'TerminateRunSuccess', run };
    },
    logsForRun: ({ runId, afterCursor }: { runId: string; afterCursor?: string | null }) => {
      const run = runs.get(runId);
      if (!run) return notFound(runId);
      const from = Number(afterCursor ?? 0);
      const events = run.log.slice(from, from + page);
      const to = from + events.length;
      return { __typename: 'EventConnection', events, cursor: String(to), hasMore: to < run.log.length };
    },
  };
  let asked = 0;
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      asked += 1;
      const body = await text(request);
      if (behaviour.token !== undefined && request.headers['dagster-cloud-api-token'] !== behaviour.token)
        return void response.writeHead(401).end();
      const fails = behaviour.fails?.(asked, body) ?? null;
      if (fails && !fails.after) return void response.writeHead(fails.status).end();
      const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
      const told = await graphql({ schema, source: query, variableValues: variables, rootValue: root });
      if (fails) return void response.writeHead(fails.status).end();
      response.writeHead(told.data ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(told));
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, runs, requests: () => asked };
}
