import { describe, expect, it } from 'vitest';
import { decodePlatformManifest } from '../../../src/compiler/document/decode.js';
import { explainManifest } from '../../../src/compiler/inherit/explainManifest.js';
import { inheritanceCodes } from '../../../src/compiler/inherit/policy/codes.js';
import { resolvePlatform } from '../../../src/compiler/inherit/resolvePlatform.js';
import {
  acmeEnterprise,
  acmeSales,
  codes,
  compileAlone,
  domainManifest,
  ENTERPRISE_REF,
  found,
  lineOf,
  platformManifest,
  SALES_REF,
} from './manifests.js';

const COVERAGE = 'governance.quality_gates.minimum_test_coverage';
const enterprise = found(ENTERPRISE_REF, acmeEnterprise);
const sales = found(SALES_REF, acmeSales, 'domains/sales/domain-manifest.yaml');
const location = { file: 'data-product.yaml', line: 9, column: 8 };
const domainSite = { field: 'domain.ref', location } as const;
const platformSite = { field: 'platform.ref', location } as const;

describe('the platform of a product in the sales domain', () => {
  const { platform, diagnostics } = resolvePlatform(SALES_REF, null, [sales, enterprise], domainSite);

  it('is the chain of domain and enterprise', () => {
    expect(diagnostics).toEqual([]);
    expect(platform).toMatchObject({
      organization: 'data_mesh',
      domain: { name: 'sales', namespace: 'sales' },
      enterprise: { name: 'acme-enterprise', version: '1.0.0' },
      pattern: 'medallion',
      enforcement: 'strict',
      namingCase: 'snake_case',
    });
    expect(platform?.chain.map(({ name, scope, ref }) => [name, scope, ref])).toEqual([
      ['sales-domain', 'domain', SALES_REF],
      ['acme-enterprise', 'enterprise', ENTERPRISE_REF],
    ]);
  });

  it('asks for 80% coverage, and explains that 70 was the enterprise’s', () => {
    expect(platform?.minimumTestCoverage).toEqual({ value: 80, path: COVERAGE });
    expect(platform?.explain(COVERAGE)).toMatchObject({
      value: 80,
      manifest: 'sales-domain@2.1.0',
      strategy: 'strengthen',
      chain: [
        {
          manifest: 'acme-enterprise@1.0.0',
          value: 70,
          location: { file: 'enterprise-manifest.yaml', line: lineOf(acmeEnterprise, 'minimum_test_coverage') },
        },
        {
          manifest: 'sales-domain@2.1.0',
          value: 80,
          location: { file: 'domains/sales/domain-manifest.yaml', line: lineOf(acmeSales, 'minimum_test_coverage') },
        },
      ],
    });
  });

  it('holds the enterprise’s tests, levels and duties', () => {
    expect(platform?.requiredTests).toEqual(['not_null_pk', 'unique_pk']);
    expect(platform?.classification).toEqual({
      levels: ['public', 'internal', 'confidential', 'pii', 'phi'],
      duties: { pii: { requires_encryption: true, retention_max_days: 90, requires_masking_in_non_prod: true } },
    });
  });

  it('makes contracts backward compatible with seven days’ notice where nobody says otherwise', () => {
    expect(platform?.contractPolicy).toEqual({
      compatibility: 'backward',
      breakingChangeNotice: 'P7D',
      profile: 'default',
      demoted: null,
      unpublishedProvider: null,
    });
  });

  it('is there with the stricter value where the tiers are in conflict', () => {
    const lax = found(SALES_REF, acmeSales.replace('coverage: 80', 'coverage: 60'));
    const result = resolvePlatform(SALES_REF, null, [lax, enterprise], domainSite);
    expect(codes(result)).toEqual(['INHERIT_WEAKENED']);
    expect(result.platform?.minimumTestCoverage?.value).toBe(70);
  });
});

describe('stated contract policy', () => {
  it('comes in the compiler’s terms', () => {
    const rest = `governance: {interoperability: {data_contracts: {schema_compatibility: full, breaking_change_notification: 14d, unpublished_provider: warn}}}`;
    const domain = found(SALES_REF, domainManifest('sales', rest));
    expect(resolvePlatform(SALES_REF, null, [domain, enterprise]).platform?.contractPolicy).toEqual({
      compatibility: 'full',
      breakingChangeNotice: 'P14D',
      profile: 'default',
      demoted: null,
      unpublishedProvider: 'warning',
    });
  });

  const contracts = (rest: string) => `governance: {interoperability: {data_contracts: {${rest}}}}`;

  const stating = (...lines: string[]) => {
    const stated = lines.map((line) => `      ${line}\n`).join('');
    return found(ENTERPRISE_REF, acmeEnterprise.replace('    data_contracts:\n', `    data_contracts:\n${stated}`));
  };

  it('types grow by the domain’s profile; what the enterprise demotes bears its name', () => {
    const domain = found(SALES_REF, domainManifest('sales', contracts('promotion_profile: iceberg')));
    const above = stating('demote: [type_widened]', 'promotion_profile: delta');
    const { platform, diagnostics } = resolvePlatform(SALES_REF, null, [domain, above]);
    expect(diagnostics).toEqual([]);
    expect(platform?.contractPolicy).toMatchObject({
      profile: 'iceberg',
      demoted: { rules: ['type_widened'], by: 'acme-enterprise@1.0.0' },
    });
  });

  it('a domain demotes nothing, and weakens no mode', () => {
    for (const [rest, code] of [
      ['demote: [type_widened]', 'INHERIT_FORBIDDEN'],
      ['schema_compatibility: none', 'INHERIT_WEAKENED'],
    ] as const) {
      const domain = found(SALES_REF, domainManifest('sales', contracts(rest)));
      expect(
        codes(resolvePlatform(SALES_REF, null, [domain, stating('schema_compatibility: backward')])),
        rest,
      ).toEqual([code]);
    }
  });

  it('a row that is not in the table is told, with the row that was meant', () => {
    const { diagnostics } = compileAlone(platformManifest(contracts('demote: [type_widend]')));
    expect(diagnostics).toMatchObject([{ code: 'DOCUMENT_INVALID_VALUE', hint: "Did you mean 'type_widened'?" }]);
  });
});

describe('what a product’s ref may lead to', () => {
  const platformRef = 'acme-platform@1.0.0';
  const platform = found(platformRef, platformManifest());

  it('a domain under domain.ref, a manifest without domains under platform.ref', () => {
    expect(resolvePlatform(platformRef, null, [platform], platformSite)).toMatchObject({
      platform: { organization: 'centralized', enterprise: null, domain: { name: 'acme-platform' } },
      diagnostics: [],
    });
    expect(resolvePlatform(platformRef, null, [platform], domainSite).diagnostics).toMatchObject([
      { code: 'REF_WRONG_SCOPE', location, hint: 'Name it under platform.ref' },
    ]);
    expect(resolvePlatform(SALES_REF, null, [sales, enterprise], platformSite).diagnostics).toMatchObject([
      { code: 'REF_WRONG_SCOPE', location, hint: 'Name it under domain.ref' },
    ]);
    expect(resolvePlatform(ENTERPRISE_REF, null, [enterprise], platformSite).diagnostics).toMatchObject([
      { code: 'REF_WRONG_SCOPE', location, hint: 'Name the manifest of the domain under domain.ref' },
    ]);
  });

  it('nothing that nobody published: at the ref’s place, or at the parent’s', () => {
    const missing = resolvePlatform(
      SALES_REF,
      null,
      [{ ref: SALES_REF, found: null, nearMatches: ['sales-domain@2.1.0'] }],
      domainSite,
    );
    expect(missing).toMatchObject({
      platform: null,
      diagnostics: [{ code: 'REF_UNRESOLVED', location, hint: 'Did you mean sales-domain@2.1.0?' }],
    });
    const orphan = resolvePlatform(SALES_REF, null, [sales], domainSite);
    expect(orphan.diagnostics).toMatchObject([
      { code: 'REF_UNRESOLVED', subject: ENTERPRISE_REF, location: { file: 'domains/sales/domain-manifest.yaml' } },
    ]);
  });

  it('the platform-manifest.yaml beside the product where it names none', () => {
    const content = 'data_architecture: {pattern: kimball, naming: {enforcement: warn, case: camelCase}}';
    const local = decodePlatformManifest({ path: 'platform-manifest.yaml', content }).document;
    const result = resolvePlatform(null, local, []);
    expect(result.platform).toMatchObject({
      organization: 'centralized',
      pattern: 'kimball',
      enforcement: 'warn',
      namingCase: 'camelCase',
    });
    expect(result.platform?.chain).toMatchObject([{ name: 'platform', ref: null, digest: null, scope: 'platform' }]);
  });

  it('and not nothing at all', () => {
    expect(codes(resolvePlatform(null, null, []))).toEqual(['PLATFORM_MISSING']);
  });
});

describe('explaining a manifest', () => {
  const input = { manifest: { path: 'domain-manifest.yaml', content: acmeSales }, refs: [enterprise] };

  it('needs no more than what it was compiled from', () => {
    expect(explainManifest(input, COVERAGE)?.chain.map((step) => step.value)).toEqual([70, 80]);
    expect(explainManifest(input, 'services.compute.spark.executors.memory')).toMatchObject({
      value: '8Gi',
      strategy: 'override',
    });
    expect(explainManifest(input, 'approved_plugins.compute[1]')).toMatchObject({ value: 'spark', strategy: 'forbid' });
    expect(explainManifest(input, 'data_architecture.layers.gold.quality_gates')).toBeNull();
  });
});

describe('the codes of inheritance', () => {
  it('are each listed once, with an example and a mend', () => {
    const listed = inheritanceCodes.map((each) => each.code);
    expect(new Set(listed).size).toBe(listed.length);
    for (const { code, title, why, mend, example } of inheritanceCodes) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)+$/);
      for (const text of [title, why, mend, example.bad, example.good]) expect(text).not.toBe('');
    }
  });
});
