import { describe, expect, it } from 'vitest';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import { EMPTY_MESH, productInput } from '../support/mesh.js';
import {
  acmeEnterprise,
  codes,
  compileAlone,
  compileUnder,
  domainManifest,
  ENTERPRISE_REF,
  found,
  lineOf,
} from './manifests.js';

const STATED = `${acmeEnterprise}
domain: {name: shared, namespace: common, owners: [{team: core, email: core@acme.com}]}
`;
const without = (name: string): string => acmeEnterprise.replace(`name: marketing\n    namespace: marketing`, name);

/** A product with one model `ref_countries`, published as the port `countries`, under this enterprise manifest. */
function compileShared(enterprise: string, { field = 'domain', model = 'ref_countries', port = '' } = {}) {
  const product = `
apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: reference-data, version: "1.0.0"}
${field}: {ref: "${ENTERPRISE_REF}"}
ownership: {team: platform-team, email: platform-team@acme.com}
output_ports:
  - name: countries
    table: enterprise.reference_data.countries
    sla: {freshness: 24h}
    schema: {columns: [{name: country_code, type: string, required: true}]}
${port}
transforms: [{type: dbt, path: models/}]
`;
  const yaml = `
models:
  - name: ${model}
    description: Countries by their code
    columns: [{name: country_code, description: ISO 3166-1 alpha-2, data_type: string, tests: [not_null, unique]}]
`;
  const files = [
    { path: 'data-product.yaml', content: product },
    { path: `models/${model}.yml`, content: yaml },
    { path: `models/${model}.sql`, content: "select 'NL' as country_code" },
  ];
  return compileProduct(productInput(files, { ...EMPTY_MESH, refs: [found(ENTERPRISE_REF, enterprise)] }));
}

describe('the domain that an enterprise carries (docs/decisions/0012)', () => {
  it('is enterprise, of the platform team, with the layer that the ADR draws', () => {
    expect(compileAlone(acmeEnterprise).artifact?.carriedDomain).toEqual({
      name: 'enterprise',
      namespace: 'enterprise',
      owners: [{ team: 'platform-team', email: null, slack: null }],
      pattern: 'hybrid',
      layers: [
        {
          name: 'reference_data',
          prefix: 'ref_',
          description: 'Shared enterprise data',
          requiredTests: ['not_null_pk', 'unique_pk', 'documentation'],
          minimumCoverage: 100,
          namespace: 'enterprise.reference_data',
        },
      ],
      namespaces: ['enterprise', 'enterprise.reference_data'].map((path) => ({
        path,
        parent: path === 'enterprise' ? null : 'enterprise',
        layer: path === 'enterprise' ? null : 'reference_data',
        grants: [{ grantee: 'enterprise', granteeKind: 'domain', access: 'read_write' }],
      })),
    });
  });

  it('has the name, namespace and owners that the manifest states', () => {
    const { artifact, diagnostics } = compileAlone(STATED);
    expect(diagnostics).toEqual([]);
    expect(artifact?.carriedDomain).toMatchObject({
      name: 'shared',
      namespace: 'common',
      owners: [{ team: 'core', email: 'core@acme.com', slack: null }],
      layers: [{ namespace: 'common.reference_data' }],
    });
  });

  it('has of layers and namespaces what is stated of its own; the others are its domains’', () => {
    const { artifact, diagnostics } = compileAlone(`${acmeEnterprise}
data_architecture:
  pattern: kimball
  layers:
    marts: {prefix: "mart_", catalog_namespace: elsewhere.marts}
    reference_data: {prefix: "shared_", quality_gates: {minimum_coverage: 90}}
catalog_structure:
  namespaces:
    - {name: enterprise.reference_data, grants: [{role: analysts, access: READ}]}
    - {name: sales.gold, grants: [{role: analysts, access: READ}]}
`);
    expect(diagnostics).toEqual([]);
    const { pattern, layers = [], namespaces = [] } = artifact?.carriedDomain ?? {};
    expect(pattern).toBe('hybrid');
    expect(layers).toMatchObject([{ name: 'reference_data', prefix: 'shared_', minimumCoverage: 90 }]);
    expect(namespaces.map((each) => each.path)).toEqual(['enterprise', 'enterprise.reference_data']);
    expect(namespaces[1]?.grants).toMatchObject([{ grantee: 'enterprise' }, { grantee: 'analysts', access: 'read' }]);
  });

  it.each([
    ['a domain of that name', without('name: enterprise\n    namespace: marketing')],
    ['a domain of that namespace', without('name: marketing\n    namespace: enterprise')],
    ['a domain below that namespace', without('name: marketing\n    namespace: enterprise.marketing')],
  ])('is not there by default where the enterprise registers %s', (_, manifest) => {
    const { artifact, diagnostics } = compileAlone(manifest);
    expect([artifact?.carriedDomain, diagnostics]).toEqual([undefined, []]);
  });

  it('is not there in a centralized platform', () => {
    const centralized = acmeEnterprise.slice(0, acmeEnterprise.indexOf('# Domain registration'));
    expect(compileAlone(centralized).artifact).toMatchObject({ domain: { name: 'acme-enterprise' } });
    expect(compileAlone(centralized).artifact?.carriedDomain).toBeUndefined();
  });

  it('is nobody else’s: neither a registered domain’s nor a domain manifest’s', () => {
    const twice = STATED.replace('name: shared, namespace: common', 'name: sales, namespace: common');
    expect(compileAlone(twice).diagnostics).toMatchObject([
      { code: 'DOMAIN_OF_ENTERPRISE', subject: 'sales', location: { line: lineOf(twice, 'name: sales') } },
    ]);
    expect(codes(compileUnder(domainManifest('enterprise')))).toEqual(['DOMAIN_OF_ENTERPRISE']);
    expect(
      codes(
        compileUnder(domainManifest('reference').replace('namespace: reference', 'namespace: enterprise.reference')),
      ),
    ).toEqual(['DOMAIN_OF_ENTERPRISE']);
    expect(codes(compileUnder(domainManifest('enterprise'), STATED))).toEqual(['DOMAIN_NOT_REGISTERED']);
  });
});

describe('a product of the enterprise', () => {
  it('names the enterprise manifest under domain.ref, and compiles under its policies', () => {
    const { artifact, diagnostics, stages } = compileShared(acmeEnterprise);
    expect(diagnostics).toEqual([]);
    expect(artifact).toMatchObject({
      fqn: 'enterprise.reference-data',
      platform: [{ name: 'acme-enterprise', version: '1.0.0' }],
      models: [{ name: 'ref_countries', layer: 'reference_data', table: 'enterprise.reference_data.countries' }],
    });
    expect(stages.slice(0, 2).map(({ checks }) => checks.map(({ message }) => message))).toEqual([
      ['Enterprise: acme-enterprise v1.0.0', 'Global policies loaded'],
      ['Domain: enterprise v1.0.0', "Domain policies loaded (the enterprise's own)"],
    ]);
  });

  it('is read by every domain where it states no access, and by whom it says where it does', () => {
    const access = (port?: string) => compileShared(acmeEnterprise, { port }).artifact?.outputPorts[0]?.access;
    expect(access()).toEqual({ stated: false, default: 'allow', grants: [] });
    expect(access('    access: {default: deny, grants: [{domain: finance, access: read}]}')).toEqual({
      stated: true,
      default: 'deny',
      grants: [{ grantee: 'finance', granteeKind: 'domain', access: 'read' }],
    });
  });

  it('names its models as the layer asks, and its platform under domain alone', () => {
    expect(codes(compileShared(acmeEnterprise, { model: 'gold_countries' }))).toContain('NAMING_UNKNOWN_LAYER_PREFIX');
    expect(compileShared(acmeEnterprise, { field: 'platform' }).diagnostics).toMatchObject([
      { code: 'REF_WRONG_SCOPE', hint: 'Name the manifest of the domain under domain.ref' },
    ]);
    const taken = without('name: enterprise\n    namespace: marketing');
    expect(codes(compileShared(taken))).toEqual(['REF_WRONG_SCOPE']);
  });
});
