import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { Graph } from './graph.js';

const ENTERPRISE = `apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: acme, version: "1.0.0", scope: enterprise}
domains: [{name: sales, namespace: sales}, {name: risk, namespace: risk}]
`;
const domain = (name: string): string => `apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: ${name}-domain, version: "1.0.0", scope: domain}
parent: {ref: acme@1.0.0}
domain: {name: ${name}, namespace: ${name}}
plugins: {compute: {type: duckdb}}
`;
const product = (of: string, name: string, ports: string): string => `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: ${name}, version: "1.0.0"}
domain: {ref: ${of}-domain@1.0.0}
ownership: {team: ${of}, email: ${of}@acme.com}
transforms: [{type: dbt, path: models/}]
${ports}
`;

/** A model that passes the gates of its layer: its first column is its key. */
const model = (name: string, ...columns: readonly string[]): string => `
  - name: ${name}
    tests: [{dbt_utils.recency: {field: loaded_at, datepart: day, interval: 1}}]
    columns:
${columns.map((each, index) => `      - {name: ${each}, tests: [not_null${index === 0 ? ', unique' : ''}]}`).join('\n')}
`;

const PEOPLE = product('sales', 'people', 'output_ports: [{name: contacts, table: sales.silver.contacts}]');
const PEOPLE_FILES = [
  {
    path: 'models/m.yml',
    content: `sources: [{name: crm, tables: [{name: accounts, columns: [{name: mail}, {name: spent}]}]}]
models:${model('bronze_accounts', 'mail', 'spent')}${model('silver_contacts', 'email', 'key', 'total', 'label', 'kind')}`,
  },
  { path: 'models/bronze_accounts.sql', content: "select * from {{ source('crm', 'accounts') }}" },
  {
    path: 'models/silver_contacts.sql',
    content: `select mail as email, md5(mail) as key, sum(spent) as total, lower(mail) as label, 'person' as kind
      from {{ ref('bronze_accounts') }} where spent > 0 group by all`,
  },
];

const SCORES = product(
  'risk',
  'scores',
  `input_ports: [{name: people, source: {type: data_product, ref: sales.people.contacts}}]
output_ports: [{name: scores, table: risk.silver.scores}]`,
);
const SCORES_FILES = [
  {
    path: 'models/m.yml',
    content: `sources: [{name: people, tables: [{name: contacts}]}]
models:${model('silver_scores', 'mail', 'label')}`,
  },
  {
    path: 'models/silver_scores.sql',
    content: "select email as mail, {{ cleaned() }} as label from {{ source('people', 'contacts') }}",
  },
];

const PUBLISH = /* GraphQL */ `
  mutation ($input: CompileProductInput!) {
    publishProduct(input: $input) {
      product {
        fqn
      }
      compilation {
        diagnostics {
          code
          message
        }
      }
    }
  }
`;
const PUBLISH_MANIFEST = /* GraphQL */ `
  mutation ($source: String!) {
    publishManifest(input: { source: $source }) {
      manifest {
        name
      }
    }
  }
`;
const LINEAGE = /* GraphQL */ `
  query ($of: String!, $direction: LineageDirection! = DOWNSTREAM, $level: LineageLevel! = COLUMN, $asOf: DateTime) {
    lineage(of: $of, direction: $direction, level: $level, asOf: $asOf) {
      root {
        fqn
        kind
      }
      nodes {
        fqn
        kind
        object {
          id
        }
      }
      edges {
        from
        to
        how
      }
    }
  }
`;

interface Published {
  readonly publishProduct: { readonly product: { readonly fqn: string } | null; readonly compilation: unknown };
}

interface Asked {
  readonly lineage: {
    readonly root: { readonly fqn: string; readonly kind: string };
    readonly nodes: readonly { readonly fqn: string; readonly kind: string; readonly object: unknown }[];
    readonly edges: readonly { readonly from: string; readonly to: string; readonly how: string | null }[];
  };
}

describe.each(databases)('lineage of columns on %s', (dialect) => {
  let graph: Graph;
  const ask = async (of: string, variables: object = {}): Promise<Asked['lineage']> =>
    (await graph.ask<Asked>(LINEAGE, { of, ...variables })).lineage;
  const edges = async (of: string, variables: object = {}): Promise<string[]> =>
    (await ask(of, variables)).edges.map(({ from, to, how }) => `${from} > ${to} ${how ?? ''}`).sort();

  beforeAll(async () => {
    graph = await Graph.open(dialect);
    for (const source of [ENTERPRISE, domain('sales'), domain('risk')]) await graph.ask(PUBLISH_MANIFEST, { source });
    const published = [
      await graph.ask<Published>(PUBLISH, { input: { source: PEOPLE, files: PEOPLE_FILES } }),
      await graph.ask<Published>(PUBLISH, { input: { source: SCORES, files: SCORES_FILES } }),
    ];
    expect(published.map(({ publishProduct }) => publishProduct.product?.fqn ?? publishProduct.compilation)).toEqual([
      'sales.people',
      'risk.scores',
    ]);
  });
  afterAll(() => graph.close());

  it('follows a column through models and contracts of other products, with how it gets there', async () => {
    expect(await edges('source:crm/accounts/mail')).toEqual([
      'risk.scores#silver_scores/label > risk.scores.scores/label IDENTITY',
      'risk.scores#silver_scores/mail > risk.scores.scores/mail IDENTITY',
      'risk.scores.people/email > risk.scores#silver_scores/mail IDENTITY',
      'risk.scores.people/label > risk.scores#silver_scores/label UNKNOWN',
      'sales.people#bronze_accounts/mail > sales.people#silver_contacts/email IDENTITY',
      'sales.people#bronze_accounts/mail > sales.people#silver_contacts/key HASH',
      'sales.people#bronze_accounts/mail > sales.people#silver_contacts/label TRANSFORMATION',
      'sales.people#silver_contacts/email > sales.people.contacts/email IDENTITY',
      'sales.people#silver_contacts/key > sales.people.contacts/key IDENTITY',
      'sales.people#silver_contacts/label > sales.people.contacts/label IDENTITY',
      'sales.people.contacts/email > risk.scores.people/email IDENTITY',
      'sales.people.contacts/key > risk.scores.people/key IDENTITY',
      'sales.people.contacts/label > risk.scores.people/label IDENTITY',
      'source:crm/accounts/mail > sales.people#bronze_accounts/mail IDENTITY',
    ]);
  });

  it('follows it upstream, and leaves out what only decides', async () => {
    expect(await edges('sales.people.contacts/total', { direction: 'UPSTREAM' })).toEqual([
      'sales.people#bronze_accounts/spent > sales.people#silver_contacts/total AGGREGATION',
      'sales.people#silver_contacts/total > sales.people.contacts/total IDENTITY',
      'source:crm/accounts/spent > sales.people#bronze_accounts/spent IDENTITY',
    ]);
  });

  it('names a column as of kind COLUMN, which is no object of its own', async () => {
    const { root, nodes } = await ask('risk.scores.scores/mail', { direction: 'UPSTREAM' });
    expect(root).toEqual({ fqn: 'risk.scores.scores/mail', kind: 'COLUMN' });
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(['COLUMN']));
    expect(nodes.every(({ object }) => object === null)).toBe(true);
    expect(nodes.map(({ fqn }) => fqn)).toContain('sales.people#silver_contacts/email');
  });

  it('starts from each column of a port or model', async () => {
    const { root, nodes } = await ask('risk.scores.scores', { direction: 'UPSTREAM' });
    expect(root).toEqual({ fqn: 'risk.scores.scores', kind: 'OUTPUT_PORT' });
    expect(nodes.map(({ fqn }) => fqn)).toEqual(
      expect.arrayContaining(['risk.scores.scores/label', 'risk.scores.scores/mail', 'source:crm/accounts/mail']),
    );
    expect(await edges('sales.people#silver_contacts')).toContain(
      'sales.people#silver_contacts/email > sales.people.contacts/email IDENTITY',
    );
  });

  it('knows a column that is made of nothing, alone and of its model', async () => {
    const kind = 'sales.people#silver_contacts/kind';
    const at = graph.kit.clock.now().toISOString();
    for (const asOf of [null, at]) {
      const { root, nodes, edges: none } = await ask(kind, { direction: 'UPSTREAM', asOf });
      expect([root, nodes.map(({ fqn }) => fqn), none]).toEqual([{ fqn: kind, kind: 'COLUMN' }, [kind], []]);
      const { nodes: all } = await ask('sales.people#silver_contacts', { direction: 'UPSTREAM', asOf });
      expect(all.map(({ fqn }) => fqn)).toContain(kind);
    }
  });

  it('is one statement over a graph that is in memory, however many columns there are', async () => {
    // On PostgreSQL the position moves with whatever is written beside; then there is one more, which follows the log.
    const least = async (variables: object): Promise<number> => {
      const counts: number[] = [];
      for (let each = 0; each < 5; each += 1) counts.push((await graph.counted(LINEAGE, { ...variables })).statements);
      return Math.min(...counts);
    };
    expect(await least({ of: 'risk.scores.scores/mail', direction: 'UPSTREAM' })).toBe(1);
    expect(await least({ of: 'source:crm/accounts/mail' })).toBe(1);
  });

  it('is told of an instant, too', async () => {
    const now = await edges('sales.people.contacts/total', { direction: 'UPSTREAM' });
    const asOf = graph.kit.clock.now().toISOString();
    expect(await edges('sales.people.contacts/total', { direction: 'UPSTREAM', asOf })).toEqual(now);
  });

  it('says nothing of how at other levels', async () => {
    const { lineage } = await graph.ask<Asked>(LINEAGE, { of: 'sales.people.contacts', level: 'PORT' });
    expect(lineage.edges.map(({ how }) => how)).toEqual([null, null]);
  });

  it.each([
    ['sales.people.contacts/total', 'PORT', /is a column: ask at level COLUMN/],
    ['sales.people', 'COLUMN', /is a product: at level COLUMN ask for one of its ports, models or columns/],
    ['sales.people.contacts/totl', 'COLUMN', /There is no/],
  ])('refuses %s at level %s', async (of, level, message) => {
    expect((await graph.refusal(LINEAGE, { of, level })).message).toMatch(message);
  });
});
