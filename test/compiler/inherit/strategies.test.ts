import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import type { Diagnostic } from '../../../src/compiler/diagnostic.js';
import { mergePolicies } from '../../../src/compiler/inherit/policy/merge.js';
import { policyRules, strategyAt } from '../../../src/compiler/inherit/policy/strategies.js';
import { EMPTY_MESH, productInput } from '../support/mesh.js';
import { compileUnder, domainManifest, ENTERPRISE_REF, found, platformManifest } from './manifests.js';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
}
const ROOT = path.resolve(import.meta.dirname, '../../..');
const schemaOf = (kind: string) =>
  JSON.parse(readFileSync(path.join(ROOT, `schemas/${kind}.schema.json`), 'utf8')) as Schema;
const IDENTITY = ['apiVersion', 'kind', 'metadata', 'parent', 'domain'];

/** The paths of a document at which a value stands that is no mapping of further fields. */
function fields({ properties, patternProperties, additionalProperties }: Schema, at = ''): string[] {
  const free = typeof additionalProperties === 'object' ? { '*': additionalProperties } : {};
  const layers = Object.entries(patternProperties ?? {}).map(([key, each]) => [
    key.includes('_layer') ? '*_layer' : '*',
    each,
  ]);
  const below = { ...properties, ...(Object.fromEntries(layers) as Record<string, Schema>), ...free };
  if (Object.keys(below).length === 0) return [at];
  return Object.entries(below).flatMap(([key, schema]) => fields(schema, at === '' ? key : `${at}.${key}`));
}

const governed = fields(schemaOf('manifest')).filter((each) => !IDENTITY.includes(each.split('.')[0] ?? ''));
const ofProducts = fields(schemaOf('data-product')).filter((each) => each.startsWith('governance.'));
const covers = (row: string, field: string) => field === row || field.startsWith(`${row}.`);

describe('the table of strategies', () => {
  it('finds governed fields in the schemas', () => {
    expect(governed).toContain('governance.classification.*.retention_max_days');
    expect(governed).toContain('governance.quality_gates.*_layer.required_tests');
    expect(ofProducts).toContain('governance.quality_gates.minimum_test_coverage');
  });

  it.each([...governed, ...ofProducts])('decision 8: has a row for %s', (field) => {
    expect(policyRules.filter((row) => covers(row.path, field)).map((row) => row.path)).toHaveLength(1);
  });

  it.each(policyRules.map((row) => row.path).filter((each) => each !== 'governance.extra_policies'))(
    'has no row for what no manifest states: %s',
    (row) => {
      expect(governed.some((field) => covers(row, field))).toBe(true);
    },
  );

  it('leaves a product nothing that it could override', () => {
    expect(ofProducts.filter((field) => strategyAt(field.split('.')) === 'override')).toEqual([]);
  });
});

/** Of each row two values: what a higher tier states, and what a lower one may state; `lax` is what it may not. */
interface Sample {
  readonly held: unknown;
  readonly next: unknown;
  readonly lax?: unknown;
  /** What stands where both state theirs; `next` where absent. */
  readonly merged?: unknown;
}
const flag: Sample = { held: true, next: true, lax: false };
const percent: Sample = { held: 70, next: '80%', lax: 60 };
const tests: Sample = { held: ['not_null_pk'], next: ['unique_pk'], merged: ['not_null_pk', 'unique_pk'] };
const text = (held: unknown, next: unknown): Sample => ({ held, next });

const SAMPLES: Readonly<Record<string, Sample>> = {
  approved_plugins: {
    held: { compute: ['spark'] },
    next: { compute: ['spark'] },
    lax: { compute: ['spark', 'duckdb'] },
  },
  domains: {
    held: [{ name: 'sales', namespace: 'sales' }],
    next: [{ name: 'sales', namespace: 'sales' }],
    lax: [{ name: 'crm', namespace: 'crm' }],
  },
  glossary: {
    held: [{ term: 'customer', definition: 'Who buys.' }],
    next: [{ term: 'customer', definition: 'Who buys.' }],
    lax: [{ term: 'lead', definition: 'Who may buy.' }],
  },
  'governance.extra_policies': { held: { audit_logging: 'required' }, next: { audit_logging: 'required' }, lax: {} },
  'plugins.*.type': text('spark', 'duckdb'),
  'plugins.*.config': { held: { a: 1 }, next: { b: 2 }, merged: { a: 1, b: 2 } },
  services: { held: { a: { x: { n: 1 } } }, next: { a: { x: { m: 2 } } }, merged: { a: { x: { n: 1, m: 2 } } } },
  'governance.audit_logging': { held: 'required', next: 'required', lax: 'optional' },
  'governance.classification.levels': {
    held: ['public', 'pii'],
    next: ['secret'],
    lax: ['pii', 'public'],
    merged: ['public', 'pii', 'secret'],
  },
  'governance.classification.*.requires_encryption': flag,
  'governance.classification.*.requires_masking_in_non_prod': flag,
  'governance.classification.*.retention_max_days': { held: 90, next: 30, lax: 365 },
  'governance.quality_gates.minimum_test_coverage': percent,
  'governance.quality_gates.required_tests': tests,
  'governance.quality_gates.test_aliases.*': { held: ['a.b'], next: ['c.d'], merged: ['a.b', 'c.d'] },
  'governance.quality_gates.*_layer.minimum_coverage': percent,
  'governance.quality_gates.*_layer.required_tests': tests,
  'governance.quality_gates.*_layer.required_documentation': flag,
  'governance.interoperability.sla_enforcement': flag,
  'governance.interoperability.data_contracts.required': flag,
  'governance.interoperability.data_contracts.schema_registry': flag,
  'governance.interoperability.data_contracts.schema_compatibility': { held: 'backward', next: 'full', lax: 'forward' },
  'governance.interoperability.data_contracts.breaking_change_notification': { held: '7d', next: '2w', lax: '24h' },
  'governance.interoperability.data_contracts.unpublished_provider': { held: 'warn', next: 'error', lax: 'info' },
  'governance.interoperability.data_contracts.promotion_profile': text('default', 'iceberg'),
  'governance.interoperability.data_contracts.demote': {
    held: ['type_widened'],
    next: ['type_widened'],
    lax: ['type_widened', 'enum_added'],
  },
  'data_architecture.pattern': text('medallion', 'kimball'),
  'data_architecture.naming.case': text('snake_case', 'camelCase'),
  'data_architecture.naming.enforcement': { held: 'warn', next: 'strict', lax: 'off' },
  'data_architecture.naming.columns': { held: 'snake_case', next: 'camelCase', lax: 'off' },
  'data_architecture.layers.*.enabled': text(true, false),
  'data_architecture.layers.*.prefix': text('gold_', 'au_'),
  'data_architecture.layers.*.suffix': text('_g', '_au'),
  'data_architecture.layers.*.pattern': text('^g', '^au'),
  'data_architecture.layers.*.description': text('a', 'b'),
  'data_architecture.layers.*.catalog_namespace': text('gold', 'marts'),
  'data_architecture.layers.*.quality_gates.minimum_coverage': percent,
  'data_architecture.layers.*.quality_gates.required_tests': tests,
  'data_architecture.layers.*.quality_gates.required_documentation': flag,
  'data_architecture.layers.*.scd.types_allowed': { held: [1, 2], next: [2], lax: [1, 2, 6] },
  'data_architecture.layers.*.scd.default_type': text(1, 2),
  'catalog_structure.namespaces': {
    held: [{ name: 'gold' }],
    next: [{ name: 'silver' }],
    merged: [{ name: 'gold' }, { name: 'silver' }],
  },
};

/** `gold` for every key that is free; `pii` among levels, of which the schema knows the form alone. */
const keysOf = (row: string): string[] =>
  row
    .split('.')
    .map((key, i, all) =>
      key.startsWith('*') ? (all[i - 1] === 'classification' ? 'pii' : key.replace('*', 'gold')) : key,
    );
const nested = (row: string, value: unknown): Record<string, unknown> =>
  keysOf(row).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
const at = (value: unknown, row: string): unknown =>
  keysOf(row).reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

const tier = (label: string, value: Record<string, unknown>) => ({
  label,
  value,
  locate: () => ({ file: label, line: 1, column: 1 }),
});

describe.each(policyRules.map((row) => row.path))('%s', (row) => {
  const sample = SAMPLES[row];
  if (!sample) throw new Error(`no sample of ${row}`);
  const { held, next, lax } = sample;
  const { merged = next } = sample;
  const merge = (...values: unknown[]) => mergePolicies(values.map((value, i) => tier(`tier${i}`, nested(row, value))));

  it.each([
    ['directly', [held, next]],
    ['over a tier that repeats it', [held, held, next]],
  ] as const)('is merged by its strategy, %s', (_, values) => {
    const result = merge(...values);
    expect(result.conflicts).toEqual([]);
    expect(at(result.effective, row)).toEqual(merged);
  });

  it.runIf(lax !== undefined)('stands against every lower tier, and each conflict names both documents', () => {
    const result = merge(held, lax, next, lax);
    const last = merge(held, next);
    expect(at(result.effective, row)).toEqual(at(last.effective, row));
    expect(result.conflicts.map(({ child }) => child.document.label)).toEqual(['tier1', 'tier3']);
    for (const { parent } of result.conflicts) expect(parent?.document.label).toMatch(/^tier[02]$/);
  });

  it('is explained by every manifest that states it, root first', () => {
    const key = keysOf(row).join('.');
    const origin = merge(held, next).explain(key);
    expect(origin?.chain.map(({ manifest }) => manifest)).toEqual(['tier0', 'tier1']);
    expect(origin?.strategy).toBe(strategyAt(keysOf(row)));
  });
});

const sections = (value: Record<string, unknown>) =>
  Object.entries(value)
    .map(([key, each]) => `${key}: ${JSON.stringify(each)}\n`)
    .join('');
const enterpriseManifest = (value: Record<string, unknown>) => `
apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: acme-enterprise, version: "1.0.0", scope: enterprise}
domains: [{name: sales, namespace: sales}]
${sections(value)}`;
const DOMAIN_REF = 'sales-domain@1.0.0';
const product = (value: Record<string, unknown>, platform: string) => `
apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: orders, version: "1.0.0"}
${platform}
ownership: {team: a, email: a@acme.com}
${sections(value)}`;

type Tiers = (above: Record<string, unknown>, below: Record<string, unknown>) => readonly Diagnostic[];
const underDomain = (domain: string, enterprise: string, below: Record<string, unknown>) => {
  const content = product(below, `domain: {ref: ${DOMAIN_REF}}`);
  const refs = [found(DOMAIN_REF, domain, 'domain-manifest.yaml'), found(ENTERPRISE_REF, enterprise)];
  return compileProduct(productInput([{ path: 'data-product.yaml', content }], { ...EMPTY_MESH, refs })).diagnostics;
};
const TIERS: Readonly<Record<string, readonly [above: string, below: string, compile: Tiers]>> = {
  'enterprise → domain': [
    'enterprise-manifest.yaml',
    'domain-manifest.yaml',
    (above, below) => compileUnder(domainManifest('sales', sections(below)), enterpriseManifest(above)).diagnostics,
  ],
  'domain → product': [
    'domain-manifest.yaml',
    'data-product.yaml',
    (above, below) => underDomain(domainManifest('sales', sections(above)), enterpriseManifest({}), below),
  ],
  'enterprise → product': [
    'enterprise-manifest.yaml',
    'data-product.yaml',
    (above, below) => underDomain(domainManifest('sales'), enterpriseManifest(above), below),
  ],
  'centralized → product': [
    'platform-manifest.yaml',
    'data-product.yaml',
    (above, below) =>
      compileProduct(
        productInput(
          [
            { path: 'data-product.yaml', content: product(below, '') },
            { path: 'platform-manifest.yaml', content: platformManifest(sections(above)) },
          ],
          EMPTY_MESH,
        ),
      ).diagnostics,
  ],
};

const strengthened = policyRules.filter((row) => row.strategy === 'strengthen').map((row) => row.path);
const ofTier = (name: string) =>
  name.endsWith('product') ? strengthened.filter((row) => ofProducts.includes(row)) : strengthened;

describe.each(Object.entries(TIERS))('%s', (name, [above, below, compile]) => {
  it.each(ofTier(name))('decision 8: %s may be strengthened, not weakened', (row) => {
    const { held, next, lax } = SAMPLES[row] ?? {};
    const inherited = (value: unknown) =>
      compile(nested(row, held), nested(row, value)).filter(({ code }) => /^(INHERIT|DOCUMENT)_/.test(code));
    expect(inherited(next)).toEqual([]);
    expect(inherited(lax)).toMatchObject([
      {
        code: 'INHERIT_WEAKENED',
        severity: 'error',
        location: { file: below },
        related: [{ location: { file: above } }],
      },
    ]);
  });
});
