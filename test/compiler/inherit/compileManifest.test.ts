import { describe, expect, it } from 'vitest';
import { compileManifest } from '../../../src/compiler/compileManifest.js';
import {
  acmeEnterprise,
  acmeSales,
  codes,
  compileAlone,
  compileUnder,
  domainManifest,
  ENTERPRISE_REF,
  found,
  lineOf,
  platformManifest,
} from './manifests.js';

const stages = (result: ReturnType<typeof compileAlone>) =>
  result.stages.map(({ title, status, checks }) => ({ title, status, lines: checks.map((check) => check.message) }));

describe('the ADR’s enterprise manifest', () => {
  it('compiles to policies and registered domains, without layers', () => {
    const { artifact, closing } = compileAlone(acmeEnterprise);
    expect(closing).toBeNull();
    expect(artifact).toMatchObject({ scope: 'enterprise', ancestors: [], pattern: null, layers: [], domain: null });
    expect(artifact?.registeredDomains).toEqual(
      ['sales', 'marketing', 'finance'].map((name) => ({
        name,
        namespace: name,
        owners: [{ team: null, email: `${name}-data-team@acme.com`, slack: null }],
      })),
    );
  });

  it('refuses a narrowing that names a plugin which no domain may use', () => {
    const result = compileAlone(acmeEnterprise.replace('[snowflake]', '[snowflak]'));
    expect(result.diagnostics).toMatchObject([
      { code: 'PLUGIN_NOT_APPROVED', expected: 'one of duckdb, spark, snowflake', hint: 'Did you mean snowflake?' },
    ]);
    expect(result.closing).toBe('Fix governance violation and re-run `floe platform compile`');
  });

  it('refuses two domains with one namespace, and extra policies that ask for less', () => {
    const twice = acmeEnterprise.replace('namespace: marketing', 'namespace: sales');
    expect(codes(compileAlone(twice))).toEqual(['DOMAIN_REGISTERED_TWICE']);
    const lax = acmeEnterprise.replace('audit_logging: required', 'minimum_test_coverage: 50');
    expect(compileAlone(lax).diagnostics).toMatchObject([
      { code: 'INHERIT_WEAKENED', location: { line: lineOf(lax, 'minimum_test_coverage: 50') } },
    ]);
  });

  it('refuses duties of a level that is not listed', () => {
    expect(codes(compileAlone(acmeEnterprise.replace('    pii:\n', '    pci:\n')))).toEqual([
      'CLASSIFICATION_LEVEL_UNKNOWN',
    ]);
  });

  it('explains terms, each once whatever its case; a domain explains none', () => {
    const { artifact } = compileAlone(acmeEnterprise);
    expect(artifact?.glossary?.map(({ name }) => name)).toEqual(['customer', 'counterparty', 'recognised revenue']);
    expect(artifact?.glossary?.[0]?.owner).toEqual({
      team: 'sales-analytics',
      email: 'sales-analytics@acme.com',
      slack: null,
    });
    const twice = acmeEnterprise.replace('- term: counterparty', '- term: Customer');
    expect(compileAlone(twice).diagnostics).toMatchObject([
      {
        code: 'GLOSSARY_TERM_DUPLICATE',
        message: "The glossary explains the term 'Customer' twice, once as 'customer'",
        location: { line: lineOf(twice, '- term: Customer') },
      },
    ]);
    const platform = platformManifest('glossary: [{term: a, definition: A.}, {term: a, definition: B.}]');
    expect(codes(compileAlone(platform))).toEqual(['GLOSSARY_TERM_DUPLICATE']);
    expect(codes(compileUnder(domainManifest('sales', 'glossary: [{term: lead, definition: Who may buy.}]')))).toEqual([
      'INHERIT_FORBIDDEN',
    ]);
  });

  it('keeps namespaces of its own, with the grants it states and no owner', () => {
    const document = `${acmeEnterprise}
catalog_structure:
  namespaces:
    - name: enterprise.reference_data
      grants: [{role: analysts, access: READ}]
`;
    expect(compileAlone(document).artifact?.namespaces).toEqual([
      { path: 'enterprise', parent: null, layer: null, grants: [] },
      {
        path: 'enterprise.reference_data',
        parent: 'enterprise',
        layer: null,
        grants: [{ grantee: 'analysts', granteeKind: 'role', access: 'read' }],
      },
    ]);
  });
});

describe('the ADR’s sales domain', () => {
  const result = compileUnder(acmeSales);

  it('prints its stages', () => {
    expect(stages(result)).toEqual([
      { title: 'Loading manifest', status: 'passed', lines: ['Manifest: sales-domain v2.1.0 (domain)'] },
      { title: 'Merging with parents', status: 'passed', lines: ['Parent: acme-enterprise v1.0.0'] },
      {
        title: 'Validating governance',
        status: 'passed',
        lines: [
          'Plugins: compute=spark, orchestrator=dagster, catalog=polaris',
          'Quality gates: coverage min=80% (acme-enterprise@1.0.0: 70%)',
          'Layers: bronze, silver, gold (medallion)',
        ],
      },
      { title: 'Compilation', status: 'passed', lines: [] },
    ]);
  });

  it('has its own prefixes and namespaces over the pattern’s gates', () => {
    expect(result.artifact?.layers).toMatchObject([
      { name: 'bronze', prefix: 'sales_bronze_', namespace: 'sales.bronze', minimumCoverage: 50 },
      { name: 'silver', prefix: 'sales_silver_', namespace: 'sales.silver', minimumCoverage: 80 },
      { name: 'gold', prefix: 'sales_gold_', namespace: 'sales.gold', minimumCoverage: 100 },
    ]);
    expect(result.artifact?.layers[2]?.requiredTests).toEqual([
      'not_null_pk',
      'unique_pk',
      'freshness',
      'documentation',
    ]);
  });

  it('has a tree of namespaces that its own pipelines may write', () => {
    const grants = [{ grantee: 'sales', granteeKind: 'domain', access: 'read_write' }];
    expect(result.artifact?.namespaces).toEqual([
      { path: 'sales', parent: null, layer: null, grants },
      ...['bronze', 'silver', 'gold'].map((layer) => ({ path: `sales.${layer}`, parent: 'sales', layer, grants })),
    ]);
  });

  it('runs its own compute beside what all share, and nothing where several are approved and none is chosen', () => {
    expect(result.artifact?.services).toMatchObject([
      {
        kind: 'compute',
        type: 'spark',
        shared: false,
        config: { executors: { instances: 10, memory: '8Gi' } },
        origin: { path: 'plugins.compute.type', manifest: 'sales-domain@2.1.0' },
      },
      { kind: 'orchestrator', type: 'dagster', shared: true, origin: { manifest: 'acme-enterprise@1.0.0' } },
      { kind: 'catalog', type: 'polaris', shared: true },
    ]);
  });

  it('knows what its refs resolved to', () => {
    expect(result.artifact?.ancestors).toEqual([
      { name: 'acme-enterprise', version: '1.0.0', ref: ENTERPRISE_REF, digest: 'sha256:acme-enterprise' },
    ]);
  });

  it('is merged with the enterprise in `effective`, in the documents’ own names', () => {
    expect(result.artifact?.effective).toMatchObject({
      metadata: { name: 'sales-domain', scope: 'domain' },
      approved_plugins: { orchestrator: ['dagster'] },
      governance: {
        classification: { pii: { requires_encryption: true } },
        quality_gates: { minimum_test_coverage: 80, required_tests: ['not_null_pk', 'unique_pk'] },
      },
    });
  });

  it('gives the same bytes for the same input', () => {
    expect(JSON.stringify(compileUnder(acmeSales))).toBe(JSON.stringify(result));
  });
});

describe('a domain under acme-enterprise', () => {
  it('may not ask for less coverage; the error names both places', () => {
    const domain = acmeSales.replace('minimum_test_coverage: 80', 'minimum_test_coverage: 60');
    const result = compileUnder(domain);
    const line = lineOf(acmeEnterprise, 'minimum_test_coverage: 70');
    expect(result.outcome).toBe('failed');
    expect(result.artifact).toBeNull();
    expect(result.diagnostics).toMatchObject([
      {
        code: 'INHERIT_WEAKENED',
        severity: 'error',
        message: 'governance.quality_gates.minimum_test_coverage: 60 weakens 70 of acme-enterprise@1.0.0',
        expected: '70 or more',
        location: { file: 'domain-manifest.yaml', line: lineOf(domain, 'minimum_test_coverage: 60') },
        related: [{ location: { file: 'enterprise-manifest.yaml', line } }],
      },
    ]);
    expect(result.diagnostics[0]?.hint).toContain(`enterprise-manifest.yaml:${line}:`);
    expect(result.stages.map((stage) => stage.status)).toEqual(['passed', 'failed', 'passed', 'failed']);
    expect(result.closing).toBe('Fix inheritance violation and re-run `floe platform compile`');
  });

  it('decision 5: may not weaken in one spelling of a layer’s gates what the enterprise states in the other', () => {
    const enterprise = acmeEnterprise.replace(
      '    required_tests:',
      '    gold_layer: {minimum_coverage: 90}\n    required_tests:',
    );
    const domain = domainManifest(
      'sales',
      'data_architecture: {layers: {gold: {quality_gates: {minimum_coverage: 80}}}}',
    );
    expect(compileUnder(domain, enterprise).diagnostics).toMatchObject([
      {
        code: 'INHERIT_WEAKENED',
        subject: 'data_architecture.layers.gold.quality_gates.minimum_coverage',
        related: [{ location: { line: lineOf(enterprise, 'gold_layer') } }],
      },
    ]);
  });

  it('decision 9: must use snowflake where the enterprise says so of finance', () => {
    const spark = compileUnder(domainManifest('finance', 'plugins: {compute: {type: spark}}'));
    expect(spark.diagnostics).toMatchObject([
      {
        code: 'PLUGIN_NOT_APPROVED',
        message: "compute plugin 'spark' is not approved for this domain",
        expected: 'one of snowflake',
        location: { file: 'domain-manifest.yaml' },
        related: [{ location: { file: 'enterprise-manifest.yaml', line: lineOf(acmeEnterprise, 'compute_approved') } }],
      },
    ]);
    expect(compileUnder(domainManifest('finance', 'plugins: {compute: {type: snowflake}}')).outcome).toBe('succeeded');
    const silent = compileUnder(domainManifest('finance'));
    expect(silent.artifact?.services[0]).toMatchObject({
      kind: 'compute',
      type: 'snowflake',
      shared: false,
      origin: { path: 'governance.extra_policies.compute_approved', manifest: 'acme-enterprise@1.0.0' },
    });
  });

  it('is bound by the audit log that finance must keep', () => {
    expect(compileUnder(domainManifest('finance')).artifact?.effective).toMatchObject({
      governance: {
        audit_logging: 'required',
        extra_policies: { audit_logging: 'required', compute_approved: ['snowflake'] },
      },
    });
    const optional = compileUnder(domainManifest('finance', 'governance: {audit_logging: optional}'));
    expect(optional.diagnostics).toMatchObject([
      {
        code: 'INHERIT_WEAKENED',
        related: [
          { location: { file: 'enterprise-manifest.yaml', line: lineOf(acmeEnterprise, 'audit_logging: required') } },
        ],
      },
    ]);
    expect(compileUnder(domainManifest('sales', 'governance: {audit_logging: optional}')).outcome).toBe('succeeded');
  });

  it('may use no plugin outside the approved ones', () => {
    const domain = domainManifest('sales', 'plugins:\n  compute:\n    type: duckbd');
    expect(compileUnder(domain).diagnostics).toMatchObject([
      {
        code: 'PLUGIN_NOT_APPROVED',
        expected: 'one of duckdb, spark, snowflake',
        hint: 'Did you mean duckdb?',
        location: { line: lineOf(domain, 'duckbd') },
        related: [{ location: { file: 'enterprise-manifest.yaml' } }],
      },
    ]);
  });

  it('decision 9: may choose freely in a category that the enterprise does not list', () => {
    const { artifact } = compileUnder(domainManifest('sales', 'plugins: {semantic_layer: {type: cube}}'));
    expect(artifact?.services).toContainEqual(
      expect.objectContaining({ kind: 'semantic_layer', type: 'cube', shared: false }),
    );
  });

  it('may not approve plugins itself', () => {
    expect(codes(compileUnder(domainManifest('sales', 'approved_plugins: {compute: [bigquery]}')))).toContain(
      'INHERIT_FORBIDDEN',
    );
  });

  it('is told of settings that have no effect', () => {
    const result = compileUnder(
      domainManifest('sales', 'plugins: {compute: {type: spark}}\nservices: {compute: {duckdb: {threads: 4}}}'),
    );
    expect(result.outcome).toBe('succeeded');
    expect(result.diagnostics).toMatchObject([{ code: 'SERVICE_NOT_CHOSEN', severity: 'warning' }]);
  });

  it('is told nothing of settings that the enterprise keeps for other choices, nor inherits another plugin’s configuration', () => {
    const enterprise = `${acmeEnterprise}
plugins: {compute: {type: duckdb, config: {threads: 4}}}
services: {compute: {duckdb: {memory: 1Gi}, spark: {memory: 4Gi}}}`;
    const spark = compileUnder(domainManifest('sales', 'plugins: {compute: {type: spark}}'), enterprise);
    expect(spark.diagnostics).toEqual([]);
    expect(spark.artifact?.services[0]).toMatchObject({ type: 'spark', config: { memory: '4Gi' }, shared: false });
    expect(spark.artifact?.services[0]?.config).not.toHaveProperty('threads');
    const silent = compileUnder(domainManifest('sales'), enterprise);
    expect(silent.artifact?.services[0]).toMatchObject({
      type: 'duckdb',
      config: { memory: '1Gi', threads: 4 },
      shared: true,
    });
  });

  it('compiles with a warning where the enterprise does not register it', () => {
    const result = compileUnder(domainManifest('risk', 'data_architecture: {pattern: data_vault}'));
    expect(result.outcome).toBe('succeeded');
    expect(result.diagnostics).toMatchObject([{ code: 'DOMAIN_NOT_REGISTERED', severity: 'warning', subject: 'risk' }]);
    expect(result.artifact?.layers.map((layer) => layer.prefix)).toEqual(['hub_', 'link_', 'sat_']);
    expect(result.artifact?.layers.map((layer) => layer.namespace)).toEqual([
      'risk.hubs',
      'risk.links',
      'risk.satellites',
    ]);
  });

  it('must use the namespace it was registered with', () => {
    const moved = domainManifest('sales').replace('namespace: sales', 'namespace: crm');
    expect(compileUnder(moved).diagnostics).toMatchObject([{ code: 'DOMAIN_NAMESPACE_MISMATCH', expected: 'sales' }]);
  });

  it('may not settle unregistered in the namespace of a registered one', () => {
    const squatter = domainManifest('crm').replace('namespace: crm', 'namespace: sales.crm');
    expect(codes(compileUnder(squatter))).toEqual(['DOMAIN_NOT_REGISTERED', 'DOMAIN_NAMESPACE_MISMATCH']);
    expect(compileUnder(domainManifest('sale')).diagnostics[0]?.hint).toBe('Did you mean sales?');
  });

  it('may not claim a namespace of another domain', () => {
    const rest = `data_architecture: {layers: {gold: {catalog_namespace: marketing.gold}}}
catalog_structure: {namespaces: [{name: finance.facts}, {name: sandbox}]}`;
    const result = compileUnder(domainManifest('sales', rest));
    expect(codes(result)).toEqual(['NAMESPACE_OUTSIDE_DOMAIN', 'NAMESPACE_OUTSIDE_DOMAIN']);
  });

  it('attaches stated grants to its namespaces, the enterprise’s too', () => {
    const enterprise = `${acmeEnterprise}
catalog_structure: {namespaces: [{name: sales.gold, grants: [{role: auditors, access: READ}]}]}`;
    const rest =
      'catalog_structure: {namespaces: [{name: gold, grants: [{role: analysts, access: READ}]}, {name: sales.sandbox.tmp}]}';
    const namespaces = compileUnder(domainManifest('sales', rest), enterprise).artifact?.namespaces ?? [];
    expect(namespaces.find((each) => each.path === 'sales.gold')?.grants).toEqual([
      { grantee: 'sales', granteeKind: 'domain', access: 'read_write' },
      { grantee: 'analysts', granteeKind: 'role', access: 'read' },
      { grantee: 'auditors', granteeKind: 'role', access: 'read' },
    ]);
    expect(namespaces.slice(-2).map(({ path, parent }) => [path, parent])).toEqual([
      ['sales.sandbox', 'sales'],
      ['sales.sandbox.tmp', 'sales.sandbox'],
    ]);
  });

  it('decision 1: chooses another pattern than the enterprise and gets none of its layers', () => {
    const enterprise = `${acmeEnterprise}
data_architecture: {pattern: medallion, layers: {bronze: {prefix: "raw_"}}, naming: {enforcement: warn}}`;
    const inherited = compileUnder(domainManifest('sales'), enterprise).artifact;
    expect(inherited?.pattern).toBe('medallion');
    expect(inherited?.layers[0]).toMatchObject({ name: 'bronze', prefix: 'raw_', namespace: 'sales.bronze' });
    const kimball = compileUnder(
      domainManifest('finance', 'data_architecture: {pattern: kimball}'),
      enterprise,
    ).artifact;
    expect(kimball?.layers.map((layer) => layer.name)).toEqual(['staging', 'dimensions', 'facts']);
  });
});

describe('refs to parents', () => {
  const manifest = { path: 'domain-manifest.yaml', content: acmeSales };
  const line = lineOf(acmeSales, 'enterprise-platform');

  it('reports one that its registry did not give, at its place, with what the registry said', () => {
    const notPulled = `${ENTERPRISE_REF}: the registry cannot be reached (ECONNREFUSED).`;
    const refs = [{ ref: ENTERPRISE_REF, found: null, nearMatches: [], notPulled }];
    const result = compileManifest({ manifest, refs });
    expect(result.diagnostics).toMatchObject([
      {
        code: 'REF_NOT_PULLED',
        severity: 'error',
        subject: ENTERPRISE_REF,
        hint: notPulled,
        location: { file: 'domain-manifest.yaml', line },
      },
    ]);
    expect(result.artifact).toBeNull();
  });

  it('warns of a tag that was moved, at its place: what it is pinned to counts', () => {
    const resolution = found(ENTERPRISE_REF, acmeEnterprise);
    const refs = [
      { ...resolution, found: { ...resolution.found, artifactDigest: 'sha256:pinned' }, movedTo: 'sha256:moved' },
    ];
    const result = compileManifest({ manifest, refs });
    expect(result.diagnostics).toMatchObject([
      {
        code: 'REF_MOVED',
        severity: 'warning',
        message: `The tag of parent.ref '${ENTERPRISE_REF}' was moved: it leads to sha256:moved, and the catalog keeps sha256:pinned`,
        location: { file: 'domain-manifest.yaml', line },
      },
    ]);
    expect(result.artifact?.ancestors).toMatchObject([{ name: 'acme-enterprise', version: '1.0.0' }]);
  });

  it('reports one that nobody published, at its place, with near matches', () => {
    const result = compileManifest({
      manifest,
      refs: [{ ref: ENTERPRISE_REF, found: null, nearMatches: ['acme-enterprise@1.0.0'] }],
    });
    expect(result.diagnostics).toMatchObject([
      {
        code: 'REF_UNRESOLVED',
        severity: 'error',
        subject: ENTERPRISE_REF,
        hint: 'Did you mean acme-enterprise@1.0.0?',
        location: { file: 'domain-manifest.yaml', line },
      },
    ]);
    expect(result.stages.map((stage) => stage.status)).toEqual(['passed', 'failed', 'skipped', 'failed']);
    expect(compileManifest({ manifest, refs: [] }).diagnostics).toMatchObject([
      { code: 'REF_UNRESOLVED', location: { line } },
    ]);
  });

  it('takes the version that the caller resolved a short tag to', () => {
    const ref = 'oci://registry.acme.com/enterprise-platform:v1';
    const content = acmeSales.replace(ENTERPRISE_REF, ref);
    const newer = acmeEnterprise.replace('"1.0.0"', '"1.4.2"');
    const result = compileManifest({ manifest: { ...manifest, content }, refs: [found(ref, newer)] });
    expect(result.artifact?.ancestors).toMatchObject([{ ref, version: '1.4.2' }]);
  });

  it('reports a parent that leads back, one of the wrong tier, and one that cannot be read', () => {
    const parent = (content: string) => codes(compileManifest({ manifest, refs: [found(ENTERPRISE_REF, content)] }));
    expect(parent(acmeSales)).toEqual(['REF_CYCLE']);
    expect(parent(domainManifest('marketing'))).toEqual(['REF_WRONG_SCOPE']);
    expect(parent(platformManifest())).toEqual(['REF_WRONG_SCOPE']);
    expect(parent('kind: Manifest\nmetadata: {name: broken, version: "1.0.0"}')).toEqual(['PARENT_INVALID']);
  });

  it('stops at a document that cannot be read, with all its findings', () => {
    const result = compileAlone('apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: a}\nplugin: {}\n');
    expect(codes(result)).toEqual(['DOCUMENT_MISSING_FIELD', 'DOCUMENT_UNKNOWN_FIELD']);
    expect(result.stages.map((stage) => stage.status)).toEqual(['failed', 'skipped', 'skipped', 'failed']);
    expect(result.closing).toBe('Fix document violations and re-run `floe platform compile`');
  });
});

describe('a centralized platform', () => {
  it('decision 1: is medallion by default, its layers at the root of the catalog', () => {
    const { artifact } = compileAlone(platformManifest());
    expect(artifact).toMatchObject({ scope: 'platform', pattern: 'medallion', domain: { name: 'acme-platform' } });
    expect(artifact?.layers.map((layer) => layer.namespace)).toEqual(['bronze', 'silver', 'gold']);
  });

  it('grants what catalog_structure states (ADR-0021, Layer-to-Namespace Mapping)', () => {
    const rest = `catalog_structure:
  namespaces:
    - name: silver
      grants:
        - role: data_engineers
          access: READ_WRITE
        - role: analysts
          access: READ`;
    const silver = compileAlone(platformManifest(rest)).artifact?.namespaces.find((each) => each.path === 'silver');
    expect(silver).toEqual({
      path: 'silver',
      parent: null,
      layer: 'silver',
      grants: [
        { grantee: 'acme-platform', granteeKind: 'domain', access: 'read_write' },
        { grantee: 'data_engineers', granteeKind: 'role', access: 'read_write' },
        { grantee: 'analysts', granteeKind: 'role', access: 'read' },
      ],
    });
  });

  it('may be an enterprise manifest that registers no domains', () => {
    const { artifact } = compileAlone(
      platformManifest().replace('version: "1.0.0"', 'version: "1.0.0", scope: enterprise'),
    );
    expect(artifact).toMatchObject({ scope: 'enterprise', pattern: 'medallion', domain: { name: 'acme-platform' } });
  });

  it('replaces a default by what it states, field by field', () => {
    const rest =
      'data_architecture: {layers: {silver: {quality_gates: {minimum_coverage: "60%"}}, bronze: {quality_gates: {required_tests: []}}}}';
    expect(compileAlone(platformManifest(rest)).artifact?.layers).toMatchObject([
      { name: 'bronze', requiredTests: [], minimumCoverage: 50 },
      { name: 'silver', requiredTests: ['not_null_pk', 'unique_pk', 'freshness'], minimumCoverage: 60 },
      { name: 'gold' },
    ]);
  });

  it('decision 5: reads `<layer>_layer` as that layer’s gates', () => {
    const rest = 'governance: {quality_gates: {bronze_layer: {minimum_coverage: 75, required_documentation: true}}}';
    expect(compileAlone(platformManifest(rest)).artifact?.layers[0]).toMatchObject({
      minimumCoverage: 75,
      requiredTests: ['not_null_pk', 'documentation'],
    });
  });

  it('refuses gates of a layer that does not exist', () => {
    const rest = 'governance: {quality_gates: {sliver_layer: {minimum_coverage: 75}}}';
    expect(compileAlone(platformManifest(rest)).diagnostics).toMatchObject([
      { code: 'LAYER_UNKNOWN', hint: 'Did you mean silver?' },
    ]);
  });

  it('has exactly its own layers under hybrid, each with a prefix of its own', () => {
    const hybrid = (layers: string) =>
      compileAlone(platformManifest(`data_architecture: {pattern: hybrid, layers: ${layers}}`));
    const good = hybrid('{raw: {prefix: "raw_"}, marts: {prefix: "mart_", catalog_namespace: reporting}}');
    expect(good.artifact?.layers).toEqual([
      { name: 'raw', prefix: 'raw_', description: null, requiredTests: [], minimumCoverage: 0, namespace: 'raw' },
      {
        name: 'marts',
        prefix: 'mart_',
        description: null,
        requiredTests: [],
        minimumCoverage: 0,
        namespace: 'reporting',
      },
    ]);
    expect(codes(hybrid('{raw: {description: as it came}}'))).toEqual(['LAYER_PREFIX_MISSING']);
    expect(codes(hybrid('{raw: {prefix: "r_"}, marts: {prefix: "r_"}}'))).toEqual(['LAYER_PREFIX_AMBIGUOUS']);
  });
});
