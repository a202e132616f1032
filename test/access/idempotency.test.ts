import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Principal } from '../../src/access/Principal.js';
import type { Actions } from '../../src/actions/actions.js';
import { ANSWERS } from '../../src/actions/guard/answers.js';
import { EVERYBODY } from '../../src/actions/guard/Caller.js';
import { guardActions } from '../../src/actions/guard/guardActions.js';
import type { Store } from '../../src/actions/kit/store.js';
import type { ObservationRequest } from '../../src/actions/sla/observation.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { acmeManifest, acmeProduct, campaignAttribution } from '../support/acme.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { askAs, BOOTSTRAP } from '../support/as.js';
import { databases } from '../support/databases.js';
import { startTestServer } from '../support/server.js';

const next = (version: string) =>
  acmeProduct('sales/opportunity-pipeline', {
    source: (text) => text.replace(/version: "\d+\.\d+\.\d+"/, `version: "${version}"`),
  });
const PORT = 'sales.customer-360.customers';
/** A probe of this many minutes ago. */
const probes = (ago = 0): readonly ObservationRequest[] => [
  {
    port: PORT,
    objective: 'availability',
    at: new Date(Date.UTC(2026, 0, 15, 12) - ago * 60_000).toISOString(),
    up: false,
  },
];
const nextManifest = (version: string) => {
  const own = acmeManifest('domains/marketing/domain-manifest.yaml');
  const source = own.source.replace(/version: "\d+\.\d+\.\d+"/, `version: "${version}"`);
  return { ...own, source, ref: `oci://registry.acme.com/domains/marketing-platform:v${version}` };
};

/** A request of each mutation that creates something. */
const REQUESTS: Readonly<Record<keyof typeof ANSWERS, object>> = {
  compileProduct: next('9.0.0'),
  compileManifest: nextManifest('9.0.0'),
  publishManifest: nextManifest('9.0.0'),
  publishProduct: next('9.0.0'),
  publishTogether: { manifest: nextManifest('9.1.0'), products: [next('9.1.0')] },
  publishMany: { manifests: [nextManifest('9.2.0')], products: [next('9.2.0'), acmeProduct('sales/customer-360')] },
  announceProduct: campaignAttribution('2.0.0', (names) => delete names['campaign_id']),
  recordObservations: { observations: probes() },
  scheduleMaintenance: {
    port: PORT,
    from: '2026-02-01T00:00:00.000Z',
    to: '2026-02-01T02:00:00.000Z',
    reason: 'The warehouse is moved.',
  },
  recordRun: {
    product: 'sales.customer-360',
    runId: 'x',
    status: 'succeeded',
    step: null,
    at: '2026-01-15T12:00:00.000Z',
    message: null,
    externalUrl: null,
  },
  requestAccess: { port: PORT, for: 'domain:risk', purpose: 'Exposure by customer.' },
  createToken: { name: 'sales-ci', scopes: ['publish'], domains: ['sales'] },
  createWebhook: { url: 'https://hooks.acme.com/catalog' },
};

describe.each(databases)('a request under an idempotency key, on %s', (dialect) => {
  let db: Database;
  let now: Date;
  const as = (principal: Partial<Principal> = {}, store: Store = db): Actions =>
    guardActions(
      {
        db: store,
        clock: { now: () => now },
        actor: { name: null },
        registry: { base: null },
        webhooks: { keys: [Buffer.alloc(32, 1)], allowed: { ranges: [], http: false } },
      },
      { ...EVERYBODY, principal: { ...ANONYMOUS, ...principal } },
    );
  const run = (verb: keyof typeof ANSWERS, request: object, actions = as()): Promise<unknown> =>
    (actions[verb] as (request: object) => Promise<unknown>)(request);
  const count = async (table: string): Promise<number> =>
    Number((await db.one<{ n: number }>(sql`SELECT COUNT(*) AS "n" FROM ${sql.raw(table)}`))?.n);
  /** How much there is of all that the mutations write, but for the audit log. */
  const written = async (): Promise<Record<string, number>> => {
    const tables = ['events', 'compilations', 'product_versions', 'manifests', 'observations', 'sla_breaches'];
    const more = ['maintenances', 'announcements', 'api_tokens', 'access_requests', 'runs', 'idempotency_keys'];
    const counts = [];
    for (const table of [...tables, ...more]) counts.push([table, await count(table)]);
    return Object.fromEntries(counts) as Record<string, number>;
  };
  const outcomes = async (): Promise<string[]> =>
    (await db.all<{ outcome: string }>(sql`SELECT outcome FROM audit_events ORDER BY id`)).map(
      ({ outcome }) => outcome,
    );

  // One store for all: each test takes keys and versions of its own.
  beforeAll(async () => {
    db = await openAcmeDatabase(dialect);
  });
  beforeEach(() => {
    now = new Date('2026-01-15T13:00:00.000Z');
  });
  afterAll(() => db.close());

  it.each(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[])(
    '%s is carried out once, and gives its first answer again',
    async (verb) => {
      const request = { ...REQUESTS[verb], idempotencyKey: 'a' };
      const keys = await count('idempotency_keys');
      const first = await run(verb, request);
      const after = await written();
      expect(after['idempotency_keys']).toBe(keys + 1);
      const again = await run(verb, { ...request, progressId: null });
      const shownOnce = verb === 'createToken' || verb === 'createWebhook';
      expect(again).toEqual(shownOnce ? { ...(first as object), secret: null } : first);
      expect(await written()).toEqual(after);
      expect((await outcomes()).at(-1)).toBe('repeated');
    },
  );

  it('is carried out once, however many ask at once', async () => {
    const request = { ...next('9.3.0'), idempotencyKey: 'at once' };
    const [before, audited] = [await written(), (await outcomes()).length];
    const answers = await Promise.all(Array.from({ length: 8 }, () => as().publishProduct(request)));
    const after = await written();
    expect(new Set(answers.map(({ compilation }) => compilation.id)).size).toBe(1);
    expect(answers.every(({ product, unchanged }) => product?.version === '9.3.0' && !unchanged)).toBe(true);
    for (const table of ['compilations', 'product_versions'])
      expect((after[table] ?? 0) - (before[table] ?? 0), table).toBe(1);
    expect((await outcomes()).slice(audited).sort()).toEqual(['done', ...Array.from({ length: 7 }, () => 'repeated')]);
  });

  it('is refused with another input, and nothing is done', async () => {
    await as().publishProduct({ ...next('9.4.0'), idempotencyKey: 'taken' });
    const before = await written();
    const other = as().publishProduct({ ...next('9.4.1'), idempotencyKey: 'taken' });
    await expect(other).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      message: 'idempotencyKey "taken" stands for another publishProduct: take a new key for a new request.',
    });
    expect(await written()).toEqual(before);
    expect((await outcomes()).at(-1)).toBe('IDEMPOTENCY_KEY_REUSED');
    const inOrder = next('9.4.0');
    const { source, ...rest } = inOrder;
    const same = { idempotencyKey: 'taken', ...rest, forceReason: null, progressId: 'x', source };
    expect((await as().publishProduct(same)).product?.version).toBe('9.4.0');
  });

  it('keeps no key where it is refused, does not compile or fails: mended, it is carried out under the same one', async () => {
    const idempotencyKey = 'mended';
    const keys = await count('idempotency_keys');
    const lower = await as().publishProduct({ ...next('0.0.1'), idempotencyKey });
    expect(lower.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    const broken = await as().publishProduct({ ...next('9.5.0'), files: [], idempotencyKey });
    expect(broken).toMatchObject({ product: null, compilation: { status: 'failed' } });
    const cut: Store = Object.assign(Object.create(db) as Store, {
      transaction: <T>(work: Parameters<Store['transaction']>[0]) =>
        db.transaction(async (tx): Promise<T> => {
          await work(tx);
          throw new Error('the connection is lost before the commit');
        }),
    });
    await expect(as({}, cut).publishProduct({ ...next('9.5.0'), idempotencyKey })).rejects.toThrow('is lost');
    expect(await count('idempotency_keys')).toBe(keys);
    expect((await as().publishProduct({ ...next('9.5.0'), idempotencyKey })).product?.version).toBe('9.5.0');
    expect(await count('idempotency_keys')).toBe(keys + 1);
  });

  it('has a key of its own for each principal and mutation', async () => {
    const idempotencyKey = 'everybody takes this one';
    const [keys, seen] = [await count('idempotency_keys'), await count('observations')];
    const asked = (ago: number) => ({ observations: probes(ago), idempotencyKey });
    await as({ kind: 'user', name: 'ann@acme.com' }).recordObservations(asked(1));
    await as({ kind: 'user', name: 'ann@acme.com' }).recordObservations(asked(1));
    await as({ kind: 'token', name: 'ann@acme.com' }).recordObservations(asked(2));
    await as({ kind: 'user', name: 'bob@acme.com' }).recordObservations(asked(3));
    expect(await count('observations')).toBe(seen + 3);
    await as({ kind: 'user', name: 'bob@acme.com' }).compileProduct({ ...next('9.0.0'), idempotencyKey });
    expect(await count('idempotency_keys')).toBe(keys + 4);
  });

  it.each([
    ['', /has 0 characters: it must have from 1 to 255/],
    ['x'.repeat(256), /has 256 characters/],
  ])('is refused where its key is "%.5s"', async (idempotencyKey, message) => {
    await expect(as().publishProduct({ ...next('9.0.0'), idempotencyKey })).rejects.toThrow(message);
  });

  it('is refused where the key is given to one document of many', async () => {
    const keyed = { ...next('9.0.0'), idempotencyKey: 'x' };
    const before = await written();
    for (const asked of [
      () => as().publishMany({ manifests: [], products: [keyed] }),
      () => as().publishTogether({ products: [keyed] }),
      () => as().publishTogether({ manifest: { ...nextManifest('9.0.0'), idempotencyKey: 'x' }, products: [] }),
    ])
      await expect(asked()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await written()).toEqual(before);
  });

  it('that is cut off among many documents goes on, and is answered the same from then on', async () => {
    const keys = await count('idempotency_keys');
    const request = { manifests: [], products: [next('9.6.0'), next('bad')], idempotencyKey: 'many' };
    expect((await as().publishMany(request)).results.map(({ product }) => product?.version)).toEqual([
      '9.6.0',
      undefined,
    ]);
    expect(await count('idempotency_keys')).toBe(keys);
    const mended = { ...request, products: [next('9.6.0')] };
    const first = await as().publishMany(mended);
    expect(first.results).toMatchObject([{ unchanged: true }]);
    await as().publishProduct(next('9.6.1'));
    const { results } = await as().publishMany(mended);
    expect(results[0]).toMatchObject({ unchanged: true, product: { version: '9.6.1' } });
    expect(results[0]?.compilation).toEqual(first.results[0]?.compilation);
  });

  it('is a new one after 24 hours, and keys that have expired go with those that come', async () => {
    await db.transaction((tx) => tx.run(sql`DELETE FROM idempotency_keys`));
    const seen = await count('observations');
    const key = (idempotencyKey: string, ago: number) =>
      as().recordObservations({ observations: probes(ago), idempotencyKey });
    for (let n = 0; n < 25; n += 1) await key(`old ${n}`, 100 + n);
    now = new Date(now.getTime() + 24 * 3_600_000 - 1);
    await key('old 24', 124);
    expect([await count('observations'), await count('idempotency_keys')]).toEqual([seen + 25, 25]);
    now = new Date(now.getTime() + 1);
    await key('old 24', 200);
    expect(await count('observations')).toBe(seen + 26);
    expect(await count('idempotency_keys')).toBe(15);
    await key('new', 201);
    await key('newer', 202);
    await key('newest', 203);
    expect(await count('idempotency_keys')).toBe(4);
  });
});

describe('a token that is made under an idempotency key', () => {
  it('is made once over GraphQL; its secret is in the first answer and nowhere in the store', async () => {
    const { url, db } = await startTestServer({ acme: true, env: { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP } });
    const CREATE = `mutation ($input: CreateTokenInput!) {
      createToken(input: $input) { secret token { id name } userErrors { code } } }`;
    const input = { name: 'sales-ci', scopes: ['publish'], domains: ['sales'], idempotencyKey: 'once' };
    const first = (await askAs(url, BOOTSTRAP, CREATE, { input })).data?.['createToken'] as { secret: string };
    expect(first.secret).toMatch(/^floe_/);
    const again = await askAs(url, BOOTSTRAP, CREATE, { input });
    expect(again).toEqual({ data: { createToken: { ...first, secret: null } } });
    const random = first.secret.split('_').slice(2).join('_');
    const tables = await db.all<{ name: string }>(
      sql`SELECT name AS "name" FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables)
      expect(JSON.stringify(await db.all(sql`SELECT * FROM ${sql.raw(name)}`)), name).not.toContain(random);
    const other = await askAs(url, BOOTSTRAP, CREATE, { input: { ...input, name: 'other' } });
    expect(other).toMatchObject({ data: null, errors: [{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }] });
  });
});
