import { describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import type { Actions } from '../../src/actions/actions.js';
import type { Stage } from '../../src/compiler/result.js';
import type { Toolkit } from '../../src/actions/kit/toolkit.js';
import type { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { CatalogError } from '../../src/errors.js';
import { ACME_MANIFESTS, ACME_PRODUCTS, acmeManifest, acmeProduct, publishAcme } from '../support/acme.js';
import { atEnd } from '../support/atEnd.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases, openTestDatabase } from '../support/databases.js';
import { halvesIn } from '../support/wholeness.js';

const clock = { now: () => new Date('2026-01-15T12:00:00.000Z') };
const PLATFORM = 'oci://registry.acme.com/domains/marketing-platform:v1.3.0';

interface Open {
  readonly db: Database;
  readonly actions: Actions;
}

const open = async (db: Database, kit: Partial<Toolkit> = {}): Promise<Open> => {
  atEnd(() => db.close());
  const actions = createActions({ db, clock, actor: { name: null }, registry: { base: null }, ...kit });
  return { db, actions };
};

/** A product of one port that reads the ports of these. */
const product = (name: string, reads: readonly string[] = [], version = '1.0.0') => ({
  file: 'data-product.yaml',
  files: [],
  source: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: { name: ${name}, version: "${version}" }
domain: { ref: "${PLATFORM}" }
ownership: { team: t, email: t@acme.com }
output_ports:
  - name: out
    table: marketing.gold.${name.replaceAll('-', '_')}
    schema: { columns: [{ name: id, type: string }] }
    sla: { freshness: 24h, availability: 99% }
    access: { default: allow }
${reads.length > 0 ? 'input_ports:\n' : ''}${reads.map((each) => `  - { name: ${each}, source: { type: data_product, ref: marketing.${each}.out } }`).join('\n')}
schedule: { cron: "0 */6 * * *" }
`,
});

const published = async (db: Database): Promise<string[]> => {
  const rows = await db.all<{ fqn: string; version: string }>(sql`
    SELECT p.fqn AS "fqn", v.version AS "version" FROM events e JOIN product_versions v ON v.id = e.subject_id
    JOIN products p ON p.id = v.product_id WHERE e.kind = 'product_published' ORDER BY e.seq`);
  return rows.map(({ fqn, version }) => `${fqn.replace('marketing.', '')} ${version}`);
};

describe.each(databases)('publishing many on %s', (dialect) => {
  it('publishes a whole company, in whatever order its documents come', async () => {
    const one = await open(await openTestDatabase(dialect));
    await publishAcme(one.actions);
    const { db, actions } = await open(await openTestDatabase(dialect));
    const manifests = ACME_MANIFESTS.map(({ file }) => acmeManifest(file)).reverse();
    const products = ACME_PRODUCTS.map((name) => acmeProduct(name)).reverse();
    const { results } = await actions.publishMany({ manifests, products });
    expect(results.map(({ subject, manifest, product: row }) => [subject, (manifest ?? row)?.version])).toEqual([
      ...manifests.map(() => [expect.any(String), expect.any(String)]),
      ...ACME_PRODUCTS.map((name) => [name.replace('/', '.'), expect.any(String)]).reverse(),
    ]);
    expect(results.every(({ userErrors }) => userErrors.length === 0)).toBe(true);
    const contracts = (db: Database) => db.all(sql`SELECT name, status, version, columns FROM contracts ORDER BY name`);
    expect(await contracts(db)).toEqual(await contracts(one.db));
    expect(await halvesIn(db)).toEqual([]);
  });

  it('leaves what stands already as it is, and says so', async () => {
    const { db, actions } = await open(await openAcmeDatabase(dialect));
    const before = await db.one(sql`SELECT last_seq AS "seq" FROM event_counter`);
    const manifests = ACME_MANIFESTS.map(({ file }) => acmeManifest(file));
    const products = ACME_PRODUCTS.map((name) => acmeProduct(name));
    const { results } = await actions.publishMany({ manifests, products });
    expect(results.map(({ unchanged }) => unchanged)).toEqual(results.map(() => true));
    expect(await db.one(sql`SELECT last_seq AS "seq" FROM event_counter`)).toEqual(before);
  });

  it('publishes providers first, a name that comes again in its order, circles too; what is refused holds up nobody', async () => {
    const { db, actions } = await open(await openAcmeDatabase(dialect));
    const before = (await published(db)).length;
    const products = [
      product('reader', ['hub', 'round']),
      product('hub', [], '1.0.0'),
      product('broken', ['no such thing']),
      product('round', ['trip']),
      product('trip', ['round']),
      product('hub', [], '1.1.0'),
      product('hub', [], '1.0.5'),
    ];
    const { results } = await actions.publishMany({ manifests: [], products });
    expect(
      results.map(({ subject, product: row, compilation, userErrors }) => [
        ...[subject, row?.version ?? null, compilation?.status],
        ...userErrors.map(({ code, path }) => `${code} ${path.join('.')}`),
      ]),
    ).toEqual([
      ['marketing.reader', '1.0.0', 'succeeded'],
      ['marketing.hub', '1.0.0', 'succeeded'],
      ['marketing.broken', null, 'failed'],
      ['marketing.round', '1.0.0', 'succeeded'],
      ['marketing.trip', '1.0.0', 'succeeded'],
      ['marketing.hub', '1.1.0', 'succeeded'],
      ['marketing.hub', null, 'succeeded', 'CONFLICT input.products.6.source'],
    ]);
    expect((await published(db)).slice(before)).toEqual([
      ...['hub 1.0.0', 'hub 1.1.0', 'round 1.0.0', 'reader 1.0.0', 'trip 1.0.0'],
    ]);
    expect(await halvesIn(db)).toEqual([]);
  });

  it('says of one that cannot be compiled at all why, and goes on', async () => {
    const { actions } = await open(await openAcmeDatabase(dialect), {
      compiling: async (_name, input) => {
        const { compileNow } = await import('../../src/actions/compiling/compileHere.js');
        if ('product' in input && input.product.content.includes('name: heavy'))
          throw new CatalogError('UNAVAILABLE', 'It needs more memory than one may have.');
        return compileNow(_name, input);
      },
    });
    const products = [product('heavy'), product('light')];
    const { results } = await actions.publishMany({ manifests: [], products });
    expect(results).toMatchObject([
      {
        subject: 'marketing.heavy',
        product: null,
        compilation: null,
        userErrors: [{ code: 'UNAVAILABLE', path: ['input', 'products', '0'] }],
      },
      { subject: 'marketing.light', product: { version: '1.0.0' }, userErrors: [] },
    ]);
  });

  it('costs as many statements for eighty that have nothing to do with each other as for four', async () => {
    const { db, actions } = await open(await openAcmeDatabase(dialect));
    await actions.publishMany({ manifests: [], products: [product('hub')] });
    const cost = async (count: number, version: string): Promise<number> => {
      const products = Array.from({ length: count }, (_, at) => product(`reader-${count}-${at}`, ['hub'], version));
      const { result, statements } = await db.countStatements(() => actions.publishMany({ manifests: [], products }));
      expect(result.results.filter(({ product: row }) => row)).toHaveLength(count);
      return statements.length;
    };
    const few = [await cost(4, '1.0.0'), await cost(4, '1.1.0'), await cost(4, '1.1.0')];
    expect([await cost(80, '1.0.0'), await cost(80, '1.1.0'), await cost(80, '1.1.0')]).toEqual(few);
  });

  it('publishes others than these meanwhile, and takes up what they made of the mesh', async () => {
    const { db, actions } = await open(await openAcmeDatabase(dialect));
    const products = Array.from({ length: 30 }, (_, at) => product(`one-${at}`, ['late']));
    const [{ results }] = await Promise.all([
      actions.publishMany({ manifests: [], products }),
      ...['late', 'later', 'latest'].map((name) => actions.publishProduct(product(name))),
    ]);
    expect(results.filter(({ product: row }) => row)).toHaveLength(30);
    expect(await halvesIn(db)).toEqual([]);
    const row = await db.one<{ n: number }>(sql`
      SELECT COUNT(*) AS "n" FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
      WHERE o.fqn = 'marketing.late.out' AND k.status = 'active'`);
    expect(Number(row?.n)).toBe(30);
  });

  it('tells those who watch of each document as it is done', async () => {
    const stages: Stage[] = [];
    let ended = 0;
    const { actions } = await open(await openAcmeDatabase(dialect), {
      watching: () => ({ stage: (stage) => void stages.push(stage), end: () => void (ended += 1) }),
    });
    const products = [product('reader', ['hub']), product('hub'), product('broken', ['no such thing'])];
    await actions.publishMany({
      manifests: [],
      products: [...products, acmeProduct('sales/customer-360')],
      progressId: 'it',
    });
    expect(stages.map(({ index, of, title, status }) => `${index}/${of} ${title} ${status}`).sort()).toEqual([
      expect.stringMatching(/^1\/4 /),
      expect.stringMatching(/^2\/4 /),
      expect.stringMatching(/^3\/4 /),
      expect.stringMatching(/^4\/4 /),
    ]);
    expect(stages.map(({ title, status }) => `${title} ${status}`).sort()).toEqual([
      'marketing.broken is refused failed',
      'marketing.hub 1.0.0 passed',
      'marketing.reader 1.0.0 passed',
      expect.stringMatching(/^sales.customer-360 3.2.\d is unchanged passed$/),
    ]);
    expect(ended).toBe(1);
  });
});
