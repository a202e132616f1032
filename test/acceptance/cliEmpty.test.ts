import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACME } from '../support/acme.js';
import { runFloe } from '../support/runFloe.js';
import { root, startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const FIXTURES = path.join(root, 'test/compiler/report/fixtures');

describe('floe on an empty catalog', () => {
  it('products list prints the titles alone', async () => {
    const { url } = await startTestServer();
    expect((await runFloe(url, ['products', 'list'])).stdout).toBe(
      'DOMAIN      PRODUCT              VERSION   OWNER               OUTPUT PORTS\n',
    );
  });

  it("compile of a centralized project prints the ADR's four stages and ends with 1", async () => {
    const { url } = await startTestServer();
    const { code, stdout, stderr } = await runFloe(url, ['compile'], path.join(FIXTURES, 'centralized'));
    expect(stdout).toBe(await readFile(path.join(FIXTURES, 'centralized/expected.txt'), 'utf8'));
    expect(code).toBe(1);
    expect(stderr.split('\n').filter((line) => line.includes('error:'))).toEqual([
      "models/stg_orders.yml:4:11: error: 'stg_orders' violates naming convention [NAMING_UNKNOWN_LAYER_PREFIX]",
      'models/silver_customers.yml:4:11: error: silver_customers missing freshness test [QUALITY_MISSING_TEST]',
    ]);
  });

  it('platform compile judges, platform publish publishes under the ref that the registry implies', async () => {
    const { url } = await startTestServer();
    const compiled = await runFloe(url, ['platform', 'compile'], ACME);
    expect([compiled.code, compiled.stdout]).toEqual([0, expect.stringContaining('Compilation SUCCEEDED')]);
    const registry = ['--registry', 'oci://registry.acme.com', '--no-push'];
    const enterprise = await runFloe(url, ['platform', 'publish', 'v1.0.0', ...registry], ACME);
    expect([enterprise.code, enterprise.stdout]).toEqual([
      0,
      expect.stringContaining(
        '\nPublished acme-enterprise 1.0.0 as oci://registry.acme.com/enterprise-platform:v1.0.0\n',
      ),
    ]);
    const sales = ['platform', 'publish', 'v2.1.0', '--file', 'domains/sales/domain-manifest.yaml', ...registry];
    const domain = await runFloe(url, sales, ACME);
    expect(domain.stdout).toContain(
      '\nPublished sales-domain 2.1.0 as oci://registry.acme.com/domains/sales-platform:v2.1.0\n',
    );
    const wrong = await runFloe(url, ['platform', 'publish', 'v1.0.1'], ACME);
    expect(wrong).toEqual({
      code: 2,
      stdout: '',
      stderr: 'floe: enterprise-manifest.yaml is version 1.0.0, not 1.0.1: name the version it has.\n',
    });
  });

  it('platform compile --offline takes the parents from files or from a context, and says what the catalog says', async () => {
    const { url } = await startTestServer();
    const domain = 'domains/sales/domain-manifest.yaml';
    const registry = ['--registry', 'oci://registry.acme.com', '--no-push'];
    await runFloe(url, ['platform', 'publish', 'v1.0.0', ...registry], ACME);
    const online = await runFloe(url, ['platform', 'compile', domain], ACME);
    expect(online).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Parent: acme-enterprise v1.0.0') as string,
    });
    const folder = await temporaryFolder();
    const context = path.join(folder, 'context.json');
    await runFloe(url, ['platform', 'context', domain, '--output', context], ACME);
    const nowhere = 'http://127.0.0.1:9/graphql';
    const offline = (...options: string[]) =>
      runFloe(nowhere, ['platform', 'compile', domain, '--offline', ...options], ACME);
    expect(await offline('--context', context)).toEqual(online);
    expect(await offline('--parent', 'enterprise-manifest.yaml')).toEqual(online);
    const alone = await offline();
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('REF_UNRESOLVED')]);
    expect((await runFloe(nowhere, ['platform', 'compile', domain, '--context', context], ACME)).code).toBe(2);
  });

  it('platform compile of a domain whose parent nobody published ends with 1 and the place', async () => {
    const { url } = await startTestServer();
    const file = 'domains/sales/domain-manifest.yaml';
    const { code, stderr } = await runFloe(url, ['platform', 'compile', file], ACME);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^domains\/sales\/domain-manifest\.yaml:\d+:\d+: error: .*\n +\d+ \| .*\n +\| +\^+\nfloe: compilation of .* failed: 1 error/m,
    );
  });
});
