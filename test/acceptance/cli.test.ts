import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACME } from '../support/acme.js';
import { runFloe } from '../support/runFloe.js';
import { root, startTestServer, type TestServer } from '../support/server.js';
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
  beforeAll(async () => {
    server = await startTestServer({ acme: true, lasting: true });
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
enterprise  reference-data       1.0.0     platform-team       countries, currencies, fiscal_calendar
risk        counterparty-risk    0.1.0     risk-modelling      counterparty_ratings, exposures
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

  it('products describe tells tags and terms where there are any', async () => {
    const { stdout } = await runFloe(server.url, ['products', 'describe', 'risk.counterparty-risk']);
    expect(stdout).toMatch(/\nOwner: risk-modelling@acme\.com\nTags: credit, regulatory\n/);
    expect(stdout).toMatch(/SLA: .*\n {4}Tags: ratings\n {4}Terms: counterparty\n {4}Consumers: /);
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
      ...['enterprise.reference-data', 'risk.counterparty-risk'],
    ]);
    const described = await runFloe(server.url, ['products', 'describe', 'sales.customer-360', '--json']);
    expect(JSON.parse(described.stdout)).toMatchObject({ fqn: 'sales.customer-360', version: '3.2.1' });
    const folder = await customer360((text) => text.replace('marketing.campaign-attribution.', 'finance.revenue.'));
    const compiled = await runFloe(server.url, ['compile', folder, '--json']);
    expect([compiled.code, JSON.parse(compiled.stdout)]).toMatchObject([1, { status: 'FAILED' }]);
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
});

describe('floe against acme, publishing', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ acme: true });
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
