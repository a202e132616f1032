import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { Warehouse } from '../../src/adapters/duckdb/Warehouse.js';
import { built } from '../support/built.js';
import { NOWHERE, runFloe, type Ran } from '../support/runFloe.js';
import { root, startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const PRODUCT = 'sales.customer-360';
const RUNS = `{ runs(product: "${PRODUCT}") { nodes { id runId status message steps { name status } } } }`;
const SEEN = `{ observations(port: "${PRODUCT}.customers", first: 100) { nodes { id objective metric observed } } }`;

interface Event {
  readonly event: string;
  readonly step?: string;
  readonly status?: string;
  readonly again?: boolean;
  readonly runId?: string;
}

interface Told {
  readonly runs: {
    readonly nodes: readonly {
      readonly id: string;
      readonly runId: string;
      readonly status: string;
      readonly steps: readonly { readonly name: string; readonly status: string }[];
    }[];
  };
}

/** A product of acme as it ships, in a folder of its own. */
async function shipped(product: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(path.join(root, 'examples/acme/domains', product), folder, { recursive: true });
  return folder;
}

const customer360 = (): Promise<string> => shipped('sales/products/customer-360');

const edit = async (file: string, change: (text: string) => string): Promise<void> =>
  writeFile(file, change(await readFile(file, 'utf8')));

const run = (url: string, folder: string, ...args: string[]): Promise<Ran> =>
  runFloe(url, ['run', folder, '--engine', 'duckdb', ...args]);

const eventsOf = (stdout: string): Event[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Event);

/** The steps that were done, not those that were done before. */
const doneIn = (events: readonly Event[]): string[] =>
  events.flatMap(({ step, status, again }) => (step !== undefined && status === 'succeeded' && !again ? [step] : []));

async function rowsIn(folder: string, table: string): Promise<unknown[]> {
  const warehouse = await Warehouse.open(path.join(folder, '.floe/sales.duckdb'));
  try {
    return await warehouse.rows(`SELECT COLUMNS(c -> c NOT LIKE '%\\_at' ESCAPE '\\') FROM ${table} ORDER BY 1`);
  } finally {
    warehouse.close();
  }
}

/** Runs it, and hears of each event as it comes. */
async function heard(
  url: string,
  folder: string,
  onEvent: (event: Event, child: ChildProcess) => void,
): Promise<number | null> {
  const args = [built('floe'), 'run', folder, '--engine', 'duckdb', '--json'];
  const child = spawn(process.execPath, args, { env: { ...process.env, FLOE_CATALOG_URL: url } });
  createInterface({ input: child.stdout }).on('line', (line) => onEvent(JSON.parse(line) as Event, child));
  return new Promise((resolve) => child.once('close', resolve));
}

/** Runs it, and kills it as soon as it says of a step that it is under way at which it was not killed before. */
async function killedAtNext(url: string, folder: string, killed: Set<string>): Promise<Event[]> {
  const events: Event[] = [];
  await heard(url, folder, (event, child) => {
    events.push(event);
    const { step, status, again } = event;
    if (step === undefined || status !== 'running' || again || killed.has(step) || step === 'compile') return;
    killed.add(step);
    child.kill('SIGKILL');
  });
  return events;
}

describe('floe run on DuckDB', () => {
  it('runs customer-360 from its seeds to gold tables, and tells the catalog of the run and of what was seen', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const ran = await run(server.url, folder);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toMatch(/✓ .*model sales_gold_customers \(/);
    expect(ran.stdout).toContain('not run here, dbt runs them: dbt_utils.recency');
    expect(await rowsIn(folder, 'sales.gold.customer_segments')).toMatchObject([
      { customer_id: 'C-1001', segment: 'enterprise' },
      { customer_id: 'C-1002', segment: 'growth' },
      { customer_id: 'C-1003' },
      { customer_id: 'C-1004' },
      { customer_id: 'C-1005', segment: 'dormant' },
    ]);
    const { runs } = await server.data<Told>(RUNS);
    expect(runs.nodes).toMatchObject([{ status: 'SUCCEEDED' }]);
    expect(new Set(runs.nodes[0]?.steps.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
    const { observations } = await server.data<{ observations: { nodes: { metric: string; observed: string }[] } }>(
      SEEN,
    );
    const seen = Object.fromEntries(observations.nodes.map(({ metric, observed }) => [metric, observed]));
    expect(seen).toMatchObject({ availability: 'up', completeness: '100%', uniqueness: '100%' });
    expect(seen['freshness']).toMatch(/^\d+s$/);

    const listed = await runFloe(server.url, ['runs', 'list', PRODUCT]);
    expect(listed.stdout).toMatch(/^RUN +STATUS[^]*succeeded/);
    const described = await runFloe(server.url, ['runs', 'describe', runs.nodes[0]?.id ?? '']);
    expect(described.stdout).toMatch(
      /^sales\.customer-360 succeeded from[^]*STEP[^]*model sales_gold_customers +succeeded/,
    );
    expect(await runFloe(server.url, ['runs', 'describe', 'x'])).toMatchObject({ code: 1 });
  });

  it('goes on where it was killed, at whichever step, and comes to the same end', { timeout: 240_000 }, async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    await edit(
      path.join(folder, 'models/silver/sales_silver_accounts.sql'),
      (sql) => `{{ config(materialized='incremental') }}\n${sql}`,
    );
    const killed = new Set<string>();
    const events: Event[] = [];
    for (let ended = false; !ended;) {
      const more = await killedAtNext(server.url, folder, killed);
      events.push(...more);
      ended = more.at(-1)?.event === 'ended';
    }
    expect(killed.size).toBe(12);
    const done = doneIn(events).filter((step) => step !== 'compile');
    expect([...done].sort()).toEqual([...killed].sort());
    expect(new Set(events.flatMap(({ runId }) => runId ?? [])).size).toBe(1);
    const { runs } = await server.data<Told>(RUNS);
    expect(runs.nodes).toMatchObject([{ status: 'SUCCEEDED' }]);
    const { observations } = await server.data<{ observations: { nodes: unknown[] } }>(SEEN);

    const other = await customer360();
    expect((await run(NOWHERE, other, '--offline', '--context', await contextOf(server, other))).code).toBe(0);
    for (const table of ['sales.silver.accounts', 'sales.gold.customers', 'sales.gold.customer_segments'])
      expect(await rowsIn(folder, table)).toEqual(await rowsIn(other, table));

    // A new run is of what is there now: all of it, and seen anew.
    const next = eventsOf((await run(server.url, folder, '--json', '--full-refresh')).stdout);
    expect(doneIn(next).length).toBe(13);
    const again = await server.data<{ observations: { nodes: unknown[] } }>(SEEN);
    expect(again.observations.nodes.length).toBe(2 * observations.nodes.length);
  });

  it('fails where a test does, leaves out what reads it, and goes on once it is mended', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const seed = path.join(folder, 'seeds/support_tickets/tickets.csv');
    const model = path.join(folder, 'models/gold/sales_gold_customers.sql');
    const standing = await readFile(model, 'utf8');
    await writeFile(model, `${standing}\nunion all select * from (${standing.replace(/\{\{ ref/g, '{{ ref')})`);
    const failed = await run(server.url, folder, '--json');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('the run failed; `floe run` again goes on with it.');
    const events = eventsOf(failed.stdout);
    expect(events.find(({ status }) => status === 'failed')).toMatchObject({
      step: 'test sales_gold_customers',
      message: 'models/gold/sales_gold_customers.sql: not as it is to be: unique of customer_id (5)',
    });
    expect(events.some(({ step }) => step === 'model sales_gold_customer_segments')).toBe(false);
    expect(await server.data<Told>(RUNS)).toMatchObject({ runs: { nodes: [{ status: 'FAILED' }] } });
    const { observations } = await server.data<{ observations: { nodes: { metric: string; observed: string }[] } }>(
      SEEN,
    );
    expect(observations.nodes.find(({ metric }) => metric === 'uniqueness')?.observed).toBe('0%');

    await writeFile(model, standing);
    await edit(seed, (text) => `${text}T-505,C-1005,open,2026-11-30 05:00:00\n`);
    const mended = await run(server.url, folder, '--json');
    expect(mended.code).toBe(0);
    // What did not change is not done again; the seed and what is made of it is.
    expect(doneIn(eventsOf(mended.stdout))).toEqual([
      ...['compile', 'source support_tickets.tickets', 'model sales_gold_customers', 'test sales_gold_customers'],
      ...['model sales_gold_customer_segments', 'test sales_gold_customer_segments', 'observe'],
    ]);
    expect(await server.data<Told>(RUNS)).toMatchObject({
      runs: { nodes: [{ status: 'SUCCEEDED' }, { status: 'FAILED' }] },
    });
  });

  it('tells what the catalog did not hear, for it was away, when it is run again, and does nothing twice', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    let away: Promise<void> | undefined;
    const first: Event[] = [];
    const code = await heard(server.url, folder, (event) => {
      first.push(event);
      if (event.status === 'running' && event.step !== 'compile') away ??= server.close();
    });
    await away;
    expect(code).toBe(2);
    const back = await startTestServer({ databaseUrl: server.databaseUrl });
    expect(await back.data<Told>(RUNS)).toMatchObject({ runs: { nodes: [{ status: 'RUNNING' }] } });
    const next = await run(back.url, folder, '--json');
    expect([next.code, next.stderr]).toEqual([0, '']);
    expect(doneIn(eventsOf(next.stdout))).toEqual(['compile', 'observe']);
    const { runs } = await back.data<Told>(RUNS);
    expect(runs.nodes).toMatchObject([{ runId: first[0]?.runId, status: 'SUCCEEDED' }]);
    expect(new Set(runs.nodes[0]?.steps.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
  });

  it('is cancelled where nobody reads on what it prints, and goes on when it is run again', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const args = [built('floe'), 'run', folder, '--engine', 'duckdb', '--json'];
    const child = spawn(process.execPath, args, { env: { ...process.env, FLOE_CATALOG_URL: server.url } });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
    child.stdout.once('data', () => child.stdout.destroy()); // as `| head -1` does
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
    expect(stderr).toBe('floe: the run was cancelled; `floe run` again goes on with it.\n');
    const told = async () => (await server.data<Told>(RUNS)).runs.nodes.map(({ status }) => status);
    expect(await told()).toEqual(['CANCELLED']);
    expect(await run(server.url, folder)).toMatchObject({ code: 0 });
    expect(await told()).toEqual(['SUCCEEDED', 'CANCELLED']);
  });

  it('makes what a test looks into before that test', async () => {
    const server = await startTestServer({ acme: true });
    const ran = await run(server.url, await shipped('enterprise/products/reference-data'), '--json');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const done = doneIn(eventsOf(ran.stdout));
    expect(done.indexOf('model ref_currencies')).toBeLessThan(done.indexOf('test ref_countries'));
  });

  it('says what does not run there, where it stands, and that dbt runs it; and where rows are missing', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const model = path.join(folder, 'models/bronze/sales_bronze_salesforce_accounts.sql');
    await edit(model, (sql) =>
      sql.replace('    id,', "    {{ dbt_utils.generate_surrogate_key(['id']) }} as key,\n    id,"),
    );
    const refused = await run(server.url, folder);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      `${model}:2:5: error: \`dbt_utils.generate_surrogate_key(['id'])\` is not known: dbt runs it: \`floe run --engine dbt\``,
    );
    expect(await server.data<Told>(RUNS)).toEqual({ runs: { nodes: [] } });

    const finance = await run(server.url, await shipped('finance/products/revenue-metrics'));
    expect(finance).toMatchObject({
      code: 1,
      stderr: 'floe: duckdb is no compute that is approved here (snowflake): dbt runs it there.\n',
    });

    const bare = await customer360();
    await rm(path.join(bare, 'seeds/crm_data/accounts.csv'));
    const missing = await run(server.url, bare);
    expect(missing.code).toBe(1);
    expect(missing.stdout).toContain(
      'models/sources.yml:8:15: the source crm_data.accounts has no rows here: lay them down as seeds/crm_data/accounts.csv',
    );
  });

  it('runs without a catalog, which is told nothing, and prints what it would do', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const context = await contextOf(server, folder);
    const planned = await run(NOWHERE, folder, '--offline', '--context', context, '--dry-run');
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expect(planned.stdout).toContain(
      'model sales_gold_customers: make the table "gold"."customers" of models/gold/sales_gold_customers.sql',
    );
    expect((await run(NOWHERE, folder, '--offline', '--context', context)).code).toBe(0);
    expect((await run(NOWHERE, folder)).code).toBe(2);
    expect(await server.data<Told>(RUNS)).toEqual({ runs: { nodes: [] } });
  });
});

async function contextOf(server: TestServer, folder: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'context.json');
  expect((await runFloe(server.url, ['context', folder, '--output', file])).code).toBe(0);
  return file;
}

/** Stands for dbt: writes down how it was called, and leaves artifacts as `dbt build` does. */
const STAND_IN = `#!${process.execPath}
const { writeFileSync, mkdirSync } = require('node:fs');
const at = new Date().toISOString();
const { DBT_TARGET_PATH: target, FLOE_RUN_ID: runId, DBT_SEND_ANONYMOUS_USAGE_STATS: sends, SECRET: secret } = process.env;
writeFileSync(__filename + '.called', JSON.stringify({ args: process.argv.slice(2), target, runId, sends, secret }));
console.log('Found 1 model');
if (process.env.BREAKS) { console.error('Compilation Error'); process.exit(2); }
mkdirSync(target, { recursive: true });
const schema = (name) => ({ dbt_schema_version: 'https://schemas.getdbt.com/dbt/' + name + '.json' });
const nodes = { 'model.c.customers': { resource_type: 'model', name: 'customers', schema: 'gold' } };
writeFileSync(target + '/manifest.json', JSON.stringify({ metadata: schema('manifest/v12'), nodes, sources: {} }));
const timing = [{ name: 'execute', started_at: at, completed_at: at }];
const status = process.env.FAILS ? 'error' : 'success';
const results = [{ unique_id: 'model.c.customers', status, timing }];
const metadata = { ...schema('run-results/v6'), generated_at: at, invocation_id: runId };
writeFileSync(target + '/run_results.json', JSON.stringify({ metadata, args: { which: 'build' }, results }));
process.exit(process.env.FAILS ? 1 : 0);
`;

describe('floe run with dbt', () => {
  const calling = async (): Promise<{
    readonly called: () => Promise<Record<string, unknown>>;
    readonly runDbt: (url: string, folder: string, env: object, ...args: string[]) => Promise<Ran>;
  }> => {
    const bin = await temporaryFolder();
    await writeFile(path.join(bin, 'dbt'), STAND_IN);
    await chmod(path.join(bin, 'dbt'), 0o755);
    return {
      called: async () => JSON.parse(await readFile(path.join(bin, 'dbt.called'), 'utf8')) as Record<string, unknown>,
      runDbt: (url, folder, env, ...args) =>
        runFloe(url, ['run', folder, ...args], root, undefined, { PATH: bin, SECRET: 'kept', ...env }),
    };
  };

  it('is what runs where the manifest says another compute, called as it is to be, and its results are taken', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const { called, runDbt } = await calling();
    const args = ['--target', 'prod', '--profiles-dir', '/profiles', '--full-refresh', '--vars', '{"a": 1}'];
    const ran = await runDbt(server.url, folder, {}, ...args);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toBe(
      ['crm_data', 'support_tickets']
        .map((port) => `floe: ${port} is not brought in: \`floe ingestion stub\` writes ingestion/${port}.py.\n`)
        .join(''),
    );
    expect(ran.stdout).toContain('Found 1 model');
    const { runs } = await server.data<Told>(RUNS);
    expect(runs.nodes).toMatchObject([
      { status: 'SUCCEEDED', steps: [{ name: 'compile' }, { name: 'dbt build' }, { name: 'observe' }] },
    ]);
    expect(await called()).toEqual({
      args: [
        ...['build', '--project-dir', folder, '--profiles-dir', '/profiles', '--target', 'prod', '--full-refresh'],
        ...['--vars', '{"a":1}'],
      ],
      target: path.join(folder, 'target'),
      runId: runs.nodes[0]?.runId,
      sends: 'false',
      secret: 'kept',
    });
    expect(await server.data(SEEN)).toMatchObject({ observations: { nodes: [{}, {}] } });
  });

  it('fails where dbt does: what it said is told, and of its results those of this run alone', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const { runDbt } = await calling();
    const failed = await runDbt(server.url, folder, { FAILS: '1' });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('dbt build ended with 1');
    const seen = { observations: { nodes: [{ objective: 'AVAILABILITY', observed: 'down' }] } };
    expect(await server.data(SEEN)).toMatchObject(seen);
    const broken = await runDbt(server.url, folder, { BREAKS: '1' });
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('Compilation Error');
    expect(await server.data(SEEN)).toMatchObject(seen);
  });

  it('says how dbt is had where it is not installed, and tells of no run', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const empty = path.join(await temporaryFolder(), 'bin');
    await mkdir(empty);
    const ran = await runFloe(server.url, ['run', folder], root, undefined, { PATH: empty });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('dbt is not installed, or not on PATH: `pip install dbt-core`');
    expect(ran.stderr).toContain('`floe run --engine duckdb`');
    expect(await server.data<Told>(RUNS)).toEqual({ runs: { nodes: [] } });
  });
});
