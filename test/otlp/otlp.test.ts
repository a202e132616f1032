import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { otlpAsked } from '../../src/otlp/otlpAsked.js';
import { ACME_MANIFESTS, acmeManifest } from '../support/acme.js';
import { atEnd, atEndOfFile } from '../support/atEnd.js';
import { startCollector, type CollectedSpan, type Collector } from '../support/collector.js';
import { newDatabaseUrl } from '../support/databases.js';
import { until } from '../support/follow.js';
import { samplesOf } from '../support/samples.js';
import { startServerProcess, type ServerProcess } from '../support/serverProcess.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const randomTrace = (): string => randomBytes(16).toString('hex');
const CALLER = '00f067aa0ba902b7';
/** As the header `traceparent` names a caller's span; each test is a trace of its own. */
const traceparent = (trace: string, flags = '01'): string => `00-${trace}-${CALLER}-${flags}`;
const LANDING = 'query Landing { domains { nodes { name } } }';
const DOMAINS = 'query Domains { domains { nodes { name } } }';
const PUBLISH =
  'mutation Publish($input: PublishManifestInput!) { publishManifest(input: $input) { manifest { name } } }';

/** Sends soon; ended with the test, or with the file. */
async function start(env: Record<string, string>, ending = atEnd): Promise<ServerProcess> {
  const soon = { OTEL_BSP_SCHEDULE_DELAY: '20', OTEL_METRIC_EXPORT_INTERVAL: '100' };
  const server = await startServerProcess(await newDatabaseUrl('sqlite'), { ...soon, ...env });
  ending(() => server.end('SIGKILL'));
  return server;
}

let collector: Collector;
let server: ServerProcess;

/** Most of what is sent is asked of one server, and told apart by the trace that it is part of. */
beforeAll(async () => {
  collector = await startCollector({ lasting: true });
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'floe-')), 'trusted.json');
  atEndOfFile(() => rmSync(path.dirname(file), { recursive: true }));
  writeFileSync(file, JSON.stringify({ known: LANDING }));
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of-the-collector',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    TRUSTED_DOCUMENTS: file,
  };
  server = await start(env, atEndOfFile);
});

/** A request as a client sends it that is traced itself. */
async function post(url: string, body: object, parent?: string): Promise<Response> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(parent && { traceparent: parent }) },
    body: JSON.stringify(body),
  });
  await response.arrayBuffer();
  return response;
}

/** The spans of what was asked in a trace. */
const served = ({ spans }: Collector, trace: string): CollectedSpan[] =>
  spans.filter(({ kind, traceId }) => kind === 'SERVER' && traceId === trace);
const beneath = ({ spans }: Collector, { spanId }: CollectedSpan): CollectedSpan[] =>
  spans.filter(({ parentSpanId }) => parentSpanId === spanId);

describe('traces by OTLP', () => {
  it('have a span for each request, beneath that of its caller, and beneath it its statements and the stages of its compilation', async () => {
    const trace = randomTrace();
    const input = acmeManifest(ACME_MANIFESTS[0]?.file ?? '');
    await post(server.url, { query: PUBLISH, variables: { input } }, traceparent(trace));
    await until(() => served(collector, trace).length === 1);
    const [span] = served(collector, trace) as [CollectedSpan];
    expect(span).toMatchObject({ name: 'mutation', parentSpanId: CALLER });
    expect(span.attributes).toMatchObject({
      'graphql.operation.type': 'mutation',
      'graphql.operation.name': 'Publish',
      'floe.root_field': 'publishManifest',
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
    });
    expect(span.status.code ?? 'UNSET').toBe('UNSET');
    expect(span.resource).toMatchObject({
      'service.name': 'floe-catalog',
      'deployment.environment.name': 'test',
      'service.instance.id': expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
    const parts = beneath(collector, span);
    expect(new Set(parts.map(({ traceId }) => traceId))).toEqual(new Set([trace]));
    const insert = parts.find(({ name }) => name === 'INSERT');
    expect(insert?.attributes).toMatchObject({ 'db.system.name': 'sqlite', 'db.operation.name': 'INSERT' });
    expect(insert?.kind).toBe('CLIENT');
    const texts = parts.map(({ attributes }) => String(attributes['db.query.text'] ?? ''));
    expect(texts.some((text) => text.includes('INSERT INTO'))).toBe(true);
    expect(texts.filter((text) => text.includes('acme'))).toEqual([]);
    const compilation = parts.find(({ name }) => name === 'compile manifest') as CollectedSpan;
    const stages = beneath(collector, compilation);
    expect(stages.map(({ name }) => name)).toContain('Compilation');
    for (const each of [...parts, ...stages]) {
      expect(each.startMs).toBeGreaterThanOrEqual(span.startMs - 1);
      expect(each.endMs).toBeLessThanOrEqual(span.endMs + 1);
    }
    expect(collector.headers.every(({ authorization }) => authorization === 'Bearer of-the-collector')).toBe(true);
  });

  it('are called by the name of an operation where the operator gave it, and say of errors whose they are', async () => {
    const trace = randomTrace();
    const parent = traceparent(trace);
    await post(server.url, { query: LANDING }, parent);
    await post(server.url, { query: LANDING }, parent); // kept
    await post(server.url, { query: DOMAINS }, parent);
    await post(server.url, { query: PUBLISH, variables: { input: { source: 1 } } }, parent);
    await post(server.url, { query: '{ nothing }' }, parent);
    await until(() => served(collector, trace).length === 5);
    const told = served(collector, trace).map(({ name, attributes, status }) => [
      name,
      attributes['graphql.operation.name'],
      attributes['error.type'],
      status.code ?? 'UNSET', // a caller's own mistake is none of the service's
    ]);
    expect(told).toEqual([
      ['query Landing', 'Landing', undefined, 'UNSET'],
      ['query Landing', 'Landing', undefined, 'UNSET'],
      ['query', 'Domains', undefined, 'UNSET'],
      ['mutation', 'Publish', 'BAD_USER_INPUT', 'UNSET'],
      ['GraphQL Operation', undefined, 'GRAPHQL_VALIDATION_FAILED', 'UNSET'],
    ]);
  });

  it('have operations over a socket, beneath what `extensions.traceparent` names, a subscription until it follows', async () => {
    const trace = randomTrace();
    const url = `${server.url.replace('http', 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    atEnd(() => client.dispose());
    const extensions = { traceparent: traceparent(trace) };
    const answered = (query: string): Promise<void> =>
      new Promise((resolve) =>
        client.subscribe({ query, extensions }, { next: () => undefined, error: () => resolve(), complete: resolve }),
      );
    await answered(DOMAINS);
    await answered('{ nothing }');
    const seen: unknown[] = [];
    client.subscribe(
      { query: 'subscription { catalogChanged { cursor } }', extensions },
      { next: (each) => seen.push(each), error: () => undefined, complete: () => undefined },
    );
    await until(() => served(collector, trace).length === 3);
    const [, , subscription] = served(collector, trace) as [CollectedSpan, CollectedSpan, CollectedSpan];
    const before = beneath(collector, subscription).length;
    const writing = randomTrace();
    const [enterprise, domain] = ACME_MANIFESTS.map(({ file }) => acmeManifest(file));
    await post(server.url, { query: PUBLISH, variables: { input: enterprise } }); // stands already, where all tests run
    await post(server.url, { query: PUBLISH, variables: { input: domain } }, traceparent(writing));
    await until(() => seen.length > 0 && served(collector, writing).length === 1);
    expect(beneath(collector, subscription).length).toBe(before); // events are no part of asking for them
    expect(served(collector, trace).map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
      ['query', undefined],
      ['GraphQL Operation', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription', undefined],
    ]);
    expect(served(collector, trace).every(({ parentSpanId }) => parentSpanId === CALLER)).toBe(true);
  });

  it('end for a subscription that is sent as events when it follows, not when its client goes', async () => {
    const trace = randomTrace();
    const client = new AbortController();
    atEnd(() => client.abort());
    const { status } = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', traceparent: traceparent(trace) },
      body: JSON.stringify({ query: 'subscription Changes { catalogChanged { cursor } }' }),
      signal: client.signal,
    });
    expect(status).toBe(200);
    await until(() => served(collector, trace).length === 1);
    const [{ name, attributes }] = served(collector, trace) as [CollectedSpan];
    expect([name, attributes['graphql.operation.name'], attributes['error.type']]).toEqual([
      'subscription',
      'Changes',
      undefined,
    ]);
  });

  it('are sampled as OTEL_TRACES_SAMPLER says and a caller decided; metrics are sent without the route that shows them', async () => {
    const own = await startCollector();
    const { url } = await start({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${own.url}/v1/traces`,
      OTEL_METRICS_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${own.url}/v1/metrics`,
      OTEL_SERVICE_NAME: 'catalog-of-acme',
      OTEL_TRACES_SAMPLER: 'parentbased_always_off',
      METRICS: 'off',
    });
    await post(url, { query: DOMAINS });
    await post(url, { query: DOMAINS }, traceparent(randomTrace(), '00'));
    const trace = randomTrace();
    await post(url, { query: DOMAINS }, traceparent(trace));
    await until(() => served(own, trace).length === 1 && own.metrics.has('floe_requests_total'));
    expect(new Set(own.spans.map(({ traceId }) => traceId))).toEqual(new Set([trace]));
    expect(own.metrics.get('floe_requests_total')?.resource['service.name']).toBe('catalog-of-acme');
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });
});

describe('metrics by OTLP', () => {
  it('are those of /metrics, under the same names and labels', async () => {
    const labels = { type: 'query', operation: 'other', root_field: 'contracts' };
    const query = '{ contracts { nodes { id } } }';
    for (let nth = 0; nth < 3; nth += 1) await post(server.url, { query });
    const of = (name: string) =>
      collector.metrics.get(name)?.points.find(({ attributes }) => attributes['root_field'] === 'contracts');
    await until(() => of('floe_requests_total')?.value === 3);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const scraped = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind]) => [name, kind] as const);
    await until(() => scraped.every(([name]) => collector.metrics.has(name)));
    const kinds: Record<string, string> = { counter: 'sum', gauge: 'gauge', histogram: 'histogram' };
    for (const [name, kind = ''] of scraped)
      expect([name, collector.metrics.get(name)?.kind]).toEqual([name, kinds[kind]]);
    expect(collector.metrics.get('floe_request_duration_seconds')).toMatchObject({
      unit: 's',
      temporality: 'CUMULATIVE',
    });
    const samples = samplesOf(text);
    const point = of('floe_request_duration_seconds');
    expect(point?.count).toBe(samples.value('floe_request_duration_seconds_count', labels));
    expect(point?.sum).toBeCloseTo(samples.value('floe_request_duration_seconds_sum', labels) ?? -1, 9);
    expect(point?.counts.reduce((sum, each) => sum + each, 0)).toBe(3);
    expect(point?.counts.length).toBe((point?.bounds.length ?? 0) + 1);
    expect(collector.metrics.get('floe_event_log_head')?.points[0]?.value).toBe(samples.value('floe_event_log_head'));
  });
});

/**
 * The parts of the build that a process has loaded which hold something of OpenTelemetry, as Node.js lists them at its end;
 * prom-client brings its API, of which nothing is used.
 */
function loaded(folder: string): string[] {
  const reports = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const scripts = reports.flatMap((text) => (JSON.parse(text) as { result: { url: string }[] }).result);
  const files = scripts.filter(({ url }) => url.startsWith('file:')).map(({ url }) => fileURLToPath(url));
  expect(files.some((file) => file.endsWith('main.js'))).toBe(true);
  return files.filter((file) => /node_modules\/@opentelemetry\/(?!api\/)/.test(readFileSync(file, 'utf8')));
}

describe('a collector', () => {
  it('gets at the end of the process what is left', async () => {
    const own = await startCollector();
    const folder = await temporaryFolder();
    const ending = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: own.url,
      OTEL_BSP_SCHEDULE_DELAY: '600000',
      OTEL_METRIC_EXPORT_INTERVAL: '600000',
      NODE_V8_COVERAGE: folder,
    });
    const trace = randomTrace();
    await post(ending.url, { query: DOMAINS }, traceparent(trace));
    expect(own.spans).toEqual([]);
    await ending.end('SIGTERM');
    expect(await ending.exitCode).toBe(0);
    expect(served(own, trace).length).toBe(1);
    expect(own.metrics.get('floe_store_up')?.points[0]?.value).toBe(1);
    expect(loaded(folder)).not.toEqual([]);
  });

  it('that nobody names is no reason to load anything of OpenTelemetry', async () => {
    const folder = await temporaryFolder();
    const ending = await start({ OTEL_SERVICE_NAME: 'catalog-of-acme', NODE_V8_COVERAGE: folder });
    await post(ending.url, { query: DOMAINS });
    await ending.end('SIGTERM');
    expect(loaded(folder)).toEqual([]);
  });

  it('that is away keeps no request waiting, and is told of once', async () => {
    const lonely = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_BSP_MAX_QUEUE_SIZE: '64',
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '8',
    });
    for (let nth = 0; nth < 40; nth += 1) expect((await post(lonely.url, { query: DOMAINS })).status).toBe(200);
    const told = (): unknown[] => lonely.logged.filter(({ msg }) => /does not take (traces|metrics)/.test(String(msg)));
    await until(() => told().length === 2);
    expect((await post(lonely.url, { query: DOMAINS })).status).toBe(200);
    await lonely.end('SIGTERM');
    expect(await lonely.exitCode).toBe(0);
    expect(told().length).toBe(2); // once each, not once an export
  });

  it('that never answers keeps no request waiting, and no process', async () => {
    const silent = await startCollector({ status: 0 });
    const lonely = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: silent.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '600000',
      OTEL_BSP_EXPORT_TIMEOUT: '600000',
    });
    await post(lonely.url, { query: DOMAINS });
    await until(() => silent.headers.length > 0);
    expect((await post(lonely.url, { query: DOMAINS })).status).toBe(200);
    await lonely.end('SIGTERM');
    expect(await lonely.exitCode).toBe(0);
  });
});

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
const BOTH = { traces: true, metrics: true, mistakes: [] };
const NONE = { traces: false, metrics: false, mistakes: [] };

describe('what the variables of OpenTelemetry ask for', () => {
  it.each<[Record<string, string>, object]>([
    [{}, NONE],
    [{ OTEL_SERVICE_NAME: 'x', OTEL_TRACES_SAMPLER: 'always_on' }, NONE],
    [ENDPOINT, BOTH],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '  ' }, NONE],
    [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }, NONE],
    [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'no' }, BOTH],
    [
      { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' },
      { ...NONE, metrics: true },
    ],
    [{ OTEL_METRICS_EXPORTER: 'otlp' }, { ...NONE, metrics: true }],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://c/v1/traces' }, { ...NONE, traces: true }],
    [{ ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }, BOTH],
  ])('%j', (env, asked) => {
    expect(otlpAsked(env)).toEqual(asked);
  });

  it.each<[Record<string, string>, string]>([
    [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER="zipkin": expected otlp or none.'],
    [
      { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'collector:4318' },
      'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT="collector:4318": expected an address of http or https, as http://collector:4318.',
    ],
    [
      { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      'OTEL_EXPORTER_OTLP_PROTOCOL="grpc": expected http/protobuf, which collectors take at port 4318.',
    ],
  ])('leaves out, and says why: %j', (env, mistake) => {
    expect(otlpAsked(env)).toEqual({ ...NONE, mistakes: [mistake] });
  });
});
