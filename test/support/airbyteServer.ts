import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { atEnd } from './atEnd.js';
import { realInput } from './inputs.js';
import { OpenApi, type Requested } from './OpenApi.js';

/** Airbyte's own document: requests and answers are judged by it. */
export const AIRBYTE_DOCUMENT = realInput('airbyte', 'openapi-subset.yaml');

const WORKSPACE = randomUUID();
const CLIENT = { id: 'application', secret: 'a-secret-of-airbyte' };

type Json = Readonly<Record<string, unknown>>;
type Reply = readonly [status: number, body: Json];

export interface AirbyteBehaviour {
  readonly sources?: readonly string[];
  readonly destinations?: readonly string[];
  /** How a job stands at each look, the last for ever. */
  readonly statuses?: readonly string[];
  /** How many answers a token is good for; for ever where absent. */
  readonly tokenUses?: number;
  /** What is done with a request in place of what it asks, or (`lost`) after that: its answer gets lost. */
  readonly meddle?: (line: string) => number | 'lost' | null;
}

interface Job {
  readonly jobId: number;
  readonly connectionId: string;
  readonly statuses: string[];
}

/** An Airbyte made from its OpenAPI document: it keeps what it is told, and refuses what the document does not allow. */
export class AirbyteServer {
  readonly connections: (Json & { readonly name: string; readonly connectionId: string; status: string })[] = [];
  readonly jobs: Job[] = [];
  /** `POST /jobs {...}`, of all that was asked. */
  readonly asked: string[] = [];
  /** What the document does not allow of requests and answers. */
  readonly problems: string[] = [];
  url = '';
  private readonly tokens = new Map<string, number>();
  private readonly ids = new Map<string, string>();

  constructor(private readonly behaviour: AirbyteBehaviour) {}

  get settings() {
    return { url: this.url, credentials: { kind: 'application', ...CLIENT } } as const;
  }

  /** A sync that somebody else started. */
  begin(connectionId: string): Job {
    const statuses = [...(this.behaviour.statuses ?? ['pending', 'running', 'incomplete', 'running', 'succeeded'])];
    const job = { jobId: this.jobs.length + 1, connectionId, statuses };
    this.jobs.push(job);
    return job;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.url);
    const body = await text(request);
    const line = `${request.method} ${url.pathname.replace('/v1', '')}${url.search}${body && ` ${body}`}`;
    this.asked.push(line);
    const meddled = this.behaviour.meddle?.(line) ?? null;
    if (typeof meddled === 'number') return void response.writeHead(meddled).end('{}');
    const requested: Requested = {
      method: request.method ?? '',
      path: url.pathname.replace('/v1', ''),
      query: Object.fromEntries(url.searchParams),
      type: request.headers['content-type'] ?? null,
      body: body === '' ? null : JSON.parse(body),
    };
    const [status, told] = this.reply(requested, request.headers.authorization ?? '');
    if (meddled === 'lost') return void response.destroy();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told));
  }

  private reply(requested: Requested, authorization: string): Reply {
    if (requested.path === '/applications/token') return this.token(requested.body as Json);
    const api = OpenApi.of(AIRBYTE_DOCUMENT);
    const matched = api.match(requested);
    const problems = matched ? matched.problems : [`${requested.method} ${requested.path} is not in the document`];
    if (!matched || problems.length > 0) {
      this.problems.push(...problems);
      return [400, { detail: problems.join('; ') }];
    }
    if (!this.isKnown(authorization)) return [401, { message: 'Unauthorized' }];
    const reply = this.operations[matched.id]?.(requested, matched.parameters);
    if (!reply) throw new Error(`${matched.id} is not served here`);
    const shape = SHAPES[matched.id];
    if (shape && reply[0] === 200) this.problems.push(...api.problemsOf(shape, reply[1]));
    return reply;
  }

  private token({ client_id: id, client_secret: secret }: Json): Reply {
    if (id !== CLIENT.id || secret !== CLIENT.secret) return [401, { message: 'Unknown application' }];
    const token = randomUUID();
    this.tokens.set(token, this.behaviour.tokenUses ?? Infinity);
    return [200, { access_token: token }];
  }

  private isKnown(authorization: string): boolean {
    const token = authorization.replace(/^Bearer /, '');
    const left = this.tokens.get(token) ?? 0;
    this.tokens.set(token, left - 1);
    return left > 0;
  }

  private id(of: string): string {
    const id = this.ids.get(of) ?? randomUUID();
    this.ids.set(of, id);
    return id;
  }

  private page(all: readonly Json[], { query }: Requested): Reply {
    const from = Number(query['offset'] ?? 0);
    return [200, { data: all.slice(from, from + Number(query['limit'] ?? 20)) }];
  }

  private ends(kind: 'source' | 'destination', names: readonly string[]): Json[] {
    return names.map((name) => ({
      [`${kind}Id`]: this.id(`${kind} ${name}`),
      name,
      [`${kind}Type`]: 'postgres',
      workspaceId: WORKSPACE,
      configuration: {},
    }));
  }

  private jobOf({ jobId, connectionId, statuses }: Job): Json {
    return {
      jobId,
      connectionId,
      status: statuses[0],
      jobType: 'sync',
      startTime: '2026-01-15T12:00:00Z',
      lastUpdatedAt: '2026-01-15T12:05:00Z',
      rowsSynced: statuses.length > 1 ? 10 : 25,
    };
  }

  private readonly operations: Readonly<
    Record<string, (asked: Requested, parameters: Readonly<Record<string, string>>) => Reply>
  > = {
    listSources: (asked) => this.page(this.ends('source', this.behaviour.sources ?? ['salesforce']), asked),
    listDestinations: (asked) => this.page(this.ends('destination', this.behaviour.destinations ?? ['lake']), asked),
    listConnections: (asked) => this.page(this.connections, asked),
    createConnection: ({ body }) => {
      const { name, sourceId, destinationId, schedule, configurations } = body as Record<string, string>;
      const made = {
        connectionId: randomUUID(),
        name: name ?? 'unnamed',
        sourceId,
        destinationId,
        workspaceId: WORKSPACE,
        status: 'active',
        schedule,
        dataResidency: 'auto',
        configurations: configurations ?? {},
      };
      this.connections.push(made);
      return [200, made];
    },
    listJobs: (asked) => {
      const mine = this.jobs.filter(({ connectionId }) => connectionId === asked.query['connectionId']);
      return this.page(
        mine.map((job) => this.jobOf(job)),
        asked,
      );
    },
    createJob: ({ body }) => {
      const { connectionId = '' } = body as Record<string, string>;
      const isTaken = this.jobs.some((job) => job.connectionId === connectionId && job.statuses.length > 1);
      if (isTaken) return [409, { message: 'A sync is already running for this connection' }];
      return [200, this.jobOf(this.begin(connectionId))];
    },
    cancelJob: (_, { jobId }) => {
      const job = this.jobs.find((each) => each.jobId === Number(jobId));
      if (!job) return [404, { message: `Job ${jobId} not found` }];
      job.statuses.splice(0, job.statuses.length, 'cancelled');
      return [200, this.jobOf(job)];
    },
    getJob: (_, { jobId }) => {
      const job = this.jobs.find((each) => each.jobId === Number(jobId));
      if (!job) return [404, { message: `Job ${jobId} not found` }];
      const told = this.jobOf(job);
      if (job.statuses.length > 1) job.statuses.shift();
      return [200, told];
    },
  };
}

const SHAPES: Readonly<Record<string, string>> = {
  listSources: 'SourcesResponse',
  listDestinations: 'DestinationsResponse',
  listConnections: 'ConnectionsResponse',
  createConnection: 'ConnectionResponse',
  listJobs: 'JobsResponse',
  createJob: 'JobResponse',
  getJob: 'JobResponse',
};

/** An Airbyte on loopback, ended with the test. */
export async function startAirbyte(behaviour: AirbyteBehaviour = {}): Promise<AirbyteServer> {
  const airbyte = new AirbyteServer(behaviour);
  const server = createServer((request, response) => {
    airbyte.answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  airbyte.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return airbyte;
}
