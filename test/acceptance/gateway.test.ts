import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { composeServices as composeByApollo } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { composeServices as composeByGuild } from '@theguild/federation-composition';
import { createClient } from 'graphql-sse';
import { type ConstDirectiveNode, Kind, parse, print, visit } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { campaignAttribution, mustPublish } from '../support/acme.js';
import { servedSdl } from '../schema/served.js';
import { atEnd, atEndOfFile } from '../support/atEnd.js';
import { until } from '../support/follow.js';
import { root, startTestServer, type TestServer } from '../support/server.js';

const page = readFileSync(path.join(root, 'docs/federation.md'), 'utf8');

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ';

/** The company's teams: each owns products, which it finds by the email of their owner. */
const TEAMS = `
  ${LINK}["@key", "@external", "@requires"])
  type Team @key(fields: "email") { email: String! name: String! }
  type Owner { email: String @external }
  type DataProduct @key(fields: "fqn") {
    fqn: String!
    ownership: Owner! @external
    ownedBy: Team @requires(fields: "ownership { email }")
  }
  type Query { team(email: String!): Team }
`;

/** Another team's monitors: they know ports by their fqn. */
const MONITORS = `
  ${LINK}["@key"])
  type OutputPort @key(fields: "fqn") { fqn: String! monitors: Int! }
  type Query { mostMonitored: [OutputPort!]! }
`;

interface Referred {
  readonly fqn: string;
  readonly ownership?: { readonly email: string } | null;
}

type Resolvers = NonNullable<
  Exclude<Parameters<typeof buildSubgraphSchema>[0], unknown[] | { kind: unknown }>['resolvers']
>;

/** The ports that are monitored most, at the moment. */
const MOST = ['sales.customer-360.customers', 'finance.revenue-metrics.revenue'];
let monitored: readonly string[] = MOST;

interface Monitored {
  readonly data: { readonly mostMonitored: readonly { readonly fqn: string }[] };
}

interface Audited {
  readonly auditEvents: { readonly nodes: readonly { readonly id: string }[] };
}

/** What a gateway says of what is not in its API. */
const UNKNOWN = expect.stringMatching(/Cannot query field|Unknown type/) as string;

const teamOf = (email: string): object => ({ email, name: email.split('@')[0] });

const RESOLVERS: Readonly<Record<string, Resolvers>> = {
  teams: {
    Query: { team: (_root, { email }: { email: string }) => teamOf(email) },
    Team: { __resolveReference: ({ email }: { email: string }) => teamOf(email) },
    DataProduct: {
      __resolveReference: (reference: Referred) => reference,
      ownedBy: ({ ownership }: Referred) => ownership && teamOf(ownership.email),
    },
  },
  monitors: {
    Query: { mostMonitored: () => monitored.map((fqn) => ({ fqn })) },
    OutputPort: {
      __resolveReference: ({ fqn }: Referred) => ({ fqn }),
      monitors: ({ fqn }: Referred) => fqn.length % 7,
    },
  },
};

interface Subgraph {
  readonly name: string;
  readonly typeDefs: string;
  readonly url: string;
}

async function startSubgraph(name: string, typeDefs: string): Promise<Subgraph> {
  const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: RESOLVERS[name] });
  const server = new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  atEndOfFile(() => server.stop());
  return { name, typeDefs, url };
}

const COMPOSERS = { '@apollo/composition': composeByApollo, '@theguild/federation-composition': composeByGuild };

/** The supergraph of subgraphs; throws where they do not compose. */
function supergraphOf(composer: keyof typeof COMPOSERS, subgraphs: readonly Subgraph[]): string {
  const services = subgraphs.map((each) => ({ ...each, typeDefs: parse(each.typeDefs) }));
  const { supergraphSdl, errors } = COMPOSERS[composer](services);
  if (!supergraphSdl) throw new Error(errors?.map((each) => each.message).join('\n'));
  return supergraphSdl;
}

async function startApollo(supergraphSdl: string): Promise<string> {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  atEndOfFile(() => server.stop());
  return url;
}

async function startHive(supergraph: string): Promise<string> {
  const gateway = createGatewayRuntime({ supergraph, logging: false });
  const http = createServer((request, response) => void gateway(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  atEndOfFile(async () => {
    http.closeAllConnections();
    http.close();
    await gateway.dispose();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
}

async function askGateway(url: string, query: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const JOINED = `{
  mostMonitored { fqn monitors table product { fqn ownedBy { name } } }
  product(fqn: "marketing.campaign-attribution") { version ownedBy { name email } outputPorts { name monitors } }
  team(email: "sales-data@acme.com") { name }
}`;

const GATEWAYS = { 'Apollo Gateway': startApollo, 'Hive gateway': startHive };
const PAIRS = Object.keys(GATEWAYS).flatMap((gateway) => Object.keys(COMPOSERS).map((composer) => [gateway, composer]));

describe.each(PAIRS as [keyof typeof GATEWAYS, keyof typeof COMPOSERS][])(
  'the catalog behind %s, composed by %s',
  (name, composer) => {
    let catalog: TestServer;
    let gateway: string;
    beforeAll(async () => {
      catalog = await startTestServer({ acme: true, lasting: true });
      const { _service } = await catalog.data<{ _service: { sdl: string } }>('{ _service { sdl } }');
      const subgraphs = [
        { name: 'catalog', typeDefs: _service.sdl, url: `${catalog.url}/graphql` },
        await startSubgraph('teams', TEAMS),
        await startSubgraph('monitors', MONITORS),
      ];
      gateway = await GATEWAYS[name](supergraphOf(composer, subgraphs));
    });

    it('answers with what other teams know of its products and ports, both ways', async () => {
      monitored = MOST;
      expect(await askGateway(gateway, JOINED)).toEqual({
        data: {
          mostMonitored: [
            {
              fqn: 'sales.customer-360.customers',
              monitors: 0,
              table: 'sales.gold.customers',
              product: { fqn: 'sales.customer-360', ownedBy: { name: 'sales-analytics' } },
            },
            {
              fqn: 'finance.revenue-metrics.revenue',
              monitors: 3,
              table: 'finance.facts.revenue',
              product: { fqn: 'finance.revenue-metrics', ownedBy: { name: 'finance-analytics' } },
            },
          ],
          product: {
            version: '1.5.0',
            ownedBy: { name: 'marketing-analytics', email: 'marketing-analytics@acme.com' },
            outputPorts: [
              { name: 'customer_interactions', monitors: 3 },
              { name: 'attribution', monitors: 0 },
            ],
          },
          team: { name: 'sales-data' },
        },
      });
    });

    it('hides what is for operators alone, where an id leads to it as well', async () => {
      await catalog.data('mutation { retireProduct(input: { fqn: "a.b", reason: "r" }) { userErrors { code } } }');
      const { auditEvents } = await catalog.data<Audited>('{ auditEvents(first: 1) { nodes { id } } }');
      const [event] = auditEvents.nodes;
      expect(event?.id).toBeDefined();
      for (const asked of [
        '{ auditEvents { totalCount } }',
        '{ tokens { totalCount } }',
        'mutation { revokeToken(input: { id: "x" }) { userErrors { code } } }',
        `{ node(id: "${event?.id}") { ... on AuditEvent { actor } } }`,
      ])
        expect(await askGateway(gateway, asked), asked).toMatchObject({ errors: [{ message: UNKNOWN }] });
      const shown = `{ node(id: "${event?.id}") { id } product(fqn: "sales.customer-360") { fqn } type: __type(name: "AuditEvent") { name } }`;
      expect(await askGateway(gateway, shown)).toMatchObject({
        data: { node: null, product: { fqn: 'sales.customer-360' }, type: null },
      });
    });

    it('is asked for all entities of a type in one statement, however many there are', async () => {
      const counts: number[] = [];
      for (const ports of [2, 8]) {
        const all = await catalog.data<{ products: { nodes: { outputPorts: { fqn: string }[] }[] } }>(
          '{ products(first: 100) { nodes { outputPorts { fqn } } } }',
        );
        const fqns = all.products.nodes.flatMap((each) => each.outputPorts.map(({ fqn }) => fqn)).slice(0, ports);
        monitored = fqns;
        const { statements } = await catalog.db.countStatements(async () => {
          const answer = (await askGateway(gateway, '{ mostMonitored { fqn table monitors } }')) as Monitored;
          expect(answer.data.mostMonitored.map(({ fqn }) => fqn)).toEqual(fqns);
        });
        counts.push(statements.length);
      }
      expect(counts[0]).toBe(counts[1]);
    });
  },
);

describe.each(Object.keys(COMPOSERS) as (keyof typeof COMPOSERS)[])('the supergraph of %s', (composer) => {
  const composed = (typeDefs: string): string =>
    supergraphOf(composer, [{ name: 'catalog', typeDefs, url: 'http://127.0.0.1:2/graphql' }]);

  it('says what the catalog says of the cost of its fields', () => {
    const said = (text: string): string[] => {
      const found: string[] = [];
      const enter = ({ name, arguments: args }: ConstDirectiveNode): void => {
        if (/^(cost|listSize)$/.test(name.value)) found.push([name.value, ...(args ?? []).map(print).sort()].join(' '));
      };
      visit(parse(text), { Directive: (node) => enter(node as ConstDirectiveNode) });
      return found.sort();
    };
    expect(said(servedSdl)).toContain('cost weight: 10001');
    expect(said(composed(servedSdl))).toEqual(said(servedSdl));
  });

  it('shows operators what docs/federation.md opens to them, and can still tell it from the rest', () => {
    const [, taken = ''] = /sed 's\/([^/]+)\/\/'/.exec(page) ?? [];
    expect(taken).not.toBe('');
    const { definitions } = parse(composed(servedSdl.replaceAll(taken, '')));
    const query = definitions.find((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION && each.name.value === 'Query');
    const fields = query && 'fields' in query ? (query.fields ?? []) : [];
    const marks = fields.find(({ name }) => name.value === 'auditEvents')?.directives?.map((each) => print(each));
    expect(marks).toContain('@tag(name: "operator")');
    expect(marks).not.toContain('@inaccessible');
  });
});

describe('a subscription through Hive gateway', () => {
  it('comes from the catalog as events, as the gateway asks where nothing else is configured', async () => {
    const catalog = await startTestServer({ acme: true });
    const typeDefs = (await catalog.data<{ _service: { sdl: string } }>('{ _service { sdl } }'))._service.sdl;
    const subgraphs = [
      { name: 'catalog', typeDefs, url: `${catalog.url}/graphql` },
      await startSubgraph('teams', TEAMS),
    ];
    const url = await startHive(supergraphOf('@theguild/federation-composition', subgraphs));
    const client = createClient({ url, retryAttempts: 0 });
    atEnd(() => client.dispose());
    const events = client.iterate({ query: 'subscription { productPublished { fqn version ownedBy { name } } }' });
    const next = events.next();
    await until(() => catalog.followers() === 1);
    const kit = { db: catalog.db, clock: { now: () => new Date() }, actor: { name: null }, registry: { base: null } };
    await mustPublish(
      createActions(kit),
      campaignAttribution('1.6.0', (names) => (names['extra'] = { type: 'string' })),
    );
    expect((await next).value).toEqual({
      data: {
        productPublished: {
          fqn: 'marketing.campaign-attribution',
          version: '1.6.0',
          ownedBy: { name: 'marketing-analytics' },
        },
      },
    });
    await events.return?.();
    await until(() => catalog.followers() === 0);
  });
});

describe('a subgraph with connections and nodes of its own (Relay)', () => {
  const relay = (pageInfo: string, root = ''): string => `
    ${LINK}["@key", "@shareable", "@override"])
    ${pageInfo}
    interface Node { id: ID! }
    type Ticket implements Node @key(fields: "id") { id: ID! title: String! }
    type TicketEdge { node: Ticket! cursor: String! }
    type TicketConnection { edges: [TicketEdge!]! pageInfo: PageInfo! }
    type Query { tickets(first: Int): TicketConnection! ${root} }`;
  const pageInfo = (cursor: string): string =>
    `type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: ${cursor} endCursor: ${cursor} }`;
  const tickets = (typeDefs: string): Subgraph => ({ name: 'tickets', typeDefs, url: 'http://127.0.0.1:1/graphql' });
  const catalogOf = (typeDefs: string): Subgraph => ({ name: 'catalog', typeDefs, url: 'http://127.0.0.1:2/graphql' });

  describe.each(Object.keys(COMPOSERS) as (keyof typeof COMPOSERS)[])('by %s', (composer) => {
    it('does not compose as it stands: its cursors are Strings', () => {
      const compose = () => supergraphOf(composer, [catalogOf(servedSdl), tickets(relay(pageInfo('String')))]);
      expect(compose).toThrow('it has type "Cursor" in subgraph "catalog" but type "String"');
    });

    it('composes with `scalar Cursor`, and with `node` taken over by @override, as docs/federation.md says', () => {
      const root = `
        node(id: ID!): Node @override(from: "catalog")
        nodes(ids: [ID!]!): [Node]! @override(from: "catalog")`;
      const own = relay(`scalar Cursor ${pageInfo('Cursor')}`, root);
      expect(supergraphOf(composer, [catalogOf(servedSdl), tickets(own)])).toContain('type Ticket');
      expect(page).toContain('scalar Cursor');
      expect(page).toContain('node(id: ID!): Node @override(from: "catalog")');
    });

    it('composes as it stands where the catalog is given to the composer with Strings, as docs/federation.md says', () => {
      const [, from = '', to = ''] = /s\/([^/]+)\/([^/]+)\/'/.exec(page) ?? [];
      const unescaped = from.replace(/\\([()|])/g, '$1');
      const changed = servedSdl.replace(new RegExp(unescaped, 'g'), to.replace('\\1', '$1'));
      expect(changed).not.toBe(servedSdl);
      const subgraphs = [catalogOf(changed), tickets(relay(pageInfo('String')))];
      expect(supergraphOf(composer, subgraphs)).toContain('type Ticket');
    });
  });
});
