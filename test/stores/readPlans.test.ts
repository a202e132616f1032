import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/entities/database.js';
import { COMPANY, NOW, publishManifests, publishSketches } from '../resolvers/company.js';
import { Graph } from '../resolvers/graph.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { enlarge, scansOf, type Scan } from '../support/plans.js';

const ORDERS = ['FQN_ASC', 'FQN_DESC', 'PUBLISHED_AT_ASC', 'PUBLISHED_AT_DESC', 'CONSUMERS_DESC', 'CATALOG_ASC'];
const PRODUCT_FILTERS = [
  'domains: ["sales"]',
  'owner: "sales-team"',
  'consumes: "sales.customer-360.customers"',
  'provides: "sales.customer-360.customers"',
  'pattern: MEDALLION',
  'text: "customer-3"',
  'domains: ["sales"], text: "unified view"',
];
const CONTRACT_FILTERS = [
  'text: "finance"',
  'status: [ACTIVE]',
  'provider: "sales.customer-360"',
  'consumer: "sales.customer-360"',
];
const CHANGE_FILTERS = [
  'domains: ["sales"]',
  'domains: ["sales", "finance"], role: PROVIDER',
  'domains: ["sales"], role: CONSUMER',
  'actors: ["olga"]',
  'actors: ["olga"], kinds: [COLUMN_ADDED]',
  'products: ["sales.customer-360"]',
  'ports: ["sales.customer-360.customers"]',
  'contracts: ["sales-to-finance-customers"]',
  'since: "2026-01-15T12:00:00Z"',
];
const BREACH_FILTERS = ['open: true', 'domains: ["sales"]', 'products: ["sales.customer-360"]', 'ports: ["sales.a.b"]'];
const THING = 'nodes { fqn domain { name } ownership { team } outputPorts { name } inputPorts { name } }';

/** The read path, by plans and by resolvers: each with what its fields lead to. */
const OPERATIONS = [
  `{ product(fqn: "sales.customer-360") { fqn domain { name } latestCompilation { status } schedule { cron }
    versions(first: 3) { totalCount nodes { version } } models(first: 3) { totalCount nodes { name } }
    outputPorts { name slaStatus { state } namespace { path grants { grantee } }
      consumers(first: 5) { totalCount nodes { fqn } } contracts(first: 5) { totalCount nodes { name } } }
    inputPorts { name source { ... on DataProductSource { ref port { fqn } } } contract { name } }
    consumers(first: 5) { totalCount nodes { fqn } } providers(first: 5) { totalCount nodes { fqn } }
    contracts(first: 5) { totalCount nodes { name versions(first: 2) { totalCount nodes { version } }
      changes(first: 2) { totalCount nodes { kind } } } } announcement { version } } }`,
  `{ product(fqn: "sales.customer-360") { fqn domain { name layers { name } namespaces { path tables(first: 3) { nodes { path } } } }
    versions(first: 3) { totalCount nodes { version } } models(first: 3) { totalCount nodes { name } }
    outputPorts { name namespace { path grants { grantee } } consumers(first: 5) { totalCount nodes { fqn } edges { cursor } }
      contracts(first: 5) { totalCount nodes { name consumer { fqn outputPorts { name } } } } }
    inputPorts { name source { ... on DataProductSource { ref } } }
    consumers(first: 5) { totalCount nodes { fqn } } providers(first: 5) { totalCount nodes { fqn } }
    contracts(first: 5) { totalCount nodes { name provider { columns { name } } versions(first: 2) { totalCount nodes { version } } } } } }`,
  ...ORDERS.map((order) => `{ products(first: 10, orderBy: ${order}) { totalCount ${THING} } }`),
  ...ORDERS.map((order) => `{ products(first: 10, orderBy: ${order}, filter: { pattern: MEDALLION }) { ${THING} } }`),
  ...PRODUCT_FILTERS.map((filter) => `{ products(first: 10, filter: { ${filter} }) { totalCount ${THING} } }`),
  '{ products(first: 10, filter: { owner: "sales-team", pattern: MEDALLION }) { totalCount } }',
  '{ contracts(first: 5) { totalCount nodes { name } } }',
  ...CONTRACT_FILTERS.map((filter) => `{ contracts(first: 5, filter: { ${filter} }) { totalCount nodes { name } } }`),
  '{ contracts(first: 5, filter: { status: [ACTIVE, BROKEN] }) { totalCount nodes { name } } }',
  '{ contractChanges(first: 5) { totalCount nodes { kind } } }',
  ...CHANGE_FILTERS.map(
    (filter) => `{ contractChanges(first: 5, filter: { ${filter} }) { totalCount nodes { kind } } }`,
  ),
  '{ contractChanges(first: 5, filter: { kinds: [COLUMN_ADDED] }) { totalCount nodes { kind } } }',
  '{ search(text: "customer view") { totalCount nodes { __typename } } }',
  '{ search(text: "segments of", kinds: [PORT, COLUMN]) { totalCount nodes { __typename } } }',
  '{ search(text: "customer", filter: { domains: ["sales"], owners: ["sales-team"] }) { totalCount nodes { __typename } } }',
  '{ search(text: "customer_id", filter: { classifications: ["pii"] }) { totalCount nodes { __typename } } }',
  '{ search(text: "custmer") { meant totalCount nodes { __typename } } }',
  '{ terms(first: 5) { totalCount nodes { name manifest { name } uses(first: 5) { totalCount nodes { __typename } } } } }',
  '{ term(name: "customer") { definition uses(first: 5) { nodes { __typename } } } }',
  '{ outputPort(fqn: "sales.customer-360.customers") { tags terms { name } columns { tags terms { name } } } }',
  '{ searchFacets(text: "customer view") { name values { value count } } }',
  '{ searchFacets(text: "custmer", kinds: [PORT], filter: { domains: ["sales"] }) { name values { value count } } }',
  '{ slaBreaches(first: 5) { totalCount nodes { observed } } }',
  ...BREACH_FILTERS.map(
    (filter) => `{ slaBreaches(first: 5, filter: { ${filter} }) { totalCount nodes { observed } } }`,
  ),
  `{ observations(first: 5, port: "sales.customer-360.customers") { totalCount nodes { observed } } }`,
  `{ observations(first: 5, port: "sales.customer-360.customers", objective: QUALITY, since: "2026-01-01T00:00:00Z") { totalCount nodes { id } } }`,
  '{ accessRequests(first: 5) { nodes { by port { fqn } } } }',
  '{ accessRequests(first: 5, status: OPEN) { totalCount nodes { by } } }',
  '{ accessRequests(first: 5, port: "sales.customer-360.customers") { totalCount nodes { by } } }',
  '{ runs(first: 5) { nodes { status product { fqn } steps { name } } } }',
  '{ runs(first: 5, product: "sales.customer-360") { totalCount nodes { status } } }',
  '{ domains(first: 5) { totalCount nodes { name products(first: 3) { totalCount nodes { fqn } } } } }',
  '{ outputPort(fqn: "sales.customer-360.customers") { fqn product { fqn } } }',
  '{ contract(name: "sales-to-finance-customers") { name provider { fqn } consumer { fqn } } }',
  '{ manifest(name: "sales-domain") { name version } }',
  '{ lineage(of: "sales.customer-360.customers", level: MODEL, direction: BOTH) { nodes { fqn } edges { from } } }',
  '{ lineage(of: "sales.customer-360.customers", direction: BOTH, asOf: "2026-01-15T12:00:00Z") { nodes { fqn } edges { from } } }',
];

/** What was at another time, and what would be. */
const THEN = [
  `{ product(fqn: "sales.customer-360", asOf: "${NOW}") { fqn contracts(first: 5) { nodes { name } }
    outputPorts { contracts(first: 5) { nodes { name } } } } }`,
  `{ previewChange(input: { port: { fqn: "sales.customer-360.customers", schema: "{\\"type\\": \\"object\\"}" } }) {
    preview { json consumers { contract { name } consumer { fqn } } downstream { product { fqn } } } } }`,
];

/** What is read from end to end, and why that is right. */
const ALLOWED: readonly (readonly [why: string, allowed: (scan: Scan) => boolean])[] = [
  [
    'there are as many as the company has domains',
    ({ table }) => ['domains', 'manifests', 'namespaces'].includes(table),
  ],
  ['there are as many as the glossary explains', ({ table }) => table === 'terms'],
  ['the vocabulary has each word of a name once, whatever the number of names', ({ table }) => table === 'words'],
  ['the rows come in the order of an index, and the reading ends with the page', ({ walked }) => walked],
];

describe.each(databases)('the read path on %s', (dialect) => {
  let graph: Graph;
  let url: string;
  beforeAll(async () => {
    url = await newDatabaseUrl(dialect);
    graph = await Graph.open(dialect, () => Database.open(url));
    await publishManifests(graph.kit);
    await publishSketches(graph.kit, COMPANY);
    if (dialect === 'postgres') await enlarge(graph.db);
  });
  afterAll(() => graph.close());

  const scansOfAsking = async (operation: string): Promise<Scan[]> => {
    const { statements } = await graph.db.countStatements(async () => {
      const planned = await graph.planned(operation);
      const resolved = await graph.ask(operation);
      if (planned) expect(planned).toEqual(resolved);
    });
    expect(statements.length).toBeGreaterThan(0);
    const scans: Scan[] = [];
    for (const statement of new Set(statements)) scans.push(...(await scansOf(graph.db, url, statement)));
    return scans;
  };

  it.each(OPERATIONS)('scans no table that grows with the mesh: %s', async (operation) => {
    const scans = await scansOfAsking(operation);
    expect(scans.filter((scan) => !ALLOWED.some(([, allowed]) => allowed(scan)))).toEqual([]);
  });

  // PostgreSQL is told here of few of the tables that these read, that they are large.
  it.runIf(dialect === 'sqlite').each(THEN)('scans none for what was, or would be: %s', async (operation) => {
    const scans = await scansOfAsking(operation);
    expect(scans.filter((scan) => !ALLOWED.some(([, allowed]) => allowed(scan)))).toEqual([]);
  });

  it('would tell of a scan', async () => {
    const where = dialect === 'sqlite' ? '?' : '$1';
    const scan = async (statement: string): Promise<unknown[]> =>
      (await scansOf(graph.db, url, statement)).map(({ table, walked }) => [table, walked]);
    expect(await scan('SELECT COUNT(*) FROM products p')).toEqual([['products', false]]);
    expect(await scan(`SELECT p.id FROM products p WHERE p.description = ${where}`)).toEqual([['products', false]]);
    expect(await scan('SELECT p.id FROM products p ORDER BY p.description LIMIT 5')).toEqual([['products', false]]);
    expect(await scan('SELECT p.id FROM products p ORDER BY p.fqn LIMIT 5')).toEqual([['products', true]]);
    expect(await scan(`SELECT p.id FROM products p WHERE p.fqn = ${where}`)).toEqual([]);
  });
});
