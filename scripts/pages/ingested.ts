import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import { datasetPorts } from '../../src/actions/ingest/datasetPorts.js';
import { Database } from '../../src/entities/database.js';
import { readEvent } from '../../src/ingest/openlineage/readEvent.js';
import type { ToldDataset } from '../../src/ingest/told.js';
import { readFolder, realInput } from '../../test/support/inputs.js';

// The section of docs/compatibility.md on what tools tell: real events of OpenLineage and artifacts of dbt, handed in to a
// catalog whose ports offer some of the tables that they speak of. Nothing in it depends on the clock or the machine.

const NOW = '2026-12-01T00:00:00.000Z';
const REGISTRY = 'oci://registry.example.com';

type Ports = Readonly<Record<string, { readonly table: string; readonly columns?: readonly string[] }>>;

/** Products by the real datasets that their ports offer. A domain is of one namespace: the first part of its tables. */
const PRODUCTS: Readonly<Record<string, Ports>> = {
  'lake.sources': {
    source1: { table: 'default.cll_source1', columns: ['a', 'b'] },
    source2: { table: 'default.cll_source2', columns: ['a', 'c'] },
  },
  'lake.result': { tbl1: { table: 'default.tbl1', columns: ['ident', 'trans', 'agg'] } },
  'airflow.uploads': {
    upload: { table: 'mock-project.test.upload' },
    upload_cp: { table: 'mock-project.test.upload_cp' },
  },
  'simple.tables': { input: { table: 'test.table.input' }, output: { table: 'test.table.output' } },
  'kitchen.pies': {
    apples: { table: 'apple.whole' },
    cider: { table: 'apple.cider' },
    filling: { table: 'apple.filling' },
    pie: { table: 'apple.pie' },
  },
  'marquez.tables': { table: { table: 'instance.schema.table' }, output: { table: 'instance.schema.output-1' } },
  'bigquery.models': {
    source: { table: 'random-gcp-project.dbt_test1.source_table' },
    model: { table: 'random-gcp-project.dbt_test1.test_model' },
    first: { table: 'random-gcp-project.dbt_test1.test_first_dbt_model' },
  },
  'postgres.models': {
    second: { table: 'postgres.postgres.my_second_dbt_model' },
    snapshot: { table: 'postgres.postgres.orders_snapshot' },
  },
  'shop.jaffle': { customers: { table: 'shop.marts.customers' }, orders: { table: 'shop.marts.orders' } },
  'bouncer.orders': {
    orders: { table: 'dbt.main_marts.orders' },
    payments: { table: 'dbt.main_stg_payments.stg_payments' },
  },
};

const domainOf = (fqn: string): string => fqn.split('.')[0] ?? '';
const tablesOf = (domain: string): string[] =>
  Object.entries(PRODUCTS).flatMap(([fqn, ports]) =>
    domainOf(fqn) === domain ? Object.values(ports).map(({ table }) => table) : [],
  );
const rootOf = (domain: string): string => tablesOf(domain)[0]?.split('.')[0] ?? '';

function domainManifest(name: string): object {
  const spaces = [...new Set(tablesOf(name).map((table) => table.replace(/\.[^.]+$/, '')))];
  const layers = ['gold', 'silver', 'bronze'].map((layer, index) => [
    layer,
    { catalog_namespace: spaces[index] ?? `${rootOf(name)}.${layer}` },
  ]);
  return {
    metadata: { name, version: '1.0.0', scope: 'domain' },
    parent: { ref: `${REGISTRY}/enterprise:v1.0.0` },
    domain: { name, namespace: rootOf(name), owners: [{ team: name, email: `${name}@example.com` }] },
    data_architecture: { pattern: 'medallion', layers: Object.fromEntries(layers) },
  };
}

const DOMAINS = [...new Set(Object.keys(PRODUCTS).map(domainOf))];
const MANIFESTS: Readonly<Record<string, object>> = {
  enterprise: {
    metadata: { name: 'enterprise', version: '1.0.0', scope: 'enterprise' },
    domains: DOMAINS.map((name) => ({ name, namespace: rootOf(name), owners: [`${name}@example.com`] })),
  },
  ...Object.fromEntries(DOMAINS.map((name) => [name, domainManifest(name)])),
};

const productOf = ([fqn, ports]: [string, Ports]): object => ({
  apiVersion: 'floe.dev/v1',
  kind: 'DataProduct',
  metadata: { name: fqn.split('.')[1], version: '1.0.0' },
  domain: { ref: `${REGISTRY}/${domainOf(fqn)}:v1.0.0` },
  ownership: { team: 'tools', email: 'tools@example.com' },
  output_ports: Object.entries(ports).map(([port, { table, columns = ['id'] }]) => ({
    name: port,
    table,
    schema: { columns: columns.map((column) => ({ name: column, type: 'string' })) },
    sla: { freshness: '6h', availability: '99.9%' },
  })),
});

async function publish(actions: Actions): Promise<void> {
  const errors: object[] = [];
  for (const [name, document] of Object.entries(MANIFESTS)) {
    const source = stringify({ apiVersion: 'floe.dev/v1', kind: 'Manifest', ...document });
    const [file, ref] = [`${name}-manifest.yaml`, `${REGISTRY}/${name}:v1.0.0`];
    const { manifest, compilation, userErrors } = await actions.publishManifest({ source, file, ref });
    errors.push(...userErrors, ...(manifest ? [] : compilation.diagnostics));
  }
  for (const each of Object.entries(PRODUCTS)) {
    const request = { source: stringify(productOf(each)), file: 'data-product.yaml', files: [] };
    const { product, compilation, userErrors } = await actions.publishProduct(request);
    errors.push(...userErrors, ...(product ? [] : compilation.diagnostics));
  }
  await actions.addDatasetAlias({ namespace: 'grandmas.kitchen', name: 'apples', port: 'kitchen.pies.apples' });
  if (errors.length > 0) throw new Error(`The mesh was refused: ${JSON.stringify(errors)}`);
}

/** `2 files, 1 table of no port` */
function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join('<br>') || 'none';
}

const line = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

// OpenLineage

const EVENTS: Readonly<Record<string, RegExp>> = {
  'compat-consumer/CLL': /./,
  'compat-consumer/airflow': /./,
  'compat-consumer/simple_run_event': /./,
  'marquez-resources/apples': /./,
  'marquez-resources/open_lineage': /./,
  'ol-dbt-fixtures/dbt': /result\.json$/,
  'spec-test-vectors/tests': /./,
};

/** What in a folder is an event, of one or of a list; facets, settings and schemas have no time. */
const eventsIn = (folder: string, fitting: RegExp): unknown[] =>
  readFolder(realInput('openlineage', folder), /\.json$/)
    .filter(({ path }) => fitting.test(path))
    .flatMap(({ content }): unknown => JSON.parse(content))
    .filter((each) => typeof each === 'object' && each !== null && 'eventTime' in each);

const ownLeaves = new Set(
  Object.values(PRODUCTS).flatMap((ports) => Object.values(ports).map(({ table }) => table.split('.').at(-1))),
);

function whyUnmatched({ namespace, name }: ToldDataset): string {
  if (/^(gs|s3|file)(:|$)/.test(namespace)) return 'a file';
  return ownLeaves.has(name.split('.').at(-1)) ? 'a table of that name elsewhere' : 'a table of no port';
}

const isReadable = (event: unknown): boolean => {
  try {
    readEvent(event);
    return true;
  } catch {
    return false;
  }
};

async function eventsLine(db: Database, actions: Actions, folder: string, fitting: RegExp): Promise<string> {
  const events = eventsIn(folder, fitting);
  const { outcomes, edges, matched, unmatched } = await actions.ingestLineage({ events });
  const datasets = new Map(
    events.filter(isReadable).flatMap((event) => readEvent(event).datasets.map((each) => [each.key, each] as const)),
  );
  const standing = await datasetPorts(db, [...datasets.values()]);
  const strange = [...datasets.values()].filter(({ key }) => !standing.get(key)?.isKnown);
  const refused = outcomes.flatMap((each) => ('refused' in each ? [each.refused.replace(/, such as.*/, '')] : []));
  const observations = outcomes.reduce((sum, each) => sum + ('observations' in each ? each.observations : 0), 0);
  const why = counted(strange.map(whyUnmatched));
  return line(folder, events.length, counted(refused), matched, unmatched, why, observations, edges);
}

// dbt

interface Artifacts {
  readonly product: string;
  readonly manifest: string;
  readonly runResults?: string;
  readonly sources?: string;
  readonly catalog?: string;
}

const PARSER = 'dbt-artifacts/artifacts-parser';
const olDbt = (name: string, product: string): Artifacts => ({
  product,
  manifest: `openlineage/ol-dbt-fixtures/dbt/${name}/target/manifest.json`,
  runResults: `openlineage/ol-dbt-fixtures/dbt/${name}/target/run_results.json`,
});
const parser = (manifest: string, runResults: string, catalog: string): Artifacts => ({
  product: 'shop.jaffle',
  manifest: `${PARSER}/manifest/${manifest}.json`,
  runResults: `${PARSER}/run_results/${runResults}.json`,
  catalog: `${PARSER}/catalog/v1/jaffle_shop/${catalog}.json`,
});
const ARTIFACTS: readonly Artifacts[] = [
  parser('v4/jaffle_shop/manifest', 'v4/jaffle_shop/run_results', 'catalog'),
  parser('v11/jaffle_shop/manifest', 'v5/jaffle_shop/run_results', 'catalog'),
  parser('v12/jaffle_shop/manifest_1.8', 'v6/jaffle_shop/run_results', 'catalog'),
  parser('v12/jaffle_shop/manifest_1.11', 'v6/jaffle_shop/run_results_1.11', 'catalog_1.11'),
  {
    product: 'bouncer.orders',
    manifest: 'dbt-artifacts/dbt-bouncer-1.12/dbt_112/target/manifest.json',
    runResults: 'dbt-artifacts/dbt-bouncer-1.12/dbt_112/target/run_results.json',
    catalog: 'dbt-artifacts/dbt-bouncer-1.12/dbt_112/target/catalog.json',
  },
  {
    product: 'simple.tables',
    manifest: 'dbt-artifacts/tap-dbt-artifacts/target/manifest.json',
    runResults: 'dbt-artifacts/tap-dbt-artifacts/target/run_results.json',
    sources: 'dbt-artifacts/tap-dbt-artifacts/target/sources.json',
    catalog: 'dbt-artifacts/tap-dbt-artifacts/target/catalog.json',
  },
  ...['build', 'catalog', 'profiles', 'small'].map((name) => olDbt(name, 'bigquery.models')),
  olDbt('snapshot', 'postgres.models'),
  olDbt('duckdb', 'shop.jaffle'),
];

const textOf = (file: string): string => readFileSync(realInput(file), 'utf8');

async function artifactsLine(actions: Actions, { product, ...files }: Artifacts): Promise<string> {
  const texts = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, textOf(file)]));
  const manifest = texts['manifest'] ?? '';
  const { nodes, sources } = JSON.parse(manifest) as Record<'nodes' | 'sources', object>;
  const run = JSON.parse(texts['runResults'] ?? '{}') as {
    metadata?: { dbt_version?: string };
    args?: { which?: string };
    results?: unknown[];
  };
  const told = await actions.ingestDbt({ ...texts, product, manifest });
  const why = told.unmatched.map((id) => (id in nodes || id in sources ? 'of no port' : 'not in the manifest'));
  const refused = told.userErrors.map(({ message }) => message);
  return line(
    files.manifest.replace(/^openlineage\/|^dbt-artifacts\/|(\/target)?\/manifest\.json$/g, ''),
    `${run.metadata?.dbt_version ?? ''} ${run.args?.which ?? ''}`.trim(),
    run.results?.length ?? 0,
    told.matched,
    refused.join('<br>') || counted(why),
    told.observations,
    told.edges,
  );
}

const EVENTS_HEAD = `## What tools tell

Real events of OpenLineage and artifacts of dbt, unmodified, handed in one line after the other to a catalog whose ports offer
some of the tables that they speak of (\`scripts/pages/ingested.ts\`; a test holds these tables). What was told before counts once.
Events that are refused have no time, or one without a zone; of dbt those have a template's words where it would stand.

| events of | events | refused | datasets matched | unmatched | and why | observations | edges |
|---|--:|---|--:|--:|---|--:|--:|
`;

const ARTIFACTS_HEAD = `
\`docs generate\` and \`compile\` make no tables: their results say nothing of ports. Edges are between ports, from the nearest
port upstream. Matched are the tables that were made, tested or looked at and stand for something in the catalog.

| artifacts | dbt | results | tables matched | unmatched | observations | edges |
|---|---|--:|--:|---|--:|--:|
`;

/** The section as it is printed, by a store of its own. */
export async function ingestedSection(): Promise<string> {
  const db = await Database.open('sqlite::memory:');
  const actions = createActions({
    db,
    clock: { now: () => new Date(NOW) },
    actor: { name: null },
    registry: { base: null },
  });
  await publish(actions);
  const events: string[] = [];
  for (const [folder, fitting] of Object.entries(EVENTS)) events.push(await eventsLine(db, actions, folder, fitting));
  const artifacts: string[] = [];
  for (const each of ARTIFACTS) artifacts.push(await artifactsLine(actions, each));
  await db.close();
  return `${EVENTS_HEAD}${events.join('\n')}\n${ARTIFACTS_HEAD}${artifacts.join('\n')}\n`;
}
