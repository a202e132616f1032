import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompiledProduct } from '../../../src/compiler/artifact.js';
import { compileManifest } from '../../../src/compiler/compileManifest.js';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import { deriveTerms } from '../../../src/compiler/contracts/derive.js';
import { renderContract } from '../../../src/compiler/contracts/render.js';
import { decodeDataContract } from '../../../src/compiler/document/decode.js';
import type { MeshFacts } from '../../../src/compiler/input.js';
import type { ProductCompileResult } from '../../../src/compiler/result.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { upstreamPorts } from '../support/mesh.js';
import type { RefResolution } from '../../../src/compiler/mesh.js';

const ACME = path.join(import.meta.dirname, '../../../examples/acme');
const read = (relative: string): SourceFile => ({
  path: relative,
  content: readFileSync(path.join(ACME, relative), 'utf8'),
});
const registry = JSON.parse(read('registry.json').content) as {
  manifests: { file: string; ref: string }[];
  products: string[];
};
const refs: RefResolution[] = registry.manifests.map(({ file, ref }) => {
  const name = file.startsWith('domains/') ? `${file.split('/')[1]}-domain` : 'acme-enterprise';
  const version = ref.split(':v')[1] ?? '';
  return { ref, found: { name, version, ref, digest: 'sha256:0', source: read(file) } };
});

/** The files of a product's folder, paths relative to it. */
function folder(product: string): SourceFile[] {
  const names = readdirSync(path.join(ACME, product), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => path.extname(name) !== '')
    .sort()
    .map((name) => ({ path: name, content: read(path.join(product, name)).content }));
}

function mesh(published: readonly CompiledProduct[]): MeshFacts {
  const ports = published.flatMap(({ fqn, domain, outputPorts }) =>
    outputPorts.map(({ name, ...port }) => ({ ...port, domain, product: fqn, port: name })),
  );
  return {
    refs,
    providerPorts: ports,
    upstreamPorts: published.flatMap(upstreamPorts),
    publishedProducts: published.map(({ fqn }) => fqn),
    domains: ['sales', 'marketing', 'finance', 'enterprise', 'risk'],
    standingContracts: [],
    standing: null,
    notices: [],
    now: '2026-01-15T12:00:00.000Z',
    claimedTables: [],
  };
}

function compile(files: readonly SourceFile[], published: readonly CompiledProduct[], environment = 'production') {
  const product = files.find((each) => each.path === 'data-product.yaml') ?? { path: '', content: '' };
  return compileProduct({
    product,
    files: files.filter((each) => each !== product),
    environment,
    mesh: mesh(published),
  });
}

/** Compiles all products in publishing order, twice, so that each finds its providers. */
function compileAll(environment: string): Map<string, ProductCompileResult> {
  const results = new Map<string, ProductCompileResult>();
  for (const product of [...registry.products, ...registry.products]) {
    const published = [...results.values()].flatMap(({ artifact }) => (artifact ? [artifact] : []));
    const result = compile(folder(product), published, environment);
    results.set(result.subject, result);
  }
  return results;
}

const codes = (result: { diagnostics: readonly { code: string; severity: string }[] }): string[] =>
  result.diagnostics.map(({ severity, code }) => `${severity} ${code}`);

describe('examples/acme compiles', () => {
  it.each(registry.manifests)('$file, risk with a warning that nobody registered it', ({ file }) => {
    const result = compileManifest({ manifest: read(file), refs });
    expect(result.outcome).toBe('succeeded');
    expect(codes(result)).toEqual(file.includes('risk') ? ['warning DOMAIN_NOT_REGISTERED'] : []);
  });

  it.each(['production', 'staging'])('every product in %s, once all are published', (environment) => {
    const results = compileAll(environment);
    expect([...results].map(([fqn, { outcome }]) => `${fqn} ${outcome}`)).toEqual([
      'enterprise.reference-data succeeded',
      'sales.customer-360 succeeded',
      'sales.opportunity-pipeline succeeded',
      'marketing.campaign-attribution succeeded',
      'marketing.targeting-engine succeeded',
      'finance.revenue-metrics succeeded',
      'risk.counterparty-risk succeeded',
    ]);
    const findings = [...results].flatMap(([fqn, result]) => codes(result).map((each) => `${fqn} ${each}`));
    expect(findings).toEqual([
      'marketing.targeting-engine warning CONTRACT_ACCESS_UNSTATED',
      'risk.counterparty-risk warning DOMAIN_NOT_REGISTERED',
    ]);
  });

  it('the first product before its provider is published, with a warning', () => {
    const result = compile(folder('domains/sales/products/customer-360'), []);
    expect(codes(result)).toEqual(['warning CONTRACT_PROVIDER_UNPUBLISHED']);
    expect(result.artifact?.coverage).toBe(92);
  });

  it('to the tables of the catalog tree that the ADR draws', () => {
    const tables = [...compileAll('production').values()].flatMap(
      ({ artifact }) => artifact?.models.map((each) => each.table) ?? [],
    );
    expect(tables).toEqual(
      expect.arrayContaining([
        'enterprise.reference_data.countries',
        'enterprise.reference_data.currencies',
        'enterprise.reference_data.fiscal_calendar',
        'sales.bronze.salesforce_accounts',
        'sales.bronze.salesforce_opportunities',
        'sales.silver.accounts',
        'sales.silver.opportunities',
        'sales.gold.customers',
        'sales.gold.customer_segments',
        'marketing.gold.customer_interactions',
      ]),
    );
    expect(new Set(tables).size).toBe(tables.length);
  });

  it('to the contract that the ADR prints', () => {
    const provider = compileAll('production').get('marketing.campaign-attribution')?.artifact;
    const port = mesh(provider ? [provider] : []).providerPorts.find((each) => each.port === 'customer_interactions');
    if (!port) throw new Error('campaign-attribution has no port customer_interactions');
    const content = renderContract({
      name: 'marketing-to-sales-customer-interactions',
      version: '1.0.0',
      providerPort: port.fqn,
      consumer: 'sales.customer-360',
      terms: deriveTerms(port, { compatibility: 'backward', breakingChangeNotice: 'P7D' }),
    });
    const printed = read('contracts/marketing-to-sales-customer-interactions.yaml');
    expect(decodeDataContract({ path: 'rendered', content }).document?.value).toEqual(
      decodeDataContract(printed).document?.value,
    );
  });

  it('campaign-attribution without the column campaign_id too', () => {
    const files = folder('domains/marketing/products/campaign-attribution').map((each) =>
      each.path === 'schemas/customer_interactions.json'
        ? { ...each, content: each.content.replace(/,\s*"campaign_id": \{[^}]*\}/, '') }
        : each.path === 'models/gold/gold_customer_interactions.yml'
          ? { ...each, content: each.content.replace(/ {6}- name: campaign_id[^]*$/, '') }
          : each,
    );
    const published = [...compileAll('production').values()].flatMap(({ artifact }) => (artifact ? [artifact] : []));
    const result = compile(files, published);
    expect(codes(result)).toEqual([]);
    expect(result.artifact?.outputPorts[0]?.columns.map(({ name }) => name)).toEqual([
      'customer_id',
      'interaction_type',
      'interaction_timestamp',
    ]);
  });
});
