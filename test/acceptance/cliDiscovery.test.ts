import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../support/acme.js';
import { startDemo } from '../support/demo.js';
import { runFloe, type Ran } from '../support/runFloe.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const CUSTOMER_360 = path.join(ACME, 'domains/sales/products/customer-360');
const PORT = 'sales.customer-360.customers';

let url: string;
beforeAll(async () => {
  url = await startDemo();
});

const floe = (...args: string[]): Promise<Ran> => runFloe(url, args, ACME);
/** The lines of the answer, each as its words. */
const words = ({ stdout }: Ran): string[][] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/\s{2,}|\s(?=\S+$)/));
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await floe(...args, '--json')).stdout) as T;

describe('a list', () => {
  it('holds what its options ask for, each of them', async () => {
    const named = async (...args: string[]): Promise<string[]> =>
      (await json<{ name: string }[]>('products', 'list', ...args)).map(({ name }) => name);
    expect(await named('--domain', 'marketing')).toEqual(['campaign-attribution', 'targeting-engine']);
    expect(await named('--owner', 'sales-ops')).toEqual(['opportunity-pipeline']);
    expect(await named('--text', 'REVENUE', '--status', 'active')).toEqual(['revenue-metrics']);
    expect(await named('--status', 'draft')).toEqual([]);
    const contracts = await json<{ name: string }[]>('contracts', 'list', '--domain', 'finance', '--status', 'active');
    expect(contracts.map(({ name }) => name)).toEqual([
      'enterprise-to-finance-currencies',
      'sales-to-finance-customers',
    ]);
    const { code, stderr } = await floe('contracts', 'list', '--status', 'broke');
    expect([code, stderr]).toEqual([2, expect.stringContaining('Allowed choices are draft, active, broken')]);
    expect(await floe('products', 'list', '--domain', 'salse')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'floe: there is no domain salse. Did you mean sales?\n',
    });
    expect(await named('--domain', 'risk')).toEqual(['counterparty-risk']);
  });

  it('has further columns where --wide asks for them', async () => {
    const wide = await floe('products', 'list', '--wide', '--domain', 'finance');
    expect(wide.stdout).toMatch(/^DOMAIN +PRODUCT +VERSION +OWNER +STATUS +PATTERN +PUBLISHED +OUTPUT PORTS\n/);
    expect(wide.stdout).toMatch(
      /\nfinance +revenue-metrics +4\.1\.0 +finance-analytics +active +\w+ +2\S+Z +revenue, forecasts\n$/,
    );
  });

  it('tells the domains, in the order of their registration', async () => {
    expect(words(await floe('domains'))).toEqual([
      ['DOMAIN', 'STATUS', 'PRODUCTS', 'OWNERS', 'MANIFEST'],
      ['sales', 'published', '2', 'sales-data-team', 'sales-domain@2.1.0'],
      ['marketing', 'published', '2', 'marketing-data-team', 'marketing-domain@1.3.0'],
      ['finance', 'published', '1', 'finance-data-team', 'finance-domain@3.0.0'],
      ['enterprise', 'published', '1', 'platform-team', 'acme-enterprise@1.0.0'],
      ['risk', 'published', '1', 'risk-data-team', 'risk-domain@0.1.0'],
    ]);
  });
});

describe('finding and following', () => {
  it('search tells kind, name and description, whole names first', async () => {
    const { stdout } = await floe('search', 'customer-360', '--kind', 'product');
    expect(stdout).toMatch(/^KIND +NAME +DESCRIPTION\nproduct +sales\.customer-360 +Unified view of customer/);
    expect((await floe('search', 'customer', '--limit', '2')).stdout).toMatch(
      /\n\.\.\. and \d+ more: ask for them with --limit\.\n$/,
    );
    expect((await floe('search', 'custmer-360', '--kind', 'product')).stdout).toMatch(
      /^Nothing holds "custmer-360"; this is what holds "customer-360":\nKIND .*\n.* sales\.customer-360 /,
    );
    const rows = (await floe('search', 'countries', '--limit', '50')).stdout.split('\n');
    expect(rows.filter((row) => row.includes('enterprise.reference-data.countries '))).toHaveLength(1);
    expect((await floe('search', 'zebra')).stdout).toBe('Nothing holds "zebra".\n');
  });

  it('lineage tells the nearest first, either way, through cycles', async () => {
    const down = words(await floe('lineage', PORT, '--depth', '1'));
    expect(down.slice(0, 2)).toEqual([
      ['DEPTH', 'KIND', 'NAME'],
      ['0', 'output port', PORT],
    ]);
    expect(down).toContainEqual(['1', 'input port', 'finance.revenue-metrics.customers']);
    const up = await floe('lineage', 'sales.customer-360', '--direction', 'upstream', '--level', 'product');
    expect(up.stdout).toMatch(/\n1 +product +marketing\.campaign-attribution\n/);
    expect(up.stdout).toMatch(/\ncycle: .*sales\.customer-360/);
  });

  it('manifest explain tells which tier set each value, of a published manifest and of a file alike', async () => {
    const published = await floe('manifest', 'explain', 'sales-domain@2.1.0', 'governance.quality_gates');
    const file = await floe('manifest', 'explain', 'domains/sales/domain-manifest.yaml', 'governance.quality_gates');
    expect(published.stdout).toBe(file.stdout);
    const lines = published.stdout.replace(/ +/g, ' ').split('\n');
    expect(lines).toContain('governance.quality_gates.minimum_test_coverage 80 sales-domain@2.1.0');
    expect(lines).toContain('governance.quality_gates.required_tests[0] not_null_pk acme-enterprise@1.0.0');
    const unknown = await floe('manifest', 'explain', 'sales-domain', 'governance.nothing');
    expect([unknown.code, unknown.stderr]).toEqual([1, 'floe: no manifest states governance.nothing.\n']);
  });

  it.each([
    ['sales-domian', 'there is no manifest sales-domian, nor a file of that name. Did you mean sales-domain?'],
    [
      'acme-entreprise@1.0.0',
      'there is no manifest acme-entreprise, nor a file of that name. Did you mean acme-enterprise?',
    ],
    ['sales-domain@9.9.9', 'sales-domain has no version 9.9.9: the highest is 2.1.0.'],
    ['weather', 'there is no manifest weather, nor a file of that name.'],
  ])('manifest explain %s: what may have been meant', async (named, told) => {
    const { code, stderr } = await floe('manifest', 'explain', named);
    expect([code, stderr]).toEqual([1, `floe: ${told}\n`]);
  });

  it('what goes to a file is told as JSON where that is asked for', async () => {
    const output = path.join(await temporaryFolder(), 'out.json');
    for (const command of [
      ['context', CUSTOMER_360],
      ['platform', 'context', 'domains/sales/domain-manifest.yaml'],
      ['contracts', 'export', PORT],
    ]) {
      expect(await json(...command, '--output', output)).toEqual({ output });
      expect(JSON.parse(readFileSync(output, 'utf8'))).toBeTypeOf('object');
      expect(await floe(...command, '--output', output)).toMatchObject({ code: 0, stdout: '' });
    }
  });
});

describe('what changes the catalog', () => {
  it('observe opens a breach and resolves it; it wants one objective', async () => {
    const late = await floe('observe', PORT, '--data-at', '2026-01-01T00:00:00Z', '--at', '2026-01-02T00:00:00Z');
    expect([late.code, late.stdout]).toEqual([
      0,
      `Recorded for ${PORT}.\n  opened: freshness, promised 6h, observed 1d\n`,
    ]);
    const good = await json<{ breaches: { resolvedAt: string }[] }>(
      ...['observe', PORT, '--data-at', '2026-01-02T01:00:00Z', '--at', '2026-01-02T02:00:00Z'],
    );
    expect(good).toMatchObject({ accepted: 1, breaches: [{ resolvedAt: '2026-01-02T02:00:00.000Z' }] });
    expect(await floe('observe', PORT, '--up', '--metric', 'completeness')).toMatchObject({ code: 2, stdout: '' });
    expect(await floe('observe', `${PORT.slice(0, -1)}`, '--up')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`Did you mean ${PORT}`),
    });
  });

  it('sla report tells what a port kept of its promises; of a time, of a port that is there', async () => {
    const report = ['sla', 'report', PORT, '--from', '2026-01-01T12:00:00Z', '--to', '2026-01-02T06:00:00Z'];
    const told = await json<{ objectives: { objective: string; breaches: number }[] }>(...report);
    expect(told.objectives.map(({ objective }) => objective)).toEqual([
      'FRESHNESS',
      'AVAILABILITY',
      'QUALITY',
      'QUALITY',
    ]);
    const [, freshness] = (await floe(...report)).stdout.split('\n').slice(1);
    expect(freshness).toMatch(/^freshness +6h +66\.667% +0\.0% +1 +2h$/);
    expect(await floe('sla', 'report', PORT, '--from', 'x')).toMatchObject({ code: 2, stdout: '' });
    expect(await floe('sla', 'report', `${PORT.slice(0, -1)}`)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`Did you mean ${PORT}`),
    });
  });

  it('a publish of what stands is unchanged, of a product and of a manifest', async () => {
    const product = await floe('products', 'publish', CUSTOMER_360);
    expect(product.stdout).toMatch(
      /\nsales\.customer-360 3\.2\.1 is unchanged: it stood with this content already\.\n$/,
    );
    const report = await floe('products', 'publish', CUSTOMER_360, '--format', 'sarif');
    expect(JSON.parse(report.stdout)).toMatchObject({ version: '2.1.0' });
    const manifest = await floe('platform', 'publish', 'v1.0.0', '--file', 'enterprise-manifest.yaml');
    expect(manifest.stdout).toMatch(/\nacme-enterprise 1\.0\.0 as \S+ is unchanged: /);
  });

  it('retire and withdraw say why not, and do it; below products and as short forms', async () => {
    const consumed = await floe('products', 'retire', 'sales.customer-360', '--reason', 'gone');
    expect([consumed.code, consumed.stderr]).toEqual([1, expect.stringContaining('is still consumed by')]);
    const none = await floe('products', 'withdraw', 'sales.customer-360', '--reason', 'no');
    expect([none.code, none.stderr]).toEqual([1, 'floe: No version of sales.customer-360 is announced. (NOT_FOUND)\n']);
    expect(await floe('withdraw', 'sales.customer360', '--reason', 'no')).toMatchObject({
      code: 1,
      stderr: 'floe: There is no product sales.customer360. Did you mean sales.customer-360? (NOT_FOUND)\n',
    });
    expect(await floe('retire', 'sales.opportunity-pipeline', '--reason', 'replaced')).toMatchObject({
      code: 0,
      stdout: 'Retired sales.opportunity-pipeline 2.0.0: its versions are kept.\n',
    });
    expect((await floe('products', 'list')).stdout).not.toContain('opportunity-pipeline');
  });
});
