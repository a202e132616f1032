import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { atEnd } from '../support/atEnd.js';
import { ACME } from '../support/acme.js';
import { built } from '../support/built.js';
import { publishAcmeOver } from '../support/publishOver.js';
import { NOWHERE, runFloe } from '../support/runFloe.js';
import { readRoot, root, startTestServer, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const CUSTOMER_360 = path.join(ACME, 'domains/sales/products/customer-360');
const FIXTURES = path.join(root, 'test/compiler/report/fixtures');

/** A copy of sales.customer-360, its document changed. */
async function customer360(edit: (text: string) => string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(CUSTOMER_360, folder, { recursive: true });
  const document = path.join(folder, 'data-product.yaml');
  await writeFile(document, edit(await readFile(document, 'utf8')));
  return folder;
}

describe('floe against acme', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ acme: true });
  });

  it("decision 14: products list prints the ADR's table, the owner's team in it, uncoloured in a pipe", async () => {
    expect(await runFloe(server.url, ['products', 'list'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `DOMAIN      PRODUCT              VERSION   OWNER               OUTPUT PORTS
sales       customer-360         3.2.1     sales-analytics     customers, customer_segments
sales       opportunity-pipeline 2.0.0     sales-ops           pipeline_stages, forecasts
marketing   campaign-attribution 1.5.0     marketing-analytics customer_interactions, attribution
marketing   targeting-engine     0.9.0     marketing-targeting audiences
finance     revenue-metrics      4.1.0     finance-analytics   revenue, forecasts
`,
    });
  });

  it("decision 14: products describe prints the ADR's page, the owner's e-mail in it, from one query", async () => {
    const before = server.logged.length;
    expect(await runFloe(server.url, ['products', 'describe', 'sales.customer-360'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `Product: customer-360
Domain: sales
Version: 3.2.1
Owner: sales-analytics@acme.com

Output Ports:
  customers (sales.gold.customers)
    SLA: freshness=6h, availability=99.9%
    Consumers: marketing.campaign-attribution, finance.revenue-metrics

  customer_segments (sales.gold.customer_segments)
    SLA: freshness=24h, availability=99%
    Consumers: marketing.targeting-engine

Input Ports:
  crm_data (ingestion: salesforce)
  support_tickets (ingestion: zendesk)
  marketing_interactions (marketing.campaign-attribution.customer_interactions)
`,
    });
    const requests = server.logged.slice(before).filter((line) => line['msg'] === 'request');
    expect(requests.map((line) => line['path'])).toEqual(['/graphql']);
  });

  it('contracts list and describe tell the contracts', async () => {
    const list = await runFloe(server.url, ['contracts', 'list']);
    expect(list.stdout.split('\n').map((line) => line.split(/\s+/))).toContainEqual([
      ...['marketing-to-sales-customer-interactions', '1.0.0', 'active'],
      ...['marketing.campaign-attribution.customer_interactions', 'sales.customer-360'],
    ]);
    const name = 'marketing-to-sales-customer-interactions';
    expect((await runFloe(server.url, ['contracts', 'describe', name])).stdout).toBe(`Contract: ${name}
Version: 1.0.0
Status: active
Provider: marketing.campaign-attribution.customer_interactions (marketing.gold.customer_interactions)
Consumer: sales.customer-360
SLA: freshness=2h, availability=99%
Compatibility: backward, notice 7d

Columns:
  COLUMN                TYPE        REQUIRED  VALUES
  customer_id           string      yes
  interaction_type      string      no        email_open, email_click, ad_impression, ad_click
  interaction_timestamp timestamp   yes
  campaign_id           string      no
`);
    const source = (await runFloe(server.url, ['contracts', 'describe', name, '--source'])).stdout;
    expect(source).toMatch(/^apiVersion: floe.dev\/v1\nkind: DataContract\n/);
  });

  it('--json prints what scripts read', async () => {
    const list = await runFloe(server.url, ['products', 'list', '--json']);
    expect((JSON.parse(list.stdout) as { fqn: string }[]).map((each) => each.fqn)).toEqual([
      ...['sales.customer-360', 'sales.opportunity-pipeline', 'marketing.campaign-attribution'],
      ...['marketing.targeting-engine', 'finance.revenue-metrics'],
    ]);
    const described = await runFloe(server.url, ['products', 'describe', 'sales.customer-360', '--json']);
    expect(JSON.parse(described.stdout)).toMatchObject({ fqn: 'sales.customer-360', version: '3.2.1' });
    const folder = await customer360((text) => text.replace('marketing.campaign-attribution.', 'finance.revenue.'));
    const compiled = await runFloe(server.url, ['compile', folder, '--json']);
    expect([compiled.code, JSON.parse(compiled.stdout)]).toMatchObject([1, { status: 'FAILED' }]);
  });

  it('products diff tells what changed between two kept versions, of a product, a port or a contract', async () => {
    const next = await customer360((text) =>
      text.replace('version: "3.2.1"', 'version: "3.3.0"').replace('freshness: 24h', 'freshness: 12h'),
    );
    expect((await runFloe(server.url, ['products', 'publish', next])).code).toBe(0);
    const told = await runFloe(server.url, ['products', 'diff', 'sales.customer-360', '3.2.1', '3.3.0']);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout.split('\n')).toEqual([
      'sales.customer-360 3.2.1 → 3.3.0',
      expect.stringMatching(/^ {2}✓ customer_segments: sla\.freshness \(PT24H → PT12H\): /),
      '  requires a minor version: 3.3.0 after 3.2.1',
      '',
    ]);
    const port = ['products', 'diff', 'sales.customer-360.customers', '3.2.1', '3.3.0'];
    expect((await runFloe(server.url, port)).stdout).toBe(
      'sales.customer-360.customers 3.2.1 → 3.3.0\n  nothing that is promised changes\n',
    );
    const contract = ['products', 'diff', 'sales-to-marketing-customer-segments', '1.0.0', '1.1.0', '--json'];
    expect(JSON.parse((await runFloe(server.url, contract)).stdout)).toMatchObject({
      from: '1.0.0',
      to: '1.1.0',
      bump: 'MINOR',
      requiredVersion: '1.1.0',
      ports: [{ port: 'customer_segments', changes: [{ path: 'sla.freshness', severity: 'COMPATIBLE' }] }],
    });
    expect(await runFloe(server.url, ['products', 'diff', 'sales.customer-360', '3.2.1', '9.0.0'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'floe: sales.customer-360 has no version 9.0.0: kept are 3.3.0, 3.2.1.\n',
    });
  });

  it('what is not there ends with 1 and a line', async () => {
    expect(await runFloe(server.url, ['products', 'describe', 'sales.nothing'])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^floe: there is no product sales\.nothing\.[^\n]*\n$/),
    });
    expect(await runFloe(server.url, ['contracts', 'describe', 'nothing'])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^floe: there is no contract nothing\.[^\n]*\n$/),
    });
  });

  it('compile of a product that is good prints six stages and ends with 0', async () => {
    const { code, stdout, stderr } = await runFloe(server.url, ['compile'], CUSTOMER_360);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\[1\/6\] Loading enterprise platform\n(.|\n)*\[6\/6\] Compilation SUCCEEDED\n$/);
    expect(stderr).not.toMatch(/error/);
  });

  it("compile of the ADR's broken customer-360 prints the ADR's six stages and ends with 1", async () => {
    const folder = await customer360(() => '');
    await cp(path.join(FIXTURES, 'data-mesh/data-product.yaml'), path.join(folder, 'data-product.yaml'));
    const { code, stdout, stderr } = await runFloe(server.url, ['compile', folder]);
    expect(stdout).toBe(await readFile(path.join(FIXTURES, 'data-mesh/expected.txt'), 'utf8'));
    expect(code).toBe(1);
    const file = path.join(folder, 'data-product.yaml');
    expect(stderr).toBe(
      `${file}:79:12: error: Input port 'finance.revenue.invoices' not found [CONTRACT_INPUT_PORT_NOT_FOUND]\n` +
        '   79 |       ref: finance.revenue.invoices\n' +
        '      |            ^^^^^^^^^^^^^^^^^^^^^^^^\n' +
        'floe: compilation of sales.customer-360 failed: 1 error.\n',
    );
  });

  it('--format prints what other tools read, with paths as they are seen from here', async () => {
    const folder = await customer360((text) => text.replace('marketing.campaign-attribution.', 'finance.revenue.'));
    const report = async (format: string) => {
      const { code, stdout } = await runFloe(server.url, ['compile', folder, '--format', format]);
      expect(code).toBe(1);
      return stdout;
    };
    const file = path.join(folder, 'data-product.yaml');
    const sarif = JSON.parse(await report('sarif')) as { runs: { results: { ruleId: string }[] }[] };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('CONTRACT_INPUT_PORT_NOT_FOUND');
    expect(await report('github')).toContain(`::error file=${file},line=`);
    expect(await report('junit')).toMatch(/^<\?xml version="1\.0"[^]*<failure message="Input port/);
    expect(JSON.parse(await report('json'))).toMatchObject({ status: 'FAILED' });
    const wrong = await runFloe(server.url, ['compile', folder, '--format', 'html']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Allowed choices are console, json')]);
  });

  it('--offline with a context says what the catalog says, without it', async () => {
    const folder = await customer360((text) => text.replace('version: "3.2.1"', 'version: "3.2.2"'));
    const context = path.join(folder, '.context.json');
    expect((await runFloe(server.url, ['context', folder, '--output', context])).code).toBe(0);
    const online = await runFloe(server.url, ['compile', folder]);
    const offline = await runFloe('http://127.0.0.1:9/graphql', ['compile', folder, '--offline', '--context', context]);
    expect(offline).toEqual(online);
    expect(offline.code).toBe(0);
    const alone = await runFloe('http://127.0.0.1:9/graphql', ['compile', folder, '--offline']);
    expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('REF_UNRESOLVED')]);
    const none = await runFloe(server.url, [
      'compile',
      folder,
      '--offline',
      '--context',
      path.join(folder, 'data-product.yaml'),
    ]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('is no JSON: write it with `floe context')]);
    expect((await runFloe(server.url, ['compile', folder, '--context', context])).code).toBe(2);
  });

  it('products publish publishes, tells the contracts, and refuses other content under a version that stands', async () => {
    const standing = await runFloe(server.url, ['products', 'publish', CUSTOMER_360]);
    expect([standing.code, standing.stdout]).toEqual([
      0,
      expect.stringContaining('\nsales.customer-360 3.2.1 is unchanged'),
    ]);
    const next = await customer360((text) => text.replace('3.2.1', '4.0.0').replace('freshness: 6h', 'freshness: 12h'));
    const again = await runFloe(server.url, ['products', 'publish', next, '--expected-version', '3.2.1']);
    expect(again.stdout).toContain('\nPublished sales.customer-360 4.0.0\nContracts: ');
    const other = await customer360((text) => text.replace('Unified view', 'Another view'));
    const refused = await runFloe(server.url, ['products', 'publish', other]);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/^floe: .* is published with other content: .* \(CONFLICT\)\n$/),
    ]);
  });
});

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
    const registry = ['--registry', 'oci://registry.acme.com'];
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
    const registry = ['--registry', 'oci://registry.acme.com'];
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

describe('floe, wrongly used', () => {
  it.each([
    ['an option that does not exist', ['products', 'list', '--yaml'], "error: unknown option '--yaml'\n"],
    ['an argument that is missing', ['products', 'describe'], "error: missing required argument 'fqn'\n"],
    ['a command that does not exist', ['product'], "error: unknown command 'product'\n(Did you mean products?)\n"],
  ])('%s ends with 2 and a line', async (_what, args, words) => {
    expect(await runFloe('http://127.0.0.1:1', args)).toEqual({ code: 2, stdout: '', stderr: words });
  });

  it('a catalog that cannot be reached ends with 2 and a line', async () => {
    expect(await runFloe('http://127.0.0.1:1', ['products', 'list'])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^floe: the catalog at http:\/\/127\.0\.0\.1:1\/graphql cannot be reached \(.+\)[^\n]*\n$/,
      ),
    });
  });

  it('something else than a catalog ends with 2 and a line', async () => {
    const other = createServer((_request, response) => response.writeHead(418).end('<p>tea</p>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    atEnd(() => void other.close());
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect(await runFloe(url, ['products', 'list'])).toEqual({
      code: 2,
      stdout: '',
      stderr: `floe: ${url}/graphql answered 418 and no JSON: it is no catalog.\n`,
    });
  });

  it.each([
    ['is missing', async () => undefined, /^floe: there is no data-product\.yaml in \S+\.\n$/],
    [
      'is not UTF-8',
      (file: string) => writeFile(file, Buffer.from([0x61, 0xff, 0xfe])),
      /^floe: \S+data-product\.yaml is not UTF-8 text\.\n$/,
    ],
    [
      'is too large',
      (file: string) => writeFile(file, 'x'.repeat(11 * 1024 * 1024)),
      /^floe: \S+data-product\.yaml has 11\.0 MB: files of more than 10 MB are not sent\.\n$/,
    ],
  ])('a document that %s ends with 2 and a line', async (_what, write, words) => {
    const folder = await temporaryFolder();
    await write(path.join(folder, 'data-product.yaml'));
    expect(await runFloe('http://127.0.0.1:1', ['compile', folder])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(words),
    });
  });

  it('help and version end with 0', async () => {
    const help = await runFloe('http://127.0.0.1:1', ['--help']);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('FLOE_CATALOG_URL')]);
    const { version } = JSON.parse(readRoot('package.json')) as { version: string };
    expect(await runFloe('http://127.0.0.1:1', ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('the files of a product folder', () => {
  it('are its documents, without what is built, hidden, installed or of another product', async () => {
    const { loadProject } = await import('../../src/cli/project/loadProject.js');
    const folder = await temporaryFolder();
    const put = async (name: string, content = name): Promise<void> => {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    };
    const taken = [
      'dbt_project.yml',
      'models/a.sql',
      'models/b.yml',
      'platform-manifest.yaml',
      'schemas/c.json',
      'snapshots/d.sql',
    ];
    const left = [
      '.git/e.yml',
      'node_modules/f/g.json',
      'target/manifest.json',
      'dbt_packages/h.sql',
      'notes.txt',
      'package.json',
    ];
    for (const name of [...taken, ...left, 'data-product.yaml', 'other/data-product.yaml', 'other/i.sql'])
      await put(name);
    const project = await loadProject(folder, null);
    expect(project.files.map((file) => file.path)).toEqual(taken);
    expect([project.source, project.dbtManifest]).toEqual(['data-product.yaml', null]);
    await rm(path.join(folder, 'models/b.yml'));
    expect((await loadProject(folder, null)).dbtManifest).toBe('target/manifest.json');
  });
});

describe('the built floe', () => {
  it('runs by its path, as `npx floe` runs it', async () => {
    const { version } = JSON.parse(readRoot('package.json')) as { version: string };
    const { stdout } = await promisify(execFile)(built('floe'), ['--version']);
    expect(stdout.trim()).toBe(version);
  });

  const OFFLINE = ['compile', 'test/compiler/report/fixtures/centralized', '--offline'];

  it('says what it says from the sources', async () => {
    const sources = ['--import', import.meta.resolve('tsx'), path.join(root, 'src/cli/floe.ts')];
    const args = [...OFFLINE, '--format', 'sarif'];
    const ran = await runFloe(NOWHERE, args);
    expect(JSON.parse(ran.stdout)).toMatchObject({ version: '2.1.0' });
    expect(ran).toEqual(await runFloe(NOWHERE, args, root, sources));
  });

  it('tells lines of the sources where it breaks', async () => {
    const broken = ['--import', 'data:text/javascript,delete String.prototype.trimEnd', built('floe')];
    const { code, stderr } = await runFloe(NOWHERE, OFFLINE, root, broken);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^floe: TypeError: .*\n +at .*\/src\/cli\/[\w/]+\.ts:\d+/),
    ]);
  });
});

describe('floe serve', () => {
  it('serves, passes SIGTERM on, and ends with 0', async () => {
    const database = `sqlite:${path.join(await temporaryFolder(), 'served.sqlite')}`;
    const child = spawn(process.execPath, [built('floe'), 'serve', '--port', '0', '--database', database], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        const [, served] = /"url":"([^"]+)"/.exec(String(chunk)) ?? [];
        if (served) resolve(served);
      }),
    );
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: true });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});

describe('floe and a breaking change', () => {
  const CAMPAIGN = path.join(ACME, 'domains/marketing/products/campaign-attribution');
  const NAME = 'marketing-to-sales-customer-interactions';

  /** marketing.campaign-attribution 2.0.0 without campaign_id, in a folder. */
  async function withoutCampaign(): Promise<string> {
    const folder = await temporaryFolder();
    await cp(CAMPAIGN, folder, { recursive: true });
    const change = async (name: string, edit: (text: string) => string): Promise<void> =>
      writeFile(path.join(folder, name), edit(await readFile(path.join(folder, name), 'utf8')));
    await change('data-product.yaml', (text) => text.replace('version: "1.5.0"', 'version: "2.0.0"'));
    await change('schemas/customer_interactions.json', (text) => {
      const schema = JSON.parse(text) as { properties: Record<string, unknown> };
      delete schema.properties['campaign_id'];
      return JSON.stringify(schema);
    });
    return folder;
  }

  it('is blocked by contracts check, announced, acknowledged, and let through', async () => {
    const server = await startTestServer({ clock: { now: () => new Date('2026-01-15T12:00:00.000Z') } });
    await publishAcmeOver(server);
    const folder = await withoutCampaign();
    const blocked = await runFloe(server.url, ['contracts', 'check', folder]);
    expect(blocked.code).toBe(1);
    expect(blocked.stdout).toMatch(
      /^marketing\.campaign-attribution 1\.5\.0 → 2\.0\.0\n {2}✗ customer_interactions: columns\.campaign_id: An optional column was removed\./,
    );
    expect(blocked.stdout).toContain(`  breaks ${NAME}\n  requires version 2.0.0\n`);
    expect(blocked.stderr).toContain(
      'marketing.campaign-attribution 2.0.0 breaks 1 contract. It may be published from 2026-01-22T12:00:00.000Z on.',
    );
    const markdown = await runFloe(server.url, ['contracts', 'check', folder, '--format', 'markdown']);
    expect(markdown.stdout).toContain('## marketing.campaign-attribution 1.5.0 → 2.0.0');
    const json = await runFloe(server.url, ['contracts', 'check', folder, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ bump: 'major', consumers: [{ verdict: 'breaking' }] });

    expect(await runFloe(server.url, ['products', 'announce', folder])).toMatchObject({
      code: 0,
      stdout: `Announced marketing.campaign-attribution 2.0.0: it may be published from 2026-01-22T12:00:00.000Z on.
  breaks ${NAME}
`,
    });
    expect(await runFloe(server.url, ['contracts', 'acknowledge', NAME, '--note', 'read no more'])).toMatchObject({
      code: 0,
      stdout: `${NAME}: accepted 2.0.0, which takes effect on 2026-01-22T12:00:00.000Z.\n`,
    });
    expect(await runFloe(server.url, ['contracts', 'check', folder])).toMatchObject({ code: 0 });
    expect(await runFloe(server.url, ['contracts', 'acknowledge', 'nope'])).toMatchObject({ code: 1 });
  });
});
