import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ACME } from '../support/acme.js';
import { NOWHERE, runFloe, type Ran } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

let catalog: TestServer;
beforeAll(async () => {
  catalog = await startTestServer({ acme: true, lasting: true });
});

const productOf = (name: string): string => path.join(ACME, 'domains', ...name.replace('/', '/products/').split('/'));
const floe = (...args: string[]): Promise<Ran> => runFloe(catalog.url, ['compute', ...args]);

/** A centralized product with a manifest that says this. */
async function centralized(further: string): Promise<string> {
  const folder = await temporaryFolder();
  const manifest = 'apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: acme, version: "1.0.0"}\n';
  await writeFile(path.join(folder, 'platform-manifest.yaml'), `${manifest}${further}\n`);
  const product = 'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: orders, version: "1.0.0"}\n';
  await writeFile(path.join(folder, 'data-product.yaml'), product);
  return folder;
}

describe('floe compute profiles', () => {
  it.each([
    ['sales/customer-360', 'spark', ['SPARK_HOST', 'SPARK_PORT', 'SPARK_USER', 'DBT_THREADS']],
    ['marketing/targeting-engine', 'duckdb', ['DUCKDB_PATH', 'DBT_THREADS']],
    [
      'finance/revenue-metrics',
      'snowflake',
      ['SNOWFLAKE_ACCOUNT', 'SNOWFLAKE_USER', 'SNOWFLAKE_PASSWORD', 'SNOWFLAKE_WAREHOUSE'],
    ],
  ])('of %s is for %s, and reads what is secret from the environment', async (product, type, variables) => {
    const { code, stdout } = await floe('profiles', productOf(product));
    expect(code).toBe(0);
    const [profile] = Object.values(
      parse(stdout) as Record<string, { target: string; outputs: Record<string, object> }>,
    );
    expect(profile?.outputs[profile.target]).toMatchObject({ type });
    for (const variable of variables) expect(stdout).toContain(`env_var('${variable}'`);
    expect(stdout).not.toMatch(/password: (?!"\{\{ env_var)/);
  });

  it('goes by the profile that dbt_project.yml names, and by the settings of the manifest; offline too', async () => {
    const folder = await centralized(
      'plugins: {compute: {type: spark}}\nservices: {compute: {spark: {host: spark.acme.com, port: 10009}}}',
    );
    await writeFile(path.join(folder, 'dbt_project.yml'), 'name: orders_dbt\nprofile: acme_spark\n');
    const output = path.join(folder, 'profiles.yml');
    expect(await runFloe(NOWHERE, ['compute', 'profiles', folder, '--offline', '--output', output])).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(parse(await readFile(output, 'utf8'))).toMatchObject({
      acme_spark: {
        outputs: {
          default: {
            host: "{{ env_var('SPARK_HOST', 'spark.acme.com') }}",
            port: "{{ env_var('SPARK_PORT', '10009') | as_number }}",
          },
        },
      },
    });
  });

  it.each([
    [
      'is not approved',
      'approved_plugins: {compute: [spark]}\nplugins: {compute: {type: duckdb}}',
      "compute plugin 'duckdb' is not approved",
    ],
    [
      'has no profile',
      'plugins: {compute: {type: trino}}',
      'no profile is known for trino: duckdb, spark, snowflake have one.',
    ],
    ['is none at all', 'approved_plugins: {compute: []}', 'the platform approves no compute plugin'],
  ])('with a compute that %s ends with 1 and a line', async (_what, further, words) => {
    const ran = await runFloe(NOWHERE, ['compute', 'profiles', await centralized(further), '--offline']);
    expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(words) });
  });
});

describe('floe compute spark', () => {
  it('is a SparkApplication with the executors and the memory of the manifest', async () => {
    const { stdout } = await floe('spark', productOf('sales/customer-360'), '--main', 'local:///opt/spark/app/run.py');
    expect(parse(stdout)).toEqual({
      apiVersion: 'sparkoperator.k8s.io/v1beta2',
      kind: 'SparkApplication',
      metadata: {
        name: 'customer-360',
        namespace: 'sales',
        labels: { 'app.kubernetes.io/managed-by': 'floe', 'floe.dev/product': 'customer-360' },
      },
      spec: {
        type: 'Python',
        mode: 'cluster',
        image: 'spark:3.5.7',
        sparkVersion: '3.5.7',
        mainApplicationFile: 'local:///opt/spark/app/run.py',
        restartPolicy: { type: 'Never' },
        driver: { cores: 1, memory: '1g', serviceAccount: 'spark' },
        executor: { instances: 10, cores: 1, memory: '8g' },
      },
    });
  });

  it.each([
    [['finance/revenue-metrics', 'app.jar'], 1, 'finance computes on snowflake, not on spark.'],
    [['sales/customer-360', 'app.sh'], 2, 'app.sh is nothing that Spark runs'],
  ] as const)('of %j ends with %i and a line', async ([product, main], code, words) => {
    expect(await floe('spark', productOf(product), '--main', main)).toMatchObject({
      code,
      stdout: '',
      stderr: expect.stringContaining(`floe: ${words}`),
    });
  });
});
