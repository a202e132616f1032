import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AIRBYTE_DOCUMENT, startAirbyte } from '../support/airbyteServer.js';
import { built } from '../support/built.js';
import { DAGSTER_SDL, startDagster } from '../support/dagsterServer.js';
import { describeBeside } from '../support/describeBeside.js';
import { runFloe, type Ran } from '../support/runFloe.js';
import { root, startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const PRODUCT = 'sales.customer-360';
const RUNS = `{ runs(product: "${PRODUCT}") { nodes { runId status externalUrl steps { name status message } } } }`;

interface Told {
  readonly runs: {
    readonly nodes: readonly {
      readonly runId: string;
      readonly status: string;
      readonly externalUrl: string | null;
      readonly steps: readonly { readonly name: string; readonly status: string; readonly message: string | null }[];
    }[];
  };
}

/** customer-360 as it ships, in a folder of its own. */
async function customer360(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(path.join(root, 'examples/acme/domains/sales/products/customer-360'), folder, { recursive: true });
  return folder;
}

const run = (url: string, folder: string, env: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> =>
  runFloe(url, ['run', folder, ...args], root, undefined, env);

describeBeside('floe run through Dagster', DAGSTER_SDL, () => {
  it('launches the job where the manifest says Dagster, tells its log and its end, and where to look at it', async () => {
    const server = await startTestServer({ acme: true });
    const dagster = await startDagster();
    const ran = await run(server.url, await customer360(), { DAGSTER_URL: dagster.url });
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('dbt_build: line 2');
    const [started] = dagster.runs.values();
    const { runs } = await server.data<Told>(RUNS);
    expect(runs.nodes).toMatchObject([
      {
        runId: started?.runId,
        status: 'SUCCEEDED',
        externalUrl: `${dagster.url}/runs/${started?.runId}`,
        steps: [{ name: 'compile' }, { name: 'dagster customer_360', status: 'SUCCEEDED' }],
      },
    ]);
    expect(started?.tags).toContainEqual({ key: 'floe/product', value: PRODUCT });
  });

  it('starts one run where two run it at once, and where it was killed and is run again', async () => {
    const server = await startTestServer({ acme: true });
    const dagster = await startDagster({ statuses: ['STARTED', 'STARTED', 'SUCCESS'] });
    const folder = await customer360();
    const env = { DAGSTER_URL: dagster.url };
    const both = await Promise.all([run(server.url, folder, env), run(server.url, folder, env)]);
    const good = { code: 0, stderr: '' };
    expect(both).toMatchObject([good, good]);
    expect(dagster.runs.size).toBe(1);

    const slow = await startDagster({ statuses: ['STARTED'] });
    const args = [built('floe'), 'run', folder, '--json'];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, FLOE_CATALOG_URL: server.url, DAGSTER_URL: slow.url },
    });
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (text: Buffer) => {
        if (text.toString().includes('line 0')) resolve();
      }),
    );
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    const [cut] = slow.runs.values();
    cut?.statuses.splice(0, 1, 'SUCCESS');
    expect((await run(server.url, folder, { DAGSTER_URL: slow.url })).code).toBe(0);
    expect(slow.runs.size).toBe(1);
    const { runs } = await server.data<Told>(RUNS);
    expect(runs.nodes.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  it('has Dagster end the run where it is cancelled', async () => {
    const server = await startTestServer({ acme: true });
    const dagster = await startDagster({ statuses: ['STARTED'] });
    const folder = await customer360();
    const child = spawn(process.execPath, [built('floe'), 'run', folder], {
      env: { ...process.env, FLOE_CATALOG_URL: server.url, DAGSTER_URL: dagster.url },
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('line 0') && !child.killed) child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, said.includes('asked Dagster to end it')]).toEqual([1, true]);
    expect([...dagster.runs.values()].map(({ statuses }) => statuses)).toEqual([['CANCELED']]);
    expect(await server.data<Told>(RUNS)).toMatchObject({ runs: { nodes: [{ status: 'CANCELLED' }] } });
  });

  it('fails where the run does, and says where Dagster is to be looked for', async () => {
    const server = await startTestServer({ acme: true });
    const dagster = await startDagster({ statuses: ['STARTED', 'FAILURE'] });
    const folder = await customer360();
    const failed = await run(server.url, folder, { DAGSTER_URL: dagster.url });
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain(`the run of Dagster failed: ${dagster.url}/runs/`);
    const unknown = await run(server.url, folder, { DAGSTER_URL: dagster.url }, '--job', 'customer_306', '--fresh');
    expect(unknown.stdout).toContain('there is no job "customer_306". Did you mean customer_360');
    const nowhere = await run(server.url, folder, {}, '--engine', 'dagster');
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining('set DAGSTER_URL')]);
  });
});

/** Stands for dbt and for Python: writes down how it was called. */
const STAND_IN = `#!${process.execPath}
const { appendFileSync } = require('node:fs');
const { FLOE_RUN_ID: runId, FLOE_INPUT_PORT: port } = process.env;
const name = require('node:path').basename(__filename);
appendFileSync(__dirname + '/called', JSON.stringify({ name, args: process.argv.slice(2), cwd: process.cwd(), runId, port }) + '\\n');
console.log(name + ' was here');
process.exit(process.env.BREAKS && process.env.BREAKS === port ? 3 : 0);
`;

async function standIns(): Promise<{
  readonly bin: string;
  readonly called: () => Promise<Record<string, unknown>[]>;
}> {
  const bin = await temporaryFolder();
  for (const name of ['dbt', 'python3']) {
    await writeFile(path.join(bin, name), STAND_IN);
    await chmod(path.join(bin, name), 0o755);
  }
  const lines = async (): Promise<string[]> => (await readFile(path.join(bin, 'called'), 'utf8')).trim().split('\n');
  return { bin, called: async () => (await lines()).map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describeBeside('floe run with what brings data in', AIRBYTE_DOCUMENT, () => {
  const withAirbyte = (text: string): string =>
    text.replace(
      'type: dlt\n        source: zendesk',
      'type: airbyte\n        source: zendesk\n        destination: lake',
    );

  it('syncs connections of Airbyte and calls pipelines of dlt before dbt, each once', async () => {
    const server = await startTestServer({ acme: true });
    const airbyte = await startAirbyte({ sources: ['zendesk'], statuses: ['pending', 'succeeded'] });
    const folder = await customer360();
    const product = path.join(folder, 'data-product.yaml');
    await writeFile(product, withAirbyte(await readFile(product, 'utf8')));
    const { bin, called } = await standIns();
    const { id, secret } = airbyte.settings.credentials;
    const env = { PATH: bin, AIRBYTE_URL: airbyte.url, AIRBYTE_CLIENT_ID: id, AIRBYTE_CLIENT_SECRET: secret };

    const stub = await runFloe(server.url, ['ingestion', 'stub', folder]);
    expect([stub.code, stub.stdout]).toEqual([0, 'Wrote ingestion/crm_data.py: fill in its resources.\n']);
    expect((await runFloe(server.url, ['ingestion', 'stub', folder])).stdout).toContain('left as it is');

    const broken = await run(server.url, folder, { ...env, BREAKS: 'crm_data' });
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('ingestion/crm_data.py ended with 3');
    const again = await run(server.url, folder, env);
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(again.stdout).toContain('python3 was here');
    // What was synced is not synced again by the run that goes on.
    expect(airbyte.connections).toMatchObject([{ name: `${PRODUCT}.support_tickets` }]);
    expect(airbyte.jobs).toHaveLength(1);
    expect((await called()).map(({ name, args, port }) => [name, port, (args as string[])[0]])).toEqual([
      ['python3', 'crm_data', 'ingestion/crm_data.py'],
      ['python3', 'crm_data', 'ingestion/crm_data.py'],
      ['dbt', undefined, 'build'],
    ]);
    const { runs } = await server.data<Told>(RUNS);
    expect(runs.nodes.map(({ status }) => status)).toEqual(['SUCCEEDED', 'FAILED']);
    expect(runs.nodes[0]?.steps.map(({ name }) => name)).toEqual([
      ...['compile', 'ingest crm_data', 'ingest support_tickets', 'dbt build', 'observe'],
    ]);
    expect(airbyte.problems).toEqual([]);
  });

  it('says what is missing of a port that Airbyte is to bring in', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const product = path.join(folder, 'data-product.yaml');
    const text = withAirbyte(await readFile(product, 'utf8'));
    await writeFile(product, text.replace('        destination: lake\n', ''));
    const { bin } = await standIns();
    const env = { PATH: bin, AIRBYTE_URL: 'http://127.0.0.1:9/v1' };
    expect(await run(server.url, folder, env)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nobody says who asks'),
    });
    expect(await run(server.url, folder, { ...env, AIRBYTE_TOKEN: 'x' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('input port sales.customer-360.support_tickets names no destination of Airbyte'),
    });
  });
});

describe('floe ingestion stub', () => {
  it('has nothing to do for a product without dlt', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const product = path.join(folder, 'data-product.yaml');
    const text = await readFile(product, 'utf8');
    await writeFile(product, text.replaceAll('type: dlt', 'type: airbyte'));
    const stub = await runFloe(server.url, ['ingestion', 'stub', folder]);
    expect([stub.code, stub.stdout]).toEqual([0, 'No input port is brought in by dlt.\n']);
  });

  it('writes nothing for a product that does not compile, and says why', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await customer360();
    const product = path.join(folder, 'data-product.yaml');
    const text = await readFile(product, 'utf8');
    await writeFile(product, text.replaceAll('type: dlt', 'type: fivetran'));
    const stub = await runFloe(server.url, ['ingestion', 'stub', folder]);
    expect(stub.code).toBe(1);
    expect(`${stub.stdout}${stub.stderr}`).toContain("brings data in with 'fivetran', which is not approved");
    expect(existsSync(path.join(folder, 'ingestion'))).toBe(false);
  });
});
