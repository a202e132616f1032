import { beforeAll, describe, expect, it } from 'vitest';
import { askAs, BOOTSTRAP, tokenFor } from '../support/as.js';
import { databases } from '../support/databases.js';
import { startTestServer, type TestServer } from '../support/server.js';

const ENV = { AUTH: 'tokens', BOOTSTRAP_TOKEN: BOOTSTRAP, READ_POLICY: 'grants' };

const ENTERPRISE = `apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: acme, version: "1.0.0", scope: enterprise}
domains: [{name: sales, namespace: sales}, {name: risk, namespace: risk}]
`;
const domain = (name: string): string => `apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: ${name}-domain, version: "1.0.0", scope: domain}
parent: {ref: 'oci://registry.acme.com/acme:v1.0.0'}
domain: {name: ${name}, namespace: ${name}}
plugins: {compute: {type: duckdb}}
`;

/** The columns of one source that each of two domains makes something of: some stand between those of the other. */
const READ = { sales: ['a', 'c', 'd', 'h'], risk: ['b', 'd', 'e', 'f', 'i'] };
const SOURCE = 'source:crm/accounts';

/** A product whose port, granted to nobody, is made of columns of the source. */
function product(of: keyof typeof READ): Record<string, unknown> {
  const columns = READ[of];
  const model = (name: string): string => `
  - name: ${name}
    tests: [{dbt_utils.recency: {field: loaded_at, datepart: day, interval: 1}}]
    columns:
${columns.map((each, index) => `      - {name: ${each}, tests: [not_null${index === 0 ? ', unique' : ''}]}`).join('\n')}`;
  return {
    source: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: people, version: "1.0.0"}
domain: {ref: 'oci://registry.acme.com/${of}-domain:v1.0.0'}
ownership: {team: ${of}, email: ${of}@acme.com}
transforms: [{type: dbt, path: models/}]
output_ports: [{name: contacts, table: ${of}.silver.contacts, access: {default: deny}}]
`,
    files: [
      {
        path: 'models/m.yml',
        content: `sources: [{name: crm, tables: [{name: accounts, columns: [${columns.map((name) => `{name: ${name}}`).join(', ')}]}]}]
models:${model('bronze_accounts')}${model('silver_contacts')}
`,
      },
      {
        path: 'models/bronze_accounts.sql',
        content: `select ${columns.join(', ')} from {{ source('crm', 'accounts') }}`,
      },
      { path: 'models/silver_contacts.sql', content: `select ${columns.join(', ')} from {{ ref('bronze_accounts') }}` },
    ],
  };
}

interface Page {
  readonly nodes: readonly { readonly fqn: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly pageInfo: {
    readonly startCursor: string | null;
    readonly endCursor: string | null;
    readonly hasNextPage: boolean;
  };
}

const placeOf = (cursor: string): [number, string] =>
  JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [number, string];
const cursorAt = (depth: number, fqn: string): string =>
  Buffer.from(JSON.stringify([depth, fqn])).toString('base64url');

describe.each(databases)('the lineage of columns where what is seen goes by grants, on %s', (dialect) => {
  let server: TestServer;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    server = await startTestServer({ dialect, lasting: true, env: ENV });
    for (const source of [ENTERPRISE, domain('sales'), domain('risk')]) {
      const ref = `oci://registry.acme.com/${/name: ([\w-]+)/.exec(source)?.[1]}:v1.0.0`;
      const query = `mutation ($input: PublishManifestInput!) { publishManifest(input: $input) { userErrors { message } } }`;
      const { data } = await askAs(server.url, BOOTSTRAP, query, { input: { source, ref } });
      expect(data).toEqual({ publishManifest: { userErrors: [] } });
    }
    for (const of of ['sales', 'risk'] as const) {
      tokens[of] = await tokenFor(server.url, of, ['publish', 'compile'], [of]);
      const query = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) {
        product { version } userErrors { message } compilation { diagnostics { severity code message } } } }`;
      const { data } = await askAs(server.url, tokens[of], query, { input: product(of) });
      expect(data, JSON.stringify(data)).toMatchObject({ publishProduct: { product: { version: '1.0.0' } } });
    }
  });

  const ask = async (who: string, args: string, fields = 'nodes { fqn } edges { from to }'): Promise<Page> => {
    const query = `{ lineage(level: COLUMN, ${args}) { ${fields} pageInfo { startCursor endCursor hasNextPage } } }`;
    const { data, errors } = await askAs(server.url, tokens[who] ?? null, query);
    expect(errors).toBeUndefined();
    return data?.['lineage'] as Page;
  };

  const asked = [
    `of: "${SOURCE}", direction: DOWNSTREAM`,
    `of: "${SOURCE}", direction: BOTH`,
    'of: "sales.people.contacts", direction: UPSTREAM',
    'of: "sales.people.contacts", direction: BOTH',
  ];
  const SEEN = READ.sales.map((name) => `${SOURCE}/${name}`);

  it('shows the columns of a source of which a column is made that is seen, whatever else is asked for', async () => {
    for (const args of asked) {
      const namesOf = async (fields: string): Promise<string[]> =>
        (await ask('sales', args, fields)).nodes.map(({ fqn }) => fqn).filter((fqn) => fqn.startsWith(`${SOURCE}/`));
      expect(await namesOf('nodes { fqn } edges { from to }')).toEqual(SEEN);
      expect(await namesOf('nodes { fqn }')).toEqual(SEEN);
    }
  });

  // What is hidden is the same on both stores, so of all sizes one is asked.
  const sizes = dialect === 'sqlite' ? Array.from({ length: 12 }, (_, less) => less + 1) : [3];

  it('is the same in pages of every size: none is left out, none comes twice', async () => {
    for (const args of [asked[0], asked[3]]) {
      const whole = await ask('sales', `${args}`);
      const paged = async (size: number): Promise<void> => {
        const nodes: string[] = [];
        const edges: string[] = [];
        let page = await ask('sales', `${args}, first: ${size}`);
        for (let pages = 1; ; pages += 1) {
          nodes.push(...page.nodes.map(({ fqn }) => fqn));
          edges.push(...page.edges.map(({ from, to }) => `${from} ${to}`));
          for (const cursor of [page.pageInfo.startCursor, page.pageInfo.endCursor])
            if (cursor !== null) expect(placeOf(cursor)[1]).not.toMatch(/\/[befi]$/);
          if (!page.pageInfo.hasNextPage) break;
          expect(pages).toBeLessThan(100);
          page = await ask('sales', `${args}, first: ${size}, after: "${page.pageInfo.endCursor}"`);
        }
        expect(nodes, `${args}, ${size}`).toEqual(whole.nodes.map(({ fqn }) => fqn));
        expect(edges.sort(), `${args}, ${size}`).toEqual(whole.edges.map(({ from, to }) => `${from} ${to}`).sort());
      };
      await Promise.all(sizes.map(paged));
    }
  });

  it('tells nothing of what is hidden to who guesses at a place', async () => {
    // Between d and h there are e and f, and g is none.
    const answers = ['e', 'f', 'fa', 'g', 'e0'].map((guess) =>
      ask('sales', `of: "${SOURCE}", direction: DOWNSTREAM, first: 1, after: "${cursorAt(1, `${SOURCE}/${guess}`)}"`),
    );
    const told = (await Promise.all(answers)).map((each) => JSON.stringify(each));
    expect(new Set(told).size).toBe(1);
    expect(told[0]).toContain(`"${SOURCE}/h"`);
  });

  /** What is answered to a question about a column of the source, its name left out. */
  const saidOf = async (who: string, column: string, query: string): Promise<string> => {
    const of = `${SOURCE}/${column}`;
    const answer = await askAs(server.url, tokens[who] ?? null, query.replace('OF', of));
    return JSON.stringify(answer).replaceAll(of, 'OF');
  };

  it('says of a column of a source that is hidden what it says of one that is not there', async () => {
    const now = new Date().toISOString();
    const levels = ['PRODUCT', 'PORT', 'MODEL', 'COLUMN'].map((level) => `level: ${level}`);
    const more = ['level: COLUMN, maxDepth: 0', 'level: COLUMN, first: 1', `level: COLUMN, asOf: "${now}"`];
    const queries = [
      ...[...levels, ...more].map((args) => `{ lineage(of: "OF", ${args}) { totalNodes nodes { fqn } } }`),
      '{ reach(of: "OF") { products } }',
      '{ reach(of: "OF", direction: BOTH) { products } }',
    ];
    for (const query of queries) {
      const [hidden, none] = [await saidOf('sales', 'e', query), await saidOf('sales', 'g', query)];
      expect(hidden, query).toBe(none);
      expect(hidden, query).toContain('"code":"NOT_FOUND"');
      // Its owners are told of it, so that others could have been.
      expect(await saidOf('risk', 'e', query), query).not.toContain('"code":"NOT_FOUND"');
    }
  });

  it('counts what it shows', async () => {
    for (const args of [...asked, `of: "${SOURCE}/d", direction: DOWNSTREAM`]) {
      const query = `{ lineage(level: COLUMN, ${args}) { totalNodes nodes { fqn } } }`;
      const { data } = await askAs(server.url, tokens['sales'] ?? null, query);
      const { totalNodes, nodes } = data?.['lineage'] as { totalNodes: number; nodes: object[] };
      expect(totalNodes, args).toBe(nodes.length);
      const paged = await askAs(server.url, tokens['sales'] ?? null, query.replace(') {', ', first: 2) {'));
      expect((paged.data?.['lineage'] as { totalNodes: number }).totalNodes, args).toBe(totalNodes);
    }
    // Both domains make something of it, and each sees its own.
    const query = `{ reach(of: "${SOURCE}/d") { products ports consumers domains } }`;
    const reached = (token: string | null): Promise<unknown> =>
      askAs(server.url, token, query).then(({ data }) => data?.['reach']);
    const one = { products: 1, ports: 1, consumers: 1, domains: 1 };
    expect(await reached(tokens['sales'] ?? null)).toEqual(one);
    expect(await reached(tokens['risk'] ?? null)).toEqual(one);
    const both = await tokenFor(server.url, 'both', ['compile'], ['sales', 'risk']);
    expect(await reached(both)).toEqual({ products: 2, ports: 2, consumers: 2, domains: 2 });
  });
});
