import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { gatherMesh, gatherMeshes } from '../../src/actions/compiling/gather.js';
import type { Actions } from '../../src/actions/actions.js';
import type { MeshFacts } from '../../src/compiler/input.js';
import type { SourceFile } from '../../src/compiler/source.js';
import type { Database } from '../../src/entities/database.js';
import { acmeProduct, mustPublish, publishAcme, publishAcmeManifests } from '../support/acme.js';
import { databases, openTestDatabase } from '../support/databases.js';

const PLATFORM = 'oci://registry.acme.com/domains/marketing-platform:v1.3.0';

interface Sketch {
  readonly name: string;
  readonly reads: readonly string[];
  readonly freshness?: string;
}

const port = (name: string): string => `marketing.${name}.out`;

/** A product without models, with one output port `out` of one column. */
function product({ name, reads, freshness = '24h' }: Sketch): { source: string; file: string; files: SourceFile[] } {
  const inputs = reads.map((ref, index) => `  - { name: in_${index}, source: { type: data_product, ref: ${ref} } }\n`);
  const source = `apiVersion: floe.dev/v1
kind: DataProduct
metadata: { name: ${name}, version: "1.0.0" }
domain: { ref: "${PLATFORM}" }
ownership: { team: t, email: t@acme.com }
output_ports:
  - { name: out, table: marketing.gold.${name.replaceAll('-', '_')}, schema: { columns: [{ name: id, type: string }] }, sla: { freshness: ${freshness}, availability: 99% }, access: { default: allow } }
${inputs.length > 0 ? `input_ports:\n${inputs.join('')}` : ''}schedule: { cron: "0 */6 * * *", duration: 30m }
`;
  return { source, file: 'data-product.yaml', files: [] };
}

const document = (sketch: Sketch): SourceFile => ({ path: 'data-product.yaml', content: product(sketch).source });

describe.each(databases)('what is gathered of the mesh on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    actions = createActions({
      db,
      clock: { now: () => new Date('2026-01-15T12:00:00.000Z') },
      actor: { name: null },
      registry: { base: null },
    });
    await publishAcmeManifests(actions);
    await publishAcme(actions);
    const tower = Array.from({ length: 30 }, (_, level) => ({
      name: `tower-${level}`,
      reads: level === 0 ? [] : [port(`tower-${level - 1}`)],
    }));
    const row = Array.from({ length: 30 }, (_, index) => ({ name: `row-${index}`, reads: [] }));
    for (const sketch of [...tower, ...row]) await mustPublish(actions, product(sketch));
    // Two products that read from each other.
    await mustPublish(actions, product({ name: 'left', reads: [port('right')] }));
    await mustPublish(actions, product({ name: 'right', reads: [port('left')] }));
  }, 120_000);
  afterAll(() => db.close());

  const gathered = (reads: readonly string[]): Promise<{ result: MeshFacts; statements: readonly string[] }> =>
    db.countStatements(() => gatherMesh(db, document({ name: 'asking', reads }), '2026-01-15T12:00:00.000Z'));
  const names = ({ upstreamPorts }: MeshFacts): string[] => upstreamPorts.map(({ fqn }) => fqn).sort();

  it('is all that an input port rests on, through any number of products, with promises and schedules', async () => {
    const { result } = await gathered([port('tower-29')]);
    expect(names(result)).toEqual(Array.from({ length: 30 }, (_, level) => port(`tower-${level}`)).sort());
    expect(result.upstreamPorts.find(({ fqn }) => fqn === port('tower-3'))).toEqual({
      fqn: port('tower-3'),
      product: 'marketing.tower-3',
      runsWithin: 'PT6H30M',
      sla: { freshness: 'PT24H', availability: 99, quality: [] },
      // The product has no models: that tower-3 is made from it is assumed.
      madeFrom: [{ inputPort: 'marketing.tower-3.in_0', providerPort: port('tower-2'), assumed: true }],
    });
  });

  it('knows what models tell', async () => {
    const { result } = await gathered(['sales.customer-360.customer_segments']);
    expect(result.upstreamPorts.map(({ fqn, madeFrom }) => [fqn, madeFrom])).toEqual([
      ['marketing.campaign-attribution.customer_interactions', []],
      [
        'sales.customer-360.customer_segments',
        [
          {
            inputPort: 'sales.customer-360.marketing_interactions',
            providerPort: 'marketing.campaign-attribution.customer_interactions',
            assumed: false,
          },
        ],
      ],
    ]);
  });

  it('decision 13: ends where products read from each other', async () => {
    expect(names((await gathered([port('left')])).result)).toEqual([port('left'), port('right')]);
  });

  it('takes as many statements for thirty products in a tower, or in a row, as for one', async () => {
    const one = await gathered([port('tower-0')]);
    const deep = await gathered([port('tower-29')]);
    const broad = await gathered(Array.from({ length: 30 }, (_, index) => port(`row-${index}`)));
    expect(names(one.result)).toHaveLength(1);
    expect(names(broad.result)).toHaveLength(30);
    expect([deep.statements.length, broad.statements.length]).toEqual([one.statements.length, one.statements.length]);
    // The walk, its promises, its assumptions; the chain of manifests; and five of the neighbourhood.
    expect(one.statements.length).toBeLessThanOrEqual(14);
    const none = await gathered([]);
    expect(none.result.upstreamPorts).toEqual([]);
    // The walk, its promises and assumptions, the ports' names, and what is announced of them.
    expect(one.statements.length - none.statements.length).toBeLessThanOrEqual(6);
  });

  it('leaves out what is retired', async () => {
    await mustPublish(actions, product({ name: 'gone', reads: [] }));
    await actions.retireProduct({ fqn: 'marketing.gone', reason: 'test' });
    expect(names((await gathered([port('gone')])).result)).toEqual([]);
  });

  it('lets a compilation find what breaks a promise far up the chain', async () => {
    await mustPublish(actions, product({ name: 'slow', reads: [], freshness: '7d' }));
    await mustPublish(actions, { ...product({ name: 'between', reads: [port('slow')], freshness: '12h' }) });
    const { diagnostics } = await actions.compileProduct(product({ name: 'fast', reads: [port('between')] }));
    const exceeding = diagnostics.filter(({ code }) => code === 'PORT_FRESHNESS_EXCEEDS_PROVIDER');
    expect(exceeding.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      [
        'PORT_FRESHNESS_EXCEEDS_PROVIDER',
        'warning',
        "Output port 'out' promises freshness 24h, but marketing.slow.out, which it may be made from through marketing.between.out (no model tells), may be 7d old",
      ],
    ]);
  });

  it("finds acme's customers, were they made from what marketing promises at 99%", async () => {
    const request = acmeProduct('sales/customer-360', {
      file: (file) =>
        file.path.endsWith('sales_gold_customers.sql')
          ? {
              ...file,
              content: `${file.content}join {{ source('marketing_interactions', 'customer_interactions') }} as i`,
            }
          : file,
    });
    const { status, diagnostics } = await actions.compileProduct(request);
    expect([status, diagnostics.map(({ code }) => code)]).toEqual(['failed', ['PORT_AVAILABILITY_EXCEEDS_PROVIDER']]);
  });

  it('decision 13: lets a compilation show a true cycle through models and ports, across products', async () => {
    // customer_segments is made from customer_interactions; now the other way round, too.
    const { diagnostics } = await actions.compileProduct(
      acmeProduct('marketing/campaign-attribution', {
        source: (text) => text.replace('sales.customer-360.customers', 'sales.customer-360.customer_segments'),
        file: (file) =>
          file.path.endsWith('silver_interactions.sql')
            ? { ...file, content: `${file.content}\njoin {{ source('customers', 'customer_segments') }} as segments` }
            : file,
      }),
    );
    const found = diagnostics.filter(({ code }) => code === 'LINEAGE_CYCLE');
    expect(found.map(({ severity, message }) => [severity, message.split(': ')[1]?.split(' → ')])).toEqual([
      [
        'warning',
        [
          'marketing.campaign-attribution.customer_interactions',
          'sales.customer-360.marketing_interactions',
          'sales.customer-360.customer_segments',
          'marketing.campaign-attribution.customers',
          'marketing.campaign-attribution#silver_interactions',
          'marketing.campaign-attribution#gold_customer_interactions',
          'marketing.campaign-attribution.customer_interactions',
        ],
      ],
    ]);
  });

  it('of many products is what it is of each, in as many statements as of one', async () => {
    const now = '2026-01-15T12:00:00.000Z';
    const asked = (count: number) =>
      Array.from({ length: count }, (_, at) => document({ name: `tower-${at + 1}`, reads: [port(`tower-${at}`)] }));
    const one = await db.countStatements(() => gatherMeshes(db, asked(1), now));
    const many = await db.countStatements(() => gatherMeshes(db, asked(25), now));
    expect(many.statements.length).toBe(one.statements.length);
    for (const [at, mesh] of many.result.entries()) {
      expect(mesh).toEqual(await gatherMesh(db, asked(25)[at]!, now));
    }
  });

  it('follows the platforms of many, however each is named, in as many statements as one', async () => {
    const now = '2026-01-15T12:00:00.000Z';
    const domains = 'oci://registry.acme.com/domains';
    const named = [
      PLATFORM,
      `${domains}/sales-platform:v2.1.0`,
      `${domains}/marketing-platform:v1`,
      'finance-domain@3.0.0',
    ];
    const on = (platform: string): SourceFile => {
      const { path, content } = document({ name: 'asking', reads: [] });
      return { path, content: content.replace(PLATFORM, platform) };
    };
    const one = await db.countStatements(() => gatherMeshes(db, [on(PLATFORM)], now));
    const many = await db.countStatements(() => gatherMeshes(db, named.map(on), now));
    expect(many.statements.length).toBe(one.statements.length);
    expect(many.result.map(({ refs }) => refs.map(({ found }) => found && `${found.name}@${found.version}`))).toEqual(
      ['marketing-domain@1.3.0', 'sales-domain@2.1.0', 'marketing-domain@1.3.0', 'finance-domain@3.0.0'].map(
        (domain) => [domain, 'acme-enterprise@1.0.0'],
      ),
    );
    const unknown = `${domains}/marketing-platform:v9`;
    const [beside, alone] = await Promise.all([
      gatherMeshes(db, [...named, unknown].map(on), now),
      gatherMesh(db, on(unknown), now),
    ]);
    expect(beside.slice(0, -1)).toEqual(many.result);
    expect(beside.at(-1)).toEqual(alone);
    expect(alone.refs).toMatchObject([{ ref: unknown, found: null, nearMatches: expect.arrayContaining([PLATFORM]) }]);
  });
});
