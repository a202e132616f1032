import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestedSection } from '../../scripts/pages/ingested.js';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import { checkStore } from '../../src/entities/checks/checkStore.js';
import type { Database } from '../../src/entities/database.js';
import { standingGraph } from '../../src/entities/graph/StandingGraph.js';
import { sql } from '../../src/entities/sql.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';
import { describeBeside } from '../support/describeBeside.js';
import { readFolder, realInput } from '../support/inputs.js';

const product = 'sales.customer-360';
const port = 'sales.customer-360.customers';
const NOW = '2026-12-01T00:00:00.000Z';

const model = (name: string, more: object = {}): object => ({
  resource_type: 'model',
  name,
  alias: name,
  database: 'SALES',
  schema: 'gold',
  ...more,
});
const notNull = (column: string): object => ({
  resource_type: 'test',
  name: `not_null_customers_${column}`,
  column_name: column,
  attached_node: 'model.c360.customers',
  test_metadata: { name: 'not_null', kwargs: { column_name: column } },
});
const manifest = JSON.stringify({
  metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json' },
  nodes: {
    'model.c360.customers': model('customers'),
    'model.c360.elsewhere': model('elsewhere'),
    'test.c360.one': notNull('customer_id'),
    'test.c360.two': notNull('email'),
  },
  sources: {},
});
const executed = (id: string, status: string, more: object = {}): object => ({
  unique_id: id,
  status,
  timing: [{ name: 'execute', started_at: '2026-01-15T11:58:00Z', completed_at: '2026-01-15T12:00:00Z' }],
  failures: null,
  ...more,
});
const runResults = (...results: object[]): string =>
  JSON.stringify({
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      generated_at: '2026-01-15T12:01:00Z',
      invocation_id: 'run-1',
    },
    args: { which: 'build' },
    results,
  });
const catalog = JSON.stringify({
  metadata: {},
  nodes: { 'model.c360.customers': { stats: { row_count: { value: 1000 } } } },
});
const built = runResults(
  executed('model.c360.customers', 'success'),
  executed('model.c360.elsewhere', 'success'),
  executed('test.c360.one', 'pass', { failures: 0 }),
  executed('test.c360.two', 'Fail', { failures: 20 }),
);

const dataset = (name: string, more: object = {}): object => ({
  namespace: 'snowflake://acme.eu-west-1.aws',
  name,
  ...more,
});
const event = (more: object = {}): object => ({
  eventType: 'COMPLETE',
  eventTime: '2026-01-15T12:00:00+01:00',
  producer: 'https://example.com/producer',
  schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  run: { runId: '019127df-0850-72bc-b214-b255290588a6' },
  job: { namespace: 'airflow', name: 'customers.load' },
  inputs: [],
  outputs: [dataset('SALES."GOLD".CUSTOMERS')],
  ...more,
});

describe.each(databases)('what tools tell, on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  beforeEach(async () => {
    db = await openAcmeDatabase(dialect);
    actions = createActions({
      db,
      clock: { now: () => new Date(NOW) },
      actor: { name: null },
      registry: { base: null },
    });
  });
  afterEach(() => db.close());

  const observations = (): Promise<object[]> =>
    db.all(sql`
      SELECT o.fqn AS "port", x.objective AS "objective", x.metric AS "metric", x.at AS "at", x.data_at AS "dataAt",
             x.up AS "up", x.value AS "value", x.source AS "source"
      FROM observations x JOIN output_ports o ON o.id = x.port_id ORDER BY x.objective, x.metric, x.id`);

  it('takes a run of dbt: the model of a port by its table, its tests by metric and column, once', async () => {
    const request = { product, manifest, runResults: built, catalog };
    const first = await actions.ingestDbt(request);
    expect(first).toEqual({
      observations: 5,
      edges: 0,
      matched: 1,
      unmatched: ['model.c360.elsewhere'],
      userErrors: [],
    });
    const at = '2026-01-15T12:00:00.000Z';
    const of = { port, at, source: 'dbt', dataAt: null, up: null, value: null };
    const seen = await observations();
    expect(seen).toEqual([
      { ...of, objective: 'availability', metric: 'availability', up: 1 },
      { ...of, objective: 'freshness', metric: 'freshness', dataAt: '2026-01-15T11:58:00.000Z' },
      { ...of, objective: 'quality', metric: 'completeness', value: 99 },
      { ...of, objective: 'quality', metric: 'completeness.customer_id', value: 100 },
      { ...of, objective: 'quality', metric: 'completeness.email', value: 98 },
    ]);
    expect(await actions.ingestDbt(request)).toMatchObject({ observations: 0, edges: 0, userErrors: [] });
    expect(await observations()).toEqual(seen);
  });

  it('refuses artifacts that are broken, or others than they are handed in as, with their place', async () => {
    const wrong = async (more: object): Promise<object> =>
      (await actions.ingestDbt({ product, manifest, ...more })).userErrors[0] ?? {};
    expect(await wrong({ runResults: built.slice(0, 300) })).toEqual({
      code: 'BAD_USER_INPUT',
      path: ['input', 'runResults'],
      message: 'run_results.json breaks off at line 1, column 301.',
    });
    expect(await wrong({ manifest: '{\n  "nodes": nonsense }' })).toMatchObject({
      path: ['input', 'manifest'],
      message: expect.stringMatching(/is not well-formed JSON at line 2, column 1\d/),
    });
    expect(await wrong({ manifest: built })).toMatchObject({
      message: "This is dbt's run-results, where its manifest.json is expected.",
    });
    expect(await wrong({ sources: '[]' })).toMatchObject({ message: 'sources.json is not a JSON object.' });
    expect(await wrong({ product: 'sales.customer-36' })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'product'],
    });
    expect(await observations()).toEqual([]);
  });

  it('takes events of OpenLineage, each once and by itself, whatever their order', async () => {
    const failed = event({ eventType: 'FAIL', eventTime: '2026-01-15T10:00:00Z', run: { runId: 'an older run' } });
    const events = [
      event(),
      { eventTime: '2026-01-15T12:00:00' },
      failed,
      event({ outputs: [dataset('prod.x.nowhere')] }),
    ];
    const first = await actions.ingestLineage({ events });
    expect(first).toMatchObject({
      outcomes: [
        { observations: 2 },
        { code: 'BAD_USER_INPUT', refused: expect.stringContaining('eventTime must be an instant with its time zone') },
        { observations: 1 },
        { observations: 0 },
      ],
      matched: 1,
      unmatched: 1,
    });
    const [stored, unmatched] = [await observations(), await db.all(sql`SELECT * FROM unmatched_datasets`)];
    expect(stored).toHaveLength(3);
    expect(unmatched).toMatchObject([{ namespace: 'snowflake://acme', name: 'prod.x.nowhere', events: 1 }]);
    await actions.ingestLineage({ events: [...events].reverse() });
    expect([await observations(), await db.all(sql`SELECT * FROM unmatched_datasets`)]).toEqual([stored, unmatched]);
  });

  it('joins a dataset that its name does not tell by an alias, however its producer writes it', async () => {
    const alias = { namespace: 'snowflake://ACME', name: 'dwh.crm."Clients"', port };
    const outputs = [dataset('DWH.CRM.CLIENTS')];
    expect(await actions.ingestLineage({ events: [event({ outputs })] })).toMatchObject({ matched: 0, unmatched: 1 });
    expect(await actions.addDatasetAlias(alias)).toMatchObject({ alias: { name: 'dwh.crm.clients' }, userErrors: [] });
    expect(await db.all(sql`SELECT * FROM unmatched_datasets`)).toEqual([]);
    expect(await actions.ingestLineage({ events: [event({ outputs })] })).toMatchObject({ matched: 1, unmatched: 0 });
    expect(await observations()).toHaveLength(2);
  });

  it('knows a table by another of its names: a table of a catalog that keeps files, one of Glue', async () => {
    const written = (namespace: string, name: string): object => ({
      namespace: 's3://lake',
      name: 'warehouse/part-0',
      facets: { symlinks: { identifiers: [{ namespace, name, type: 'TABLE' }] } },
    });
    const taken = async (output: object, runId: string): Promise<object> =>
      actions.ingestLineage({ events: [event({ outputs: [output], run: { runId } })] });
    const none = written('s3://lake/warehouse', 'sales.gold.nobody');
    expect(await taken(none, 'one')).toMatchObject({ matched: 0, unmatched: 1 });
    const catalog = written('s3://lake/warehouse', 'sales.gold.customers');
    expect(await taken(catalog, 'two')).toMatchObject({ matched: 1, outcomes: [{ observations: 2 }] });
    const glue = written('arn:aws:glue:eu-west-1:123456789012', 'table/gold/customers');
    expect(await taken(glue, 'three')).toMatchObject({ matched: 1, outcomes: [{ observations: 2 }] });
  });

  it('adds edges that nobody stated to the lineage, by port, product and column, until the product is published anew', async () => {
    const countries = dataset('enterprise.reference_data.countries');
    const from = (field: string, type: string, subtype: string): object => ({
      ...countries,
      field,
      transformations: [{ type, subtype }],
    });
    const columnLineage = {
      fields: {
        CUSTOMER_ID: { inputFields: [from('country_code', 'DIRECT', 'IDENTITY')] },
        email: { inputFields: [from('country_code', 'INDIRECT', 'FILTER'), from('no_column', 'DIRECT', 'IDENTITY')] },
        full_name: { inputFields: [{ ...countries, field: 'COUNTRY_NAME' }] },
      },
    };
    const outputs = [
      dataset('risk.satellites.counterparty_rating'),
      dataset('sales.gold.customers', { facets: { columnLineage } }),
    ];
    const before = await standingGraph(db).now();
    expect(before.names.count).toBeGreaterThan(0);
    expect(await actions.ingestLineage({ events: [event({ inputs: [countries], outputs })] })).toMatchObject({
      edges: 5,
    });
    const observed = await db.all(sql`
      SELECT level AS "level", from_fqn AS "from", to_fqn AS "to", how AS "how" FROM lineage_edges
      WHERE observed_by = 'openlineage' ORDER BY id`);
    const [provider, country] = ['enterprise.reference-data', 'enterprise.reference-data.countries'];
    const ratings = 'risk.counterparty-risk.counterparty_ratings';
    expect(observed).toEqual([
      { level: 'port', from: 'risk.counterparty-risk.countries', to: ratings, how: null },
      { level: 'port', from: country, to: port, how: null },
      { level: 'product', from: provider, to: product, how: null },
      { level: 'column', from: `${country}/country_code`, to: `${port}/customer_id`, how: 'identity' },
      { level: 'column', from: `${country}/country_name`, to: `${port}/full_name`, how: 'unknown' },
    ]);
    expect(await actions.ingestLineage({ events: [event({ inputs: [countries], outputs })] })).toMatchObject({
      edges: 0,
    });
    expect(await checkStore(db)).toEqual([]);
  });

  it('asks no more statements for many events than for a few', async () => {
    const count = async (events: number): Promise<number> => {
      const batch = Array.from({ length: events }, (_, index) =>
        event({ run: { runId: `${events}-${index}` }, inputs: [dataset('enterprise.reference_data.countries')] }),
      );
      const { statements } = await db.countStatements(() => actions.ingestLineage({ events: batch }));
      return statements.length;
    };
    await count(2);
    expect(await count(50)).toBe(await count(3));
  });

  it('takes the alerts of Alertmanager: firing is down, resolved is up, and one without a port is told', async () => {
    const alert = {
      status: 'firing',
      labels: { alertname: 'Down', product, port: 'customers' },
      annotations: {},
      startsAt: '2026-01-15T12:00:00.123456789Z',
      endsAt: '0001-01-01T00:00:00Z',
      fingerprint: 'a1',
    };
    const notification = (...alerts: object[]) => ({ notification: { version: '4', alerts } });
    const first = await actions.ingestAlerts(notification(alert, { ...alert, labels: { alertname: 'Other' } }));
    expect(first.outcomes).toMatchObject([
      { observations: 1 },
      { refused: expect.stringContaining('has no label `port`') },
    ]);
    expect((await actions.ingestAlerts(notification(alert))).outcomes).toEqual([{ observations: 0 }]);
    const stale = { ...alert, labels: { ...alert.labels, objective: 'freshness' }, annotations: { value: '30000' } };
    await actions.ingestAlerts(notification(stale, { ...alert, status: 'resolved', endsAt: '2026-01-15T13:00:00Z' }));
    expect(await observations()).toMatchObject([
      { objective: 'availability', up: 0, source: 'alertmanager' },
      { objective: 'availability', up: 1, at: '2026-01-15T13:00:00.000Z' },
      { objective: 'freshness', dataAt: '2026-01-15T03:40:00.123Z' },
    ]);
  });
});

describeBeside('real artifacts and events', realInput('openlineage'), () => {
  it('come to what docs/compatibility.md says', async () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/compatibility.md'), 'utf8');
    expect(page.slice(page.indexOf('## What tools tell'))).toBe(await ingestedSection());
  });

  it('reads every event and every artifact, or says in words why not', async () => {
    const db = await openAcmeDatabase('sqlite');
    const actions = createActions({
      db,
      clock: { now: () => new Date(NOW) },
      actor: { name: null },
      registry: { base: null },
    });
    const events = readFolder(realInput('openlineage'), /\.json$/).flatMap(({ content: text }): unknown[] => {
      const value: unknown = text.trim() === '' ? null : JSON.parse(text);
      return Array.isArray(value) ? value : [value];
    });
    const { outcomes } = await actions.ingestLineage({ events });
    expect(outcomes).toHaveLength(events.length);
    const taken = outcomes.filter((each) => 'observations' in each).length;
    expect(taken).toBeGreaterThan(60);
    const artifacts = readFolder(realInput('dbt-artifacts'), /\.json$/);
    for (const { content: text } of artifacts) {
      for (const half of [text, text.slice(0, text.length / 2)])
        for (const slot of ['manifest', 'runResults', 'sources', 'catalog']) {
          const { userErrors } = await actions.ingestDbt({ product, manifest, [slot]: half });
          for (const { message } of userErrors) expect(message).toMatch(/^(This is|\w+\.json) .+\.$/);
        }
    }
    await db.close();
  });
});
