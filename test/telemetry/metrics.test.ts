import { createClient as createSseClient } from 'graphql-sse';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACME_MANIFESTS, acmeManifest, acmeProduct } from '../support/acme.js';
import { atEnd } from '../support/atEnd.js';
import { newDatabaseUrl } from '../support/databases.js';
import { until } from '../support/follow.js';
import { startReceiver } from '../support/receiver.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { startServerProcess } from '../support/serverProcess.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { samplesOf, type Samples } from '../support/samples.js';
import { createWebhook, WEBHOOKS } from '../support/webhooks.js';

const TOKEN = 'a-secret-of-scrapers-0123456789-0123456789';
const DOMAINS = 'query Domains { domains { nodes { name } } }';

async function scrape({ url }: Pick<TestServer, 'url'>): Promise<Samples> {
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  return samplesOf(await response.text());
}

const domains = { type: 'query', operation: 'other', root_field: 'domains' };

describe('/metrics', () => {
  it('counts operations by their field and code, however they are answered, and times them', async () => {
    const server = await startTestServer();
    await server.ask(DOMAINS); // made, and kept
    await server.ask(DOMAINS); // kept
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: DOMAINS }),
    }); // in general
    await server.ask('{ product(fqn: 1) { fqn } }');
    await server.ask('{ dataProduct(');
    const metrics = await scrape(server);
    expect(metrics.value('floe_requests_total', { ...domains, code: 'OK' })).toBe(3);
    expect(metrics.value('floe_request_duration_seconds_count', domains)).toBe(3);
    expect(metrics.value('floe_request_cost_total', domains)).toBeGreaterThan(3);
    const unknown = { type: 'unknown', operation: 'other', root_field: 'other' };
    expect(metrics.value('floe_requests_total', { ...unknown, code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1);
    expect(metrics.value('floe_requests_total', { ...unknown, code: 'GRAPHQL_PARSE_FAILED' })).toBe(1);
    expect(metrics.value('floe_kept_answers_total', { result: 'hit' })).toBe(1);
    expect(metrics.value('floe_kept_answers_total', { result: 'miss' })).toBe(1);
    expect(metrics.value('floe_sql_statement_duration_seconds_count', { verb: 'select' })).toBeGreaterThan(0);
    expect(metrics.value('floe_store_up')).toBe(1);
    expect(metrics.value('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
    expect(metrics.value('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('has no more names than the schema has fields, whatever clients call their operations, but for those that the operator trusts', async () => {
    const file = path.join(await temporaryFolder(), 'trusted.json');
    writeFileSync(file, JSON.stringify({ known: 'query Landing { domains { nodes { name } } }' }));
    const server = await startTestServer({ env: { TRUSTED_DOCUMENTS: file } });
    for (let nth = 0; nth < 20; nth += 1) await server.ask(`query Any${nth} { domains { nodes { name } } }`);
    await server.ask('query Landing { domains { nodes { name } } }');
    await server.ask('{ a: domains { nodes { name } } b: domains { nodes { name } } }');
    const metrics = await scrape(server);
    const counted = metrics
      .all('floe_requests_total')
      .map(({ labels, value }) => [labels['operation'], labels['root_field'], value]);
    expect(counted.sort()).toEqual([
      ['Landing', 'domains', 1],
      ['other', 'domains', 20],
      ['other', 'several', 1],
    ]);
  });

  it('counts compilations by stage, errors of mutations, and what is asked over WebSocket', async () => {
    const server = await startTestServer();
    const publish = 'mutation ($input: PublishManifestInput!) { publishManifest(input: $input) { manifest { name } } }';
    await server.data(publish, { input: acmeManifest(ACME_MANIFESTS[0]?.file ?? '') });
    await server.ask(publish, { input: { source: 1 } });
    const socket = server.webSocket();
    await new Promise<void>((resolve, reject) =>
      socket.subscribe({ query: DOMAINS }, { next: () => undefined, error: reject, complete: resolve }),
    );
    const metrics = await scrape(server);
    const mutation = { type: 'mutation', operation: 'other', root_field: 'publishManifest' };
    expect(metrics.value('floe_requests_total', { ...mutation, code: 'OK' })).toBe(1);
    expect(metrics.value('floe_requests_total', { ...mutation, code: 'BAD_USER_INPUT' })).toBe(1);
    expect(metrics.value('floe_requests_total', { ...domains, code: 'OK' })).toBe(1);
    expect(metrics.value('floe_compile_duration_seconds_count', { task: 'manifest' })).toBe(1);
    const stages = metrics.all('floe_compile_stage_duration_seconds_count');
    expect(stages.map(({ labels }) => labels['stage'])).toContain('Compilation');
    expect(metrics.value('floe_event_log_head')).toBeGreaterThan(0);
  });

  it('tells who follows, by subscription and transport, and how far behind they are', async () => {
    const server = await startTestServer();
    const query = 'subscription { productPublished { fqn } }';
    const leave = server
      .webSocket()
      .subscribe({ query }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    const events = createSseClient({ url: `${server.url}/graphql`, retryAttempts: 0 });
    events.subscribe({ query }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    const followers = async (transport: string): Promise<number | undefined> =>
      (await scrape(server)).value('floe_subscribers', { subscription: 'productPublished', transport });
    await until(async () => (await followers('websocket')) === 1 && (await followers('sse')) === 1);
    const metrics = await scrape(server);
    expect(metrics.value('floe_event_lag_seconds')).toBe(0);
    expect(metrics.value('floe_event_log_seen')).toBe(metrics.value('floe_event_log_head'));
    leave();
    events.dispose();
    await until(async () => (await followers('websocket')) === 0 && (await followers('sse')) === 0);
  });

  it('tells the ports whose SLA is broken, no more than METRICS_PORTS, and how many it leaves out', async () => {
    const server = await startTestServer({ acme: true, env: { METRICS_PORTS: '1' } });
    const at = new Date().toISOString();
    const dataAt = new Date(Date.now() - 90 * 86_400_000).toISOString();
    const ports = ['sales.customer-360.customers', 'sales.opportunity-pipeline.forecasts'];
    const observations = ports.map((port) => ({ port, objective: 'FRESHNESS', at, dataAt }));
    await server.data(
      'mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { accepted } }',
      { input: { observations } },
    );
    const metrics = await scrape(server);
    expect(metrics.value('floe_sla_open_breaches', { objective: 'freshness' })).toBe(2);
    const [shown, ...more] = metrics.all('floe_sla_port_breached');
    expect(more).toEqual([]);
    expect(shown?.labels).toMatchObject({ objective: 'freshness', port: expect.stringMatching(/\./) as string });
    expect(metrics.value('floe_sla_ports_left_out')).toBe(1);
  });

  it('tells how far ports attained what they promise, as slaStatus does, and what is left of their budgets', async () => {
    const server = await startTestServer({ acme: true });
    const port = 'sales.customer-360.customers';
    const now = Date.now();
    const observations = [0, 1, 2, 3].map((nth) => ({
      port,
      objective: 'AVAILABILITY',
      up: nth > 0,
      at: new Date(now - nth * 60_000).toISOString(),
    }));
    await server.data(
      'mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { accepted } }',
      { input: { observations } },
    );
    const labels = { product: 'sales.customer-360', port, objective: 'availability', metric: 'availability' };
    let metrics = await scrape(server);
    await until(async () => {
      metrics = await scrape(server);
      return metrics.all('floe_sla_attainment_ratio').length > 0;
    });
    expect(metrics.value('floe_sla_attainment_ratio', labels)).toBe(0.75);
    expect(metrics.value('floe_sla_error_budget_left_ratio', labels)).toBe(0);
    const { outputPort } = await server.data<{
      outputPort: { slaStatus: { objective: string; attainment: number | null }[] };
    }>(`{ outputPort(fqn: "${port}") { slaStatus { objective attainment } } }`);
    expect(outputPort.slaStatus.find(({ objective }) => objective === 'AVAILABILITY')?.attainment).toBe(75);
    // Nobody has seen how fresh it is.
    expect(metrics.all('floe_sla_attainment_ratio').map(({ labels: of }) => of['objective'])).toEqual(['availability']);
  });

  it('tells what waits for webhooks, since when, and what came of requests to their receivers', async () => {
    const env = { ...WEBHOOKS, WEBHOOK_ATTEMPTS: '2', METRICS_PORTS: '0' };
    const server = await startTestServer({ acme: true, env });
    const before = await scrape(server);
    for (const outcome of ['delivered', 'failed', 'dead'])
      expect(before.value('floe_webhook_attempts_total', { outcome })).toBe(0);
    for (const answer of [204, 503, undefined]) {
      const { url } = await startReceiver(() => answer);
      await createWebhook(server.data, { url, events: ['PRODUCT_PUBLISHED'] });
    }
    const product = acmeProduct('sales/opportunity-pipeline');
    const input = { ...product, source: product.source.replace(/version: "[\d.]+"/, 'version: "9.0.0"') };
    await server.data(
      'mutation ($input: CompileProductInput!) { publishProduct(input: $input) { userErrors { message } } }',
      { input },
    );
    let metrics = before;
    const attempts = (outcome: string) => metrics.value('floe_webhook_attempts_total', { outcome });
    await until(async () => {
      metrics = await scrape(server);
      return attempts('dead') === 1 && attempts('delivered') === 1;
    });
    expect(attempts('failed')).toBe(1);
    expect(metrics.value('floe_webhook_backlog')).toBe(1); // that of which nothing is heard
    expect(metrics.value('floe_webhook_backlog_seconds')).toBeGreaterThan(0);
    expect(metrics.all('floe_sla_attainment_ratio')).toEqual([]);
  });

  it('reads the store in as many statements, however many ports and webhooks there are', async () => {
    const server = await startTestServer({ acme: true, env: WEBHOOKS });
    const count = async (): Promise<readonly string[]> =>
      (await server.db.countStatements(() => scrape(server))).statements.filter((text) => !/sla_statuses/.test(text));
    await scrape(server); // what is worked out beside the scrapes is under way, and not again for five minutes
    await until(async () => (await count()).length === 4);
    for (let nth = 0; nth < 5; nth += 1) await createWebhook(server.data, { url: `http://127.0.0.1:9/${nth}` });
    await until(async () => (await count()).length === 4);
  });

  it('is told to this machine, to who brings the token, and to nobody by another way or name', async () => {
    const server = await startTestServer({ env: { METRICS_TOKEN: TOKEN } });
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${server.url}/metrics`, { headers })).status;
    expect(await status({})).toBe(200);
    expect(await status({ 'x-forwarded-for': '203.0.113.7' })).toBe(401);
    expect(await status({ 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${TOKEN}` })).toBe(200);
    expect(await status({ 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${TOKEN}x` })).toBe(401);
  });

  it('is not there where nothing is counted', async () => {
    const server = await startTestServer({ env: { METRICS: 'off' } });
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await server.ask(DOMAINS)).errors).toBeUndefined();
  });

  it('adds up what several processes behind one port count, whichever is asked', async () => {
    const server = await startServerProcess(await newDatabaseUrl('postgres'), { WORKERS: '2' });
    atEnd(() => server.end('SIGTERM'));
    for (let nth = 0; nth < 6; nth += 1)
      await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify({ query: DOMAINS }),
      });
    for (const nth of [1, 2]) {
      const metrics = await scrape(server);
      expect(metrics.value('floe_requests_total', { ...domains, code: 'OK' }), `scrape ${nth}`).toBe(6);
      expect(metrics.value('floe_store_up')).toBe(1);
      expect(metrics.value('floe_store_connections', { state: 'idle' })).toBeGreaterThan(0);
    }
  });
});
