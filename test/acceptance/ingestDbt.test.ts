import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withoutCode } from '../../src/cli/commands/sla/artifact.js';
import { readDbt } from '../../src/ingest/dbt/readDbt.js';
import { describeBeside } from '../support/describeBeside.js';
import { realInput } from '../support/inputs.js';
import { runFloe } from '../support/runFloe.js';
import { startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const schema = (name: string) => ({ dbt_schema_version: `https://schemas.getdbt.com/dbt/${name}.json` });
const CODE = 'select 1 -- and much more\n'.repeat(500_000);

const manifest = {
  metadata: schema('manifest/v12'),
  nodes: {
    'model.c360.customers': {
      resource_type: 'model',
      name: 'customers',
      schema: 'gold',
      raw_code: CODE,
      compiled_code: CODE,
      // Columns may have the names of what stays behind elsewhere.
      columns: { raw_code: { name: 'raw_code' } },
    },
    'test.c360.one': {
      resource_type: 'test',
      name: 'not_null_customers_email',
      column_name: 'email',
      attached_node: 'model.c360.customers',
      test_metadata: { name: 'not_null', kwargs: { column_name: 'email' } },
    },
  },
  sources: {},
  macros: { 'macro.dbt.run_hooks': { macro_sql: CODE } },
};
const ended = (id: string, status: string) => ({
  unique_id: id,
  status,
  compiled_code: CODE,
  timing: [{ name: 'execute', started_at: '2026-01-15T11:58:00Z', completed_at: '2026-01-15T12:00:00Z' }],
  failures: status === 'pass' ? 0 : null,
});
const runResults = {
  metadata: { ...schema('run-results/v6'), generated_at: '2026-01-15T12:01:00Z', invocation_id: 'run-1' },
  args: { which: 'build' },
  results: [ended('model.c360.customers', 'success'), ended('test.c360.one', 'pass')],
};

describe('floe ingest dbt', () => {
  it('takes the artifacts of a large project: what the catalog does not read stays behind', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'target'));
    await writeFile(path.join(folder, 'target/manifest.json'), JSON.stringify(manifest));
    await writeFile(path.join(folder, 'target/run_results.json'), JSON.stringify(runResults));
    const ingested = await runFloe(server.url, ['ingest', 'dbt', folder, '--product', 'sales.customer-360']);
    expect(ingested).toMatchObject({
      code: 0,
      stdout: 'Ingested for sales.customer-360: 4 new observations, 0 new edges.\n',
    });
    const told = await server.data<{ observations: { nodes: { objective: string }[] } }>(
      '{ observations(port: "sales.customer-360.customers", since: "2026-01-15T00:00:00Z") { nodes { objective } } }',
    );
    expect(new Set(told.observations.nodes.map(({ objective }) => objective))).toEqual(
      new Set(['FRESHNESS', 'AVAILABILITY', 'QUALITY']),
    );
  });

  it('sends what is no JSON as it is, for the catalog says where it ends', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'target'));
    await writeFile(path.join(folder, 'target/manifest.json'), '{ "nodes": {');
    const refused = await runFloe(server.url, ['ingest', 'dbt', folder, '--product', 'sales.customer-360']);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/manifest\.json.*1:13|line 1/s) });
  });
});

const ARTIFACTS = realInput('dbt-artifacts');

describeBeside('artifacts of real projects without what stays behind', ARTIFACTS, () => {
  const manifests = [
    ...['v10/jaffle_shop', 'v11/jaffle_shop', 'v4/jaffle_shop', 'v7/jaffle_shop', 'v9/jaffle_shop_at_1.5rc1'].map(
      (version) => `artifacts-parser/manifest/${version}`,
    ),
    ...['v10', 'v4', 'v6'].map((version) => `dbt-core-state/state/${version}`),
    'cosmos-mesh-up-down/downstream/target',
    'cosmos-sample-small',
    'dbt-bouncer-1.12/dbt_112/target',
    'tap-dbt-artifacts/target',
  ];

  it.each(manifests)('say the same: %s', async (folder) => {
    const beside = async (name: string): Promise<string | null> =>
      readFile(path.join(ARTIFACTS, folder, name), 'utf8').catch(() => null);
    const artifacts = {
      manifest: await readFile(path.join(ARTIFACTS, folder, 'manifest.json'), 'utf8'),
      runResults: await beside('run_results.json'),
      sources: await beside('sources.json'),
      catalog: await beside('catalog.json'),
    };
    const sent = Object.fromEntries(
      Object.entries(artifacts).map(([name, text]) => [name, text && withoutCode(text)]),
    ) as typeof artifacts;
    const told = (of: typeof artifacts): unknown => {
      try {
        return readDbt(of);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(told(sent)).toEqual(told(artifacts));
    expect(sent.manifest.length).toBeLessThan(artifacts.manifest.length);
  });
});
