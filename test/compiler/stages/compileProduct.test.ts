import { describe, expect, it } from 'vitest';
import { compileProduct, renderCompilation } from '../../../src/compiler/compile.js';
import type { ProductCompileResult } from '../../../src/compiler/result.js';
import { compile } from '../rules/project.js';
import { EMPTY_MESH, productInput } from '../support/mesh.js';

const statuses = ({ stages }: ProductCompileResult): string[] =>
  stages.map(({ title, status }) => `${title}: ${status}`);
const codes = ({ diagnostics }: ProductCompileResult): string[] => diagnostics.map(({ code }) => code);

const PRODUCT = `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: mart, version: "1.0.0"}
ownership: {team: data, email: data@acme.com}
`;
const centralized = (files: Record<string, string>, product = PRODUCT): ProductCompileResult =>
  compileProduct(
    productInput(
      Object.entries({ 'data-product.yaml': product, ...files }).map(([path, content]) => ({ path, content })),
      EMPTY_MESH,
    ),
  );
const PLATFORM = { 'platform-manifest.yaml': 'data_architecture: {pattern: medallion}' };

describe('the stages of a product', () => {
  it('has six in a mesh, all passed where nothing is wrong', () => {
    const result = compile('');
    expect(result).toMatchObject({
      outcome: 'succeeded',
      organization: 'data_mesh',
      subject: 'sales.orders',
      closing: null,
    });
    expect(renderCompilation({ ...result, status: result.outcome })).toMatch(/\n\n\[6\/6\] Compilation SUCCEEDED\n$/);
  });

  it('has four in a centralized platform', () => {
    expect(statuses(centralized(PLATFORM))).toEqual([
      'Loading platform artifacts: passed',
      'Validating naming conventions: passed',
      'Validating quality gates: passed',
      'Compilation: passed',
    ]);
  });

  it('collects the findings of all stages in one go', () => {
    const result = compile(
      `# mesh.yaml\ndomains: [finance]
# data-product.yaml
output_ports: [{name: a, table: marketing.gold.a, sla: {freshness: 1h}, schema: {ref: gone.json}}]
input_ports: [{name: b, source: {type: data_product, ref: nowhere.x.y}}]
schedule: {cron: "0 0 * * *"}
# models/m.yml
models:
  - {name: stg_orders, columns: [{name: email, meta: {floe: {classification: pii}}}]}
  - {name: silver_x, columns: [{name: id, tests: [not_null, unique]}]}
`,
    );
    expect(new Set(codes(result))).toEqual(
      new Set([
        'NAMING_UNKNOWN_LAYER_PREFIX',
        'PORT_SCHEMA_UNRESOLVED',
        'PORT_FRESHNESS_UNREACHABLE',
        'CONTRACT_INPUT_PORT_NOT_FOUND',
        'GOVERNANCE_PII_NOT_ENCRYPTED',
        'GOVERNANCE_PII_NOT_MASKED',
        'GOVERNANCE_RETENTION_UNSTATED',
        'QUALITY_MISSING_TEST',
        'PORT_TABLE_OUTSIDE_DOMAIN',
      ]),
    );
    expect(result.closing).toBe(
      'Fix naming, quality, data product, data contract and governance violations, then re-run `floe compile`',
    );
    expect(result.artifact).toBeNull();
  });

  it('judges the models although the document of the product is wrong', () => {
    const result = compile(
      '# data-product.yaml\noutput_prots: []\n# models/m.yml\nmodels:\n  - {name: stg_x, columns: [{name: id}]}\n',
    );
    expect(codes(result)).toEqual(['DOCUMENT_UNKNOWN_FIELD', 'NAMING_UNKNOWN_LAYER_PREFIX']);
    expect(statuses(result)[3]).toBe('Validating data contracts: skipped');
    expect(result.subject).toBe('sales.orders');
  });

  it('is blocked by a domain that cannot be resolved, and by nothing else', () => {
    const result = compile('# data-product.yaml\ndomain: {ref: sales-domian@1.0.0}\n');
    expect(codes(result)).toEqual(['REF_UNRESOLVED']);
    expect(statuses(result)).toEqual([
      'Loading enterprise platform: skipped',
      'Loading domain platform: failed',
      'Validating data product: skipped',
      'Validating data contracts: skipped',
      'Validating governance: skipped',
      'Compilation: failed',
    ]);
    expect(renderCompilation({ ...result, status: result.outcome })).toContain(
      '[4/6] Validating data contracts (skipped)\n',
    );
  });

  it('is blocked by a parent that cannot be resolved in the stage of the enterprise', () => {
    const result = compile('# domain-manifest.yaml\nparent: {ref: acme-entreprise@1.0.0}\n');
    expect(statuses(result).slice(0, 2)).toEqual([
      'Loading enterprise platform: failed',
      'Loading domain platform: skipped',
    ]);
    expect(result.closing).toBe('Fix platform violation and re-run `floe compile`');
  });

  it('asks for a platform where none is named and none lies beside the product', () => {
    expect(codes(centralized({}))).toEqual(['PLATFORM_MISSING']);
  });

  it('says what is wrong with a platform-manifest.yaml, and where', () => {
    const result = centralized({ 'platform-manifest.yaml': 'data_architecture: {patern: medallion}' });
    expect(result.diagnostics).toMatchObject([
      { code: 'DOCUMENT_UNKNOWN_FIELD', location: { file: 'platform-manifest.yaml' } },
    ]);
    expect(result.stages[0]?.status).toBe('failed');
  });

  it('prints warnings without failing', () => {
    const result = compile(
      '# mesh.yaml\ndomains: [finance]\n# data-product.yaml\ninput_ports: [{name: b, source: {type: data_product, ref: finance.x.y}}]\n',
    );
    expect(result.outcome).toBe('succeeded');
    expect(renderCompilation({ ...result, status: result.outcome })).toContain(
      "      ! WARNING: Input port 'finance.x.y': finance.x is not published yet\n",
    );
  });

  it('takes the gates of the folder where the name says no layer, and the name for no better', () => {
    const models = { 'models/bronze/orders.yml': 'models: [{name: orders, columns: [{name: id}]}]' };
    const under = (enforcement: string): string[] =>
      codes(
        centralized({
          'platform-manifest.yaml': `data_architecture: {naming: {enforcement: ${enforcement}}}`,
          ...models,
        }),
      );
    expect(under('off')).toEqual(['QUALITY_COVERAGE_BELOW_MINIMUM', 'QUALITY_MISSING_TEST']);
    expect(under('strict')).toEqual([
      'NAMING_UNKNOWN_LAYER_PREFIX',
      'QUALITY_COVERAGE_BELOW_MINIMUM',
      'QUALITY_MISSING_TEST',
    ]);
  });

  it('gives the same bytes for the same input', () => {
    const text =
      '# models/m.yml\nmodels:\n  - {name: stg_b, columns: [{name: id}]}\n  - {name: stg_a, columns: [{name: id}]}\n';
    expect(JSON.stringify(compile(text))).toBe(JSON.stringify(compile(text)));
  });

  it.each(['', '[]', 'a: [', '\u0000', 'kind: DataProduct', '- - -'])('never throws: %j', (product) => {
    expect(centralized(PLATFORM, product).outcome).toBe('failed');
  });
});
