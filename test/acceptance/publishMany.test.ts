import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACME, ACME_MANIFESTS, ACME_PRODUCTS, acmeManifest, acmeProduct } from '../support/acme.js';
import { databases } from '../support/databases.js';
import { runFloe } from '../support/runFloe.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const MANY = `mutation ($input: PublishManyInput!) { publishMany(input: $input) {
  published failed results { subject product { fqn version } manifest { name } compilation { status } userErrors { code path message } } } }`;
const WATCH = 'subscription ($id: ID!) { compilationProgressed(id: $id) { index of title status } }';

async function publishManifests(server: TestServer): Promise<void> {
  const manifests = ACME_MANIFESTS.map(({ file }) => acmeManifest(file));
  await server.data(MANY, { input: { manifests } });
}

/** A copy of the example, one of its products broken. */
async function brokenAcme(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(path.join(ACME, 'domains'), folder, { recursive: true });
  const document = path.join(folder, 'marketing/products/targeting-engine/data-product.yaml');
  await writeFile(
    document,
    (await readFile(document, 'utf8')).replace('name: targeting-engine', 'name: Targeting Engine'),
  );
  return folder;
}

describe.each(databases)('publishMany over HTTP, on %s', (dialect) => {
  it('publishes a company and tells how far it is', async () => {
    const server = await startTestServer({ dialect });
    const stages: { readonly index: number; readonly of: number; readonly title: string }[] = [];
    const watched = (async () => {
      for await (const { data } of server
        .webSocket()
        .iterate<{ compilationProgressed: typeof stages }>({ query: WATCH, variables: { id: 'company' } }))
        stages.push(...(data?.compilationProgressed ?? []));
    })();
    const input = {
      manifests: ACME_MANIFESTS.map(({ file }) => acmeManifest(file)),
      products: ACME_PRODUCTS.map((name) => acmeProduct(name)).reverse(),
      progressId: 'company',
    };
    const { publishMany } = await server.data<{ publishMany: { results: readonly object[] } }>(MANY, { input });
    await watched;
    const of = ACME_MANIFESTS.length + ACME_PRODUCTS.length;
    expect(publishMany).toMatchObject({ published: of, failed: 0 });
    expect(publishMany.results.at(-1)).toEqual({
      subject: 'enterprise.reference-data',
      product: { fqn: 'enterprise.reference-data', version: '1.0.0' },
      manifest: null,
      compilation: { status: 'SUCCEEDED' },
      userErrors: [],
    });
    expect(stages.map((stage) => stage.index)).toEqual(Array.from({ length: of }, (_, index) => index + 1));
    expect(stages[0]).toEqual({ of, index: 1, title: 'acme-enterprise 1.0.0', status: 'PASSED' });
    expect(await server.data(MANY, { input: {} })).toEqual({ publishMany: { published: 0, failed: 0, results: [] } });
  });
});

describe('floe products publish with several folders', () => {
  it('publishes all below a folder, says what it refuses, and goes on where it was cut off', async () => {
    const server = await startTestServer();
    await publishManifests(server);
    const folder = await brokenAcme();
    const ran = await runFloe(server.url, ['products', 'publish', '.'], folder);
    expect(ran.code).toBe(1);
    expect(ran.stdout.split('\n').filter((line) => line.startsWith('Published'))).toHaveLength(
      ACME_PRODUCTS.length - 1,
    );
    expect(ran.stdout).toContain('\n6 published, 1 refused.\n');
    expect(ran.stderr).toContain('marketing/products/targeting-engine/data-product.yaml:');
    expect(ran.stderr).toMatch(/1 of 7 products were not published\.\n$/);
    await rm(path.join(folder, 'marketing/products/targeting-engine'), { recursive: true });
    await cp(
      path.join(ACME, 'domains/marketing/products/targeting-engine'),
      path.join(folder, 'marketing/products/targeting-engine'),
      { recursive: true },
    );
    const folders = ['sales/products/customer-360', 'marketing'];
    const again = await runFloe(server.url, ['products', 'publish', ...folders, '--json'], folder);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      published: 3,
      failed: 0,
      results: expect.arrayContaining([
        expect.objectContaining({
          folder: 'marketing/products/targeting-engine',
          product: { fqn: 'marketing.targeting-engine', version: '0.9.0' },
        }),
      ]) as object[],
    });
  });

  it('gives the findings of all as SARIF, and says what goes with one folder alone', async () => {
    const server = await startTestServer();
    await publishManifests(server);
    const folder = await brokenAcme();
    const { code, stdout } = await runFloe(server.url, ['products', 'publish', '.', '--format', 'sarif'], folder);
    expect(code).toBe(1);
    const { runs } = JSON.parse(stdout) as {
      runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    const files = runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    expect(files).toContain('marketing/products/targeting-engine/data-product.yaml');
    for (const option of [
      ['--expected-version', '1.0.0'],
      ['--format', 'junit'],
      ['--dbt-manifest', 'm.json'],
    ]) {
      const ran = await runFloe(server.url, ['products', 'publish', '.', ...option], folder);
      expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('goes with one folder.')]);
    }
    const none = await runFloe(server.url, ['products', 'publish', 'sales', 'nowhere'], folder);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('nowhere')]);
  });
});
