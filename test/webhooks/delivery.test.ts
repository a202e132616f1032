import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { atEnd } from '../support/atEnd.js';
import { Database } from '../../src/entities/database.js';
import { acmeProduct } from '../support/acme.js';
import { databases } from '../support/databases.js';
import { until } from '../support/follow.js';
import { realInput } from '../support/inputs.js';
import { describeBeside } from '../support/describeBeside.js';
import { startReceiver, type Received } from '../support/receiver.js';
import { startServerProcess } from '../support/serverProcess.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { newAcmeUrl } from '../support/acmeStore.js';
import { committer, createWebhook, deliveriesThat, WEBHOOK, WEBHOOKS, type Asked } from '../support/webhooks.js';

const seqOf = ({ headers }: Received): number => Number(headers['webhook-id']);
const contractOf = ({ json }: Received): string => String(json['subject']);

/** The numbers of the events that came of each contract, in the order of their coming. */
function byContract(received: readonly Received[]): number[][] {
  const contracts = new Map<string, number[]>();
  for (const each of received)
    contracts.set(contractOf(each), [...(contracts.get(contractOf(each)) ?? []), seqOf(each)]);
  return [...contracts.values()];
}

const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

describe.each(databases)('a webhook on %s', (dialect) => {
  const start = (env: Record<string, string> = {}, databaseUrl?: string): Promise<TestServer> =>
    startTestServer({ dialect, acme: true, env: { ...WEBHOOKS, ...env }, ...(databaseUrl ? { databaseUrl } : {}) });
  const asked = async ({ data }: TestServer, id: string): Promise<Asked['webhook']> =>
    (await data<Asked>(WEBHOOK, { id })).webhook;

  it('is told of what is published as CloudEvents that are signed after Standard Webhooks', async () => {
    const server = await start({ EVENT_SOURCE: 'https://catalog.acme.com' });
    const receiver = await startReceiver();
    const { id, secret } = await createWebhook(server.data, { url: receiver.url, events: ['PRODUCT_PUBLISHED'] });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const source = acmeProduct('sales/opportunity-pipeline').source.replace(/version: "[\d.]+"/, 'version: "9.0.0"');
    const input = { ...acmeProduct('sales/opportunity-pipeline'), source };
    await server.data(
      `mutation ($input: CompileProductInput!) { publishProduct(input: $input) { userErrors { message } } }`,
      {
        input,
      },
    );
    await until(() => receiver.taken.length === 1);
    const { headers, body, json } = receiver.taken[0] as Received;
    expect(new Webhook(secret).verify(body, { ...headers })).toEqual(json);
    expect(() => new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(body, { ...headers })).toThrow();
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(HTTP.toEvent({ headers, body })).toMatchObject({ id: headers['webhook-id'], specversion: '1.0' });
    const cursor = (json['data'] as { cursor: string }).cursor;
    expect(json).toMatchObject({
      specversion: '1.0',
      id: headers['webhook-id'],
      source: 'https://catalog.acme.com',
      type: 'dev.floe.catalog.product.published',
      subject: 'sales.opportunity-pipeline@9.0.0',
      datacontenttype: 'application/json',
      sequence: cursor,
      data: { kind: 'PRODUCT_PUBLISHED', domain: 'sales', product: 'sales.opportunity-pipeline', change: null },
    });
    await until(async () => (await asked(server, id)).backlog === 0);
    expect(await asked(server, id)).toMatchObject({
      enabled: true,
      deliveries: { totalCount: 1, nodes: [{ cursor, status: 'DELIVERED', attempts: 1, responseCode: 204 }] },
    });
  });

  it(
    'gets all of 400 changes, those of a contract in their order, though half of the requests fail and others do not wait',
    { timeout: 120_000 },
    async () => {
      const server = await start({ WEBHOOK_LIMIT_SECONDS: '300' });
      const commit = await committer(server.db);
      let asks = 0;
      const failing = await startReceiver(() => ((asks += 1) % 2 === 0 ? 503 : 204));
      let stuck = '';
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const slow = await startReceiver(async (received) => {
        stuck ||= contractOf(received);
        if (contractOf(received) === stuck) await released;
        return 200;
      });
      const filter = { kinds: ['DESCRIPTION_CHANGED'] };
      await createWebhook(server.data, { url: slow.url, filter });
      await createWebhook(server.data, { url: failing.url, filter });
      const seqs: number[] = [];
      for (let batch = 0; batch < 4; batch += 1) seqs.push(...(await commit(100, { kind: 'DESCRIPTION_CHANGED' })));
      await until(() => failing.taken.length >= seqs.length);
      expect(ascending(failing.taken.map(seqOf))).toEqual(seqs);
      for (const numbers of byContract(failing.taken)) expect(numbers).toEqual(ascending(numbers));
      expect(failing.received.length).toBeGreaterThan(seqs.length);
      // A contract whose event the receiver does not answer holds back its own alone.
      const others = failing.taken.filter((each) => contractOf(each) !== stuck);
      await until(() => slow.taken.length === others.length);
      expect(slow.received.length).toBe(others.length + 1);
      release();
      await until(() => slow.taken.length === seqs.length);
      expect(ascending(slow.taken.map(seqOf))).toEqual(seqs);
      for (const numbers of byContract(slow.taken)) expect(numbers).toEqual(ascending(numbers));
    },
  );

  it.skipIf(dialect === 'sqlite')(
    'is sent nothing twice by two servers on one store, and goes on by the one that is left',
    async () => {
      const one = await start();
      const other = await start({}, one.databaseUrl);
      const receiver = await startReceiver();
      const commit = await committer(one.db);
      await createWebhook(other.data, { url: receiver.url });
      const first = await commit(100);
      await until(() => receiver.taken.length >= first.length);
      await one.close();
      const { db } = other;
      const after = await (await committer(db))(100);
      await until(() => receiver.taken.length >= first.length + after.length);
      await until(async () => (await deliveriesThat(db, 'pending')) === 0);
      expect(ascending(receiver.received.map(seqOf))).toEqual([...first, ...after]);
    },
  );

  it('gets everything though the server is killed in the midst', { timeout: 120_000 }, async () => {
    const databaseUrl = await newAcmeUrl(dialect);
    let server = await startServerProcess(databaseUrl, WEBHOOKS);
    atEnd(() => server.end('SIGKILL'));
    const db = await Database.open(databaseUrl);
    atEnd(() => db.close());
    const receiver = await startReceiver(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return 200;
    });
    await createWebhook((query, variables) => server.ask(query, variables), { url: receiver.url });
    const commit = await committer(db);
    const seqs = await commit(300);
    for (const enough of [60, 150]) {
      await until(() => receiver.taken.length >= enough);
      await server.end('SIGKILL');
      server = await startServerProcess(databaseUrl, WEBHOOKS);
    }
    seqs.push(...(await commit(20)));
    await until(() => new Set(receiver.taken.map(seqOf)).size === seqs.length);
    // What was under way when it was killed came again; nothing that came again went before what it came after.
    expect(ascending([...new Set(receiver.taken.map(seqOf))])).toEqual(seqs);
    expect(receiver.taken.length).toBeLessThanOrEqual(seqs.length + 2 * 64);
    for (const numbers of byContract(receiver.received)) expect(numbers).toEqual(ascending(numbers));
  });

  it('is given up after so many attempts, and told again from a cursor', async () => {
    const server = await start({ WEBHOOK_ATTEMPTS: '3' });
    let works = false;
    const receiver = await startReceiver(() => (works ? 200 : 500));
    const { id } = await createWebhook(server.data, { url: receiver.url });
    const commit = await committer(server.db);
    await commit(2);
    await until(async () => (await deliveriesThat(server.db, 'dead')) === 2);
    const { deliveries } = await asked(server, id);
    expect(deliveries.nodes).toMatchObject([
      { status: 'DEAD', attempts: 3, responseCode: 500, nextAttemptAt: null, error: 'the receiver answered 500' },
      { status: 'DEAD', attempts: 3 },
    ]);
    works = true;
    const REDELIVER = `mutation ($input: RedeliverInput!) { redeliver(input: $input) { webhook { id } userErrors { code path } } }`;
    const [last, first] = deliveries.nodes;
    const answer = { redeliver: { webhook: { id }, userErrors: [] } };
    expect(await server.data(REDELIVER, { input: { webhook: id, after: first?.cursor } })).toEqual(answer);
    await until(() => receiver.taken.length === 1);
    expect((receiver.taken[0] as Received).json['sequence']).toBe(last?.cursor);
    await until(async () => (await asked(server, id)).backlog === 0);
    expect((await asked(server, id)).deliveries.nodes.map(({ status }) => status)).toEqual([
      'DELIVERED',
      'DEAD',
      'DEAD',
    ]);
    expect(await server.data(REDELIVER, { input: { webhook: id, after: 'bm9uZQ' } })).toMatchObject({
      redeliver: { webhook: null, userErrors: [{ code: 'BAD_USER_INPUT', path: ['input', 'after'] }] },
    });
  });

  it('is sent nothing more where its receiver is gone, until it is enabled again, and then all', async () => {
    const server = await start();
    let status = 410;
    const receiver = await startReceiver(() => status);
    const { id } = await createWebhook(server.data, { url: receiver.url });
    const commit = await committer(server.db);
    const seqs = await commit(1);
    await until(async () => !(await asked(server, id)).enabled);
    expect(await asked(server, id)).toMatchObject({
      backlog: 1,
      disabledReason: expect.stringContaining('410') as string,
    });
    seqs.push(...(await commit(3)));
    status = 200;
    expect(
      await server.data(
        `mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { webhook { enabled disabledReason } secret userErrors { code } } }`,
        { input: { id, enabled: true } },
      ),
    ).toEqual({ updateWebhook: { webhook: { enabled: true, disabledReason: null }, secret: null, userErrors: [] } });
    await until(() => receiver.taken.length === seqs.length);
    expect(ascending(receiver.taken.map(seqOf))).toEqual(seqs);
  });

  it('waits as long as its receiver asks, follows no redirect and gives up one that does not answer', async () => {
    const server = await start({ WEBHOOK_LIMIT_SECONDS: '1' });
    const elsewhere = await startReceiver();
    const asks: string[] = [];
    const receiver = await startReceiver((_, response) => {
      asks.push('asked');
      if (asks.length === 1) void response.writeHead(302, { location: elsewhere.url }).end();
      else if (asks.length === 2)
        return undefined; // no answer
      else if (asks.length === 3) void response.writeHead(429, { 'retry-after': '3600' }).end();
      else return 200;
      return undefined;
    });
    const { id } = await createWebhook(server.data, { url: receiver.url });
    await (
      await committer(server.db)
    )(1);
    await until(async () => (await asked(server, id)).deliveries.nodes[0]?.responseCode === 429);
    const [delivery] = (await asked(server, id)).deliveries.nodes;
    expect(Date.parse(delivery?.nextAttemptAt ?? '') - Date.now()).toBeGreaterThan(3_500_000);
    expect(delivery).toMatchObject({ status: 'PENDING', attempts: 3 });
    expect(elsewhere.received).toEqual([]);
  });

  it('is told what it asks for: kinds, and the filter of the feed', async () => {
    const server = await start();
    const [breaking, announced, all] = [await startReceiver(), await startReceiver(), await startReceiver()];
    await createWebhook(server.data, { url: breaking.url, filter: { severities: ['BREAKING'] } });
    await createWebhook(server.data, { url: announced.url, events: ['CHANGE_ANNOUNCED'] });
    await createWebhook(server.data, { url: all.url });
    const commit = await committer(server.db);
    await commit(1, { severity: 'info', kind: 'DESCRIPTION_CHANGED' });
    await commit(1, { severity: 'breaking', kind: 'COLUMN_REMOVED' });
    await commit(1, { severity: 'breaking', kind: 'BREAKING_CHANGE_ANNOUNCED' });
    await until(() => all.taken.length === 3);
    await until(async () => (await deliveriesThat(server.db, 'pending')) === 0);
    const kinds = (each: readonly Received[]): unknown[] =>
      [...each]
        .sort((a, b) => seqOf(a) - seqOf(b))
        .map(({ json }) => (json['data'] as { change: { kind: string } }).change.kind);
    expect(kinds(breaking.taken)).toEqual(['COLUMN_REMOVED', 'BREAKING_CHANGE_ANNOUNCED']);
    expect(kinds(announced.taken)).toEqual(['BREAKING_CHANGE_ANNOUNCED']);
    expect(all.taken.find((each) => seqOf(each) === Math.max(...all.taken.map(seqOf)))?.json['type']).toBe(
      'dev.floe.catalog.change.announced',
    );
  });

  it('is told from a cursor on where one is given', async () => {
    const server = await start();
    const receiver = await startReceiver();
    const { contractChanges } = await server.data<{
      contractChanges: { totalCount: number; nodes: { cursor: string }[] };
    }>(`{ contractChanges(first: 500) { totalCount nodes { cursor } } }`);
    const { nodes } = contractChanges;
    const events = ['CONTRACT_CHANGED', 'CHANGE_ANNOUNCED'];
    await createWebhook(server.data, { url: receiver.url, after: nodes[0]?.cursor, events });
    await until(() => receiver.taken.length === nodes.length - 1);
    expect(receiver.taken.map(({ json }) => json['sequence']).sort()).toEqual(
      nodes
        .slice(1)
        .map(({ cursor }) => cursor)
        .sort(),
    );
  });

  it('gets messages of Slack where it asks for them, with what is a mark there escaped', async () => {
    const server = await start();
    const receiver = await startReceiver();
    await createWebhook(server.data, { url: receiver.url, format: 'SLACK' });
    await (
      await committer(server.db)
    )(1, { severity: 'breaking', message: 'Column <!channel> & "x" is gone.' });
    await until(() => receiver.taken.length === 1);
    const { json, headers } = receiver.taken[0] as Received;
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const text = 'BREAKING: Column &lt;!channel&gt; &amp; "x" is gone.';
    expect(json['text']).toContain(text);
    expect(json['blocks']).toMatchObject([
      { type: 'section', text: { type: 'mrkdwn' } },
      { type: 'section', text: { type: 'mrkdwn', text } },
      { type: 'context' },
    ]);
  });
});

const SCHEMA = realInput('cloudevents/schema/cloudevents/formats/cloudevents.json');

describeBeside('an event that is sent', SCHEMA, () => {
  it('is one of the schema of CloudEvents', async () => {
    const server = await startTestServer({ acme: true, env: WEBHOOKS });
    const receiver = await startReceiver();
    const { nodes } = (
      await server.data<{ contractChanges: { nodes: { cursor: string }[] } }>(
        `{ contractChanges(first: 1) { nodes { cursor } } }`,
      )
    ).contractChanges;
    await createWebhook(server.data, { url: receiver.url, after: nodes[0]?.cursor });
    await until(() => receiver.taken.length > 5);
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
    for (const { json } of receiver.taken) expect(validate(json) ? [] : validate.errors).toEqual([]);
  });
});
