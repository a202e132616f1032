import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { ACME } from '../support/acme.js';
import { newDatabaseUrl } from '../support/databases.js';
import { NOWHERE, runFloe, type Ran } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const run = promisify(execFile);
const SALES = path.join(ACME, 'domains/sales');

const migrate = (args: readonly string[], url = NOWHERE): Promise<Ran> => runFloe(url, ['migrate', ...args]);

/** Every file of a folder by its path. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return Object.fromEntries(files.map((file, i) => [path.relative(folder, file), texts[i] ?? '']).sort());
}

async function copyOf(source: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(source, folder, { recursive: true });
  return folder;
}

const without = (files: Record<string, string>, folder: string): Record<string, string> =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith(folder)));

const MAPPING = `from: medallion
to: data_vault
layers: {bronze: satellites, silver: hubs, gold: links}
models:
  sales_gold_customers: sales_hub_customer_360
`;

describe('floe migrate on the acme sales domain', () => {
  let sales: string;
  let before: Record<string, string>;
  beforeEach(async () => {
    sales = await copyOf(SALES);
    before = await filesOf(sales);
  });

  it('analyzes without writing', async () => {
    expect(await migrate(['analyze', sales, '--to', 'kimball', '--offline'])).toMatchObject({
      code: 0,
      stdout: `  sales_bronze_salesforce_accounts → sales_stg_salesforce_accounts
  sales_bronze_salesforce_opportunities → sales_stg_salesforce_opportunities
  sales_silver_accounts → sales_dim_account
  sales_silver_opportunities → sales_dim_opportunity
  sales_gold_customer_segments → sales_fact_customer_segment
  sales_gold_customers → sales_fact_customer
  sales_gold_forecasts → sales_fact_forecast
  sales_gold_pipeline_stages → sales_fact_pipeline_stage
  8 models require renaming

To be added for kimball:
  sales_dim_account, a Type 2 dimension: surrogate_key, effective_from, effective_to, and is_current
  sales_dim_opportunity, a Type 2 dimension: surrogate_key, effective_from, effective_to, and is_current
`,
    });
    expect(await filesOf(sales)).toEqual(before);
  });

  it('goes to kimball and back, byte for byte, and does nothing a second time', async () => {
    const there = await migrate(['apply', sales, '--to', 'kimball', '--offline']);
    expect(there).toMatchObject({ code: 0 });
    const after = await filesOf(sales);
    expect(Object.keys(after).filter((name) => /bronze|silver|gold/.test(name))).toEqual([]);
    expect(await migrate(['apply', sales, '--to', 'kimball', '--offline'])).toMatchObject({
      code: 0,
      stdout: 'Nothing to migrate: all is named after kimball.\n',
    });
    expect(await filesOf(sales)).toEqual(after);
    expect(await migrate(['apply', sales, '--to', 'medallion', '--offline'])).toMatchObject({ code: 0 });
    expect(await filesOf(sales)).toEqual(before);
    expect(await readdir(sales)).toEqual(await readdir(SALES));
  });

  it('goes to data_vault with a mapping file and back, byte for byte', async () => {
    const mapping = path.join(await copyOf(path.join(SALES, 'products')), 'mapping.yaml');
    await writeFile(mapping, MAPPING);
    const args = ['--mapping', mapping, '--offline'];
    expect(await migrate(['apply', sales, ...args])).toMatchObject({ code: 0 });
    const after = await filesOf(sales);
    expect(Object.keys(after)).toContain('products/customer-360/models/links/sales_hub_customer_360.sql');
    expect(Object.keys(after)).toContain('products/customer-360/models/hubs/sales_hub_account.sql');
    expect(after['domain-manifest.yaml']).toContain('pattern: data_vault  # Sales uses medallion');
    expect(await migrate(['apply', sales, '--to', 'medallion', ...args])).toMatchObject({ code: 0 });
    expect(await filesOf(sales)).toEqual(before);
  });

  it('refuses what is undecided, and says how to decide it', async () => {
    const ran = await migrate(['apply', sales, '--to', 'data_vault', '--offline']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('nothing was written');
    expect(ran.stderr).toContain('sales_silver_accounts: only a mapping file can say');
    expect(await filesOf(sales)).toEqual(before);
  });

  it('tells with --dry-run what it would write', async () => {
    const ran = await migrate(['apply', sales, '--to', 'kimball', '--offline', '--dry-run']);
    expect(ran.stdout).toContain('  changed: domain-manifest.yaml\n');
    expect(ran.stdout).toContain(
      'moved: products/customer-360/models/gold/sales_gold_customers.sql → products/customer-360/models/facts/sales_fact_customer.sql',
    );
    expect(ran.stdout).toMatch(/Nothing was written \(--dry-run\)\.\n$/);
    expect(await filesOf(sales)).toEqual(before);
  });

  it('backs out whole where a file cannot be written', async () => {
    // A folder stands where the last file would go.
    const hindrance = path.join(sales, 'products/opportunity-pipeline/models/dimensions/sales_dim_opportunity.yml');
    await mkdir(hindrance, { recursive: true });
    const ran = await migrate(['apply', sales, '--to', 'kimball', '--offline']);
    expect(ran).toMatchObject({ code: 2 });
    expect(ran.stderr).toContain('nothing was migrated');
    expect(await filesOf(sales)).toEqual(before);
    expect(await readdir(sales)).not.toContain('.floe');
  });

  it('ends, when it is called again, a migration that was interrupted anywhere', async () => {
    const whole = await copyOf(SALES);
    await migrate(['apply', whole, '--to', 'kimball', '--offline']);
    const after = await filesOf(whole);
    for (const done of [0, 1, 7, 12]) {
      const folder = await copyOf(SALES);
      await interrupted(folder, after, done);
      expect(await migrate(['apply', folder, '--to', 'kimball', '--offline'])).toMatchObject({
        code: 0,
        stdout: 'The migration that was interrupted is ended.\n',
      });
      expect(await filesOf(folder)).toEqual(after);
    }
  });

  it('takes an interrupted migration back where somebody changed a file meanwhile', async () => {
    const whole = await copyOf(SALES);
    await migrate(['apply', whole, '--to', 'kimball', '--offline']);
    await interrupted(sales, await filesOf(whole), 5);
    const last = path.join(sales, 'products/opportunity-pipeline/models/silver/sales_silver_opportunities.yml');
    await writeFile(last, 'version: 2  # mine\n');
    const ran = await migrate(['apply', sales, '--to', 'kimball', '--offline']);
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.stderr).toContain('sales_silver_opportunities.yml was changed by somebody');
    expect(await filesOf(sales)).toEqual({ ...before, [path.relative(sales, last)]: 'version: 2  # mine\n' });
  });

  it('generates a patch that git applies, with the same result', async () => {
    const sql = path.join(sales, 'migrate.sql');
    await migrate(['generate', sales, '--to', 'kimball', '--offline', '--output', sql]);
    await run('git', ['init', '-q'], { cwd: sales });
    await run('git', ['apply', 'migrate.patch'], { cwd: sales });
    for (const name of ['migrate.sql', 'migrate.patch', '.git']) await rm(path.join(sales, name), { recursive: true });
    const whole = await copyOf(SALES);
    await migrate(['apply', whole, '--to', 'kimball', '--offline']);
    expect(await filesOf(sales)).toEqual(without(await filesOf(whole), '.floe'));
  });

  it('tells with a catalog what the target lacks', async () => {
    const server = await startTestServer({ acme: true });
    const ran = await migrate(['analyze', sales, '--to', 'kimball'], server.url);
    expect(ran.stdout).toContain('Missing under kimball:');
    expect(ran.stdout).toMatch(
      /^ {2}products\/customer-360\/models\/dimensions\/sales_dim_account\.yml:\d+:\d+: error:/m,
    );
    expect(ran.stdout).not.toMatch(/NAMING_/);
  });
});

describe('floe migrate apply --publish', () => {
  const SHOP: Readonly<Record<string, string>> = {
    'platform-manifest.yaml': 'data_architecture:\n  pattern: medallion\n',
    'data-product.yaml': `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: shop, version: "1.4.0"}  # ours
ownership: {team: shop, email: shop@acme.com}
output_ports:
  - name: revenue
    description: Revenue by order
    table: gold.revenue
    schema: {ref: schemas/revenue.json}
    access: {default: deny, grants: [{role: analysts, access: read}]}
transforms: [{type: dbt, path: models/}]
`,
    'schemas/revenue.json': '{"type": "object", "properties": {"id": {"type": "string", "description": "the order"}}}',
    'models/bronze/bronze_orders.sql': 'select 1 as id',
    'models/bronze/bronze_orders.yml': `version: 2
models:
  - name: bronze_orders
    columns: [{name: id, description: the order, tests: [not_null, unique]}]
`,
    'models/gold/gold_revenue.sql': "select id from {{ ref('bronze_orders') }}",
    'models/gold/gold_revenue.yml': `version: 2
models:
  - name: gold_revenue
    description: Revenue by order
    tests: [{dbt_utils.recency: {datepart: hour, field: id, interval: 6}}]
    columns:
      - name: id
        description: the order
        tests: [not_null, unique, {relationships: {to: ref('bronze_orders'), field: id}}]
`,
  };
  const STANDING =
    '{ products(first: 5) { nodes { name version outputPorts { table } models(first: 5) { nodes { name } } } } }';

  const shop = async (): Promise<string> => {
    const folder = await temporaryFolder();
    for (const [name, text] of Object.entries(SHOP)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    return folder;
  };
  const publish = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) {
    product { fqn } compilation { diagnostics(severity: ERROR) { message } } userErrors { message } } }`;
  const published = async (server: TestServer, folder: string): Promise<void> => {
    const { 'data-product.yaml': source = '', ...others } = await filesOf(folder);
    const files = Object.entries(others).map(([name, content]) => ({ path: name, content }));
    const answer = await server.data<{ publishProduct: { product: unknown } }>(publish, { input: { source, files } });
    expect(answer.publishProduct.product, JSON.stringify(answer)).not.toBeNull();
  };

  it('brings files and catalog along together', async () => {
    const [server, folder] = [await startTestServer(), await shop()];
    await published(server, folder);
    const ran = await migrate(['apply', folder, '--to', 'kimball', '--publish'], server.url);
    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain('files are migrated from medallion to kimball, 1 product is published.');
    expect(await server.data(STANDING)).toMatchObject({
      products: {
        nodes: [{ name: 'shop', version: '2.0.0', outputPorts: [{ table: 'facts.revenue' }] }],
      },
    });
    const files = await filesOf(folder);
    expect(files['data-product.yaml']).toContain('version: "2.0.0"}  # ours');
    expect(files['data-product.yaml']).toContain('table: facts.revenue');
  });

  it('leaves both as they were where the catalog refuses', async () => {
    const [server, folder] = [await startTestServer(), await shop()];
    await published(server, folder);
    // Under kimball a dimension needs its history: nobody has written that.
    await mkdir(path.join(folder, 'models/silver'));
    await writeFile(path.join(folder, 'models/silver/silver_customers.sql'), 'select 1 as id');
    const [before, standing] = [await filesOf(folder), await server.data(STANDING)];
    const ran = await migrate(['apply', folder, '--to', 'kimball', '--publish'], server.url);
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.stderr).toContain('nothing was migrated');
    expect(ran.stderr).toContain('dim_customer');
    expect(await filesOf(folder)).toEqual(before);
    expect(await server.data(STANDING)).toEqual(standing);
  });
});

describe('the SQL that floe migrate generates', () => {
  it('moves tables and views of a PostgreSQL with what is in them', async () => {
    const sales = await copyOf(SALES);
    const manifest = path.join(sales, 'domain-manifest.yaml');
    const client = new pg.Client(await newDatabaseUrl('postgres'));
    await client.connect();
    const database = (await client.query<{ name: string }>('SELECT current_database() AS name')).rows[0]?.name ?? '';
    // On PostgreSQL the domain's namespace is a database.
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replaceAll(/\bsales(\.|$)/gm, `${database}$1`));
    const text = (await readFile(manifest, 'utf8')).replace('namespace: sales', `namespace: ${database}`);
    await writeFile(manifest, text);
    await client.query(`CREATE SCHEMA bronze; CREATE SCHEMA silver; CREATE SCHEMA gold;
      CREATE TABLE bronze.raw (id int); INSERT INTO bronze.raw VALUES (1), (2);
      CREATE VIEW bronze.salesforce_accounts AS SELECT * FROM bronze.raw;
      CREATE VIEW bronze.salesforce_opportunities AS SELECT 1 AS id;
      CREATE VIEW silver.accounts AS SELECT * FROM bronze.salesforce_accounts;
      CREATE VIEW silver.opportunities AS SELECT 1 AS id;
      CREATE VIEW gold.customers AS SELECT * FROM silver.accounts;
      CREATE VIEW gold.customer_segments AS SELECT 1 AS id; CREATE VIEW gold.forecasts AS SELECT 1 AS id;
      CREATE VIEW gold.pipeline_stages AS SELECT 1 AS id`);
    const sql = path.join(sales, 'migrate.sql');
    const args = ['--to', 'kimball', '--offline', '--dialect', 'postgres', '--output', sql];
    expect(await migrate(['generate', sales, ...args])).toMatchObject({ code: 0 });
    await client.query(await readFile(sql, 'utf8'));
    const moved = await client.query('SELECT count(*)::int AS n FROM facts.customer');
    expect(moved.rows).toEqual([{ n: 2 }]);
    const left = await client.query(`SELECT table_name FROM information_schema.views
      WHERE table_schema IN ('bronze', 'silver', 'gold')`);
    expect(left.rows).toEqual([]);
    await client.end();
  });
});

/** A folder as it is when the migration is interrupted after so many files. */
async function interrupted(folder: string, after: Record<string, string>, done: number): Promise<void> {
  const journal = after['.floe/migration.json'] ?? '';
  const kept = JSON.parse(journal) as { files: { path: string; newPath: string }[] };
  const files = await Promise.all(
    kept.files.map(async ({ path: name, newPath }) => {
      const text = await readFile(path.join(folder, name), 'utf8');
      return { path: name, newPath, before: text, after: after[newPath] ?? '' };
    }),
  );
  await mkdir(path.join(folder, '.floe'));
  const underWay = { format: 'floe-migrating/1', files, journal };
  await writeFile(path.join(folder, '.floe/migrating.json'), JSON.stringify(underWay));
  for (const { path: name, newPath, after: text } of files.slice(0, done)) {
    await mkdir(path.dirname(path.join(folder, newPath)), { recursive: true });
    await writeFile(path.join(folder, newPath), text);
    if (newPath !== name) await rm(path.join(folder, name));
  }
}
