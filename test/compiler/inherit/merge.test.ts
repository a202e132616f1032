import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePolicies } from '../../../src/compiler/inherit/policy/merge.js';
import type { PolicyDocument } from '../../../src/compiler/inherit/policy/policyDocument.js';

const document = (label: string, value: Record<string, unknown>): PolicyDocument => ({
  label,
  value,
  locate: (path) => ({ file: `${label}.yaml`, line: path.length, column: 1 }),
});

const gates = (value: Record<string, unknown>) => ({ governance: { quality_gates: value } });
const coverage = (value: number | string) => gates({ minimum_test_coverage: value });
const merge = (...values: Record<string, unknown>[]) =>
  mergePolicies(values.map((value, i) => document(`tier${i}@1.0.0`, value)));

describe('merging a chain of manifests', () => {
  it('lets a lower tier raise a coverage and says who raised it', () => {
    const merged = merge(coverage(70), coverage(80));
    expect(merged.effective).toEqual(coverage(80));
    expect(merged.conflicts).toEqual([]);
    expect(merged.explain('governance.quality_gates.minimum_test_coverage')).toEqual({
      path: 'governance.quality_gates.minimum_test_coverage',
      value: 80,
      manifest: 'tier1@1.0.0',
      strategy: 'strengthen',
      chain: [
        { manifest: 'tier0@1.0.0', value: 70, location: { file: 'tier0@1.0.0.yaml', line: 3, column: 1 } },
        { manifest: 'tier1@1.0.0', value: 80, location: { file: 'tier1@1.0.0.yaml', line: 3, column: 1 } },
      ],
    });
  });

  it('keeps the stronger value where a lower tier weakens it, and reports both', () => {
    const merged = merge(coverage(70), coverage('60%'));
    expect(merged.effective).toEqual(coverage(70));
    expect(merged.explain('governance.quality_gates.minimum_test_coverage')?.manifest).toBe('tier0@1.0.0');
    expect(merged.conflicts).toMatchObject([
      { kind: 'weakened', demand: '70 or more', parent: { value: 70 }, child: { value: '60%' } },
    ]);
  });

  it('inherits what a lower tier leaves out', () => {
    expect(merge(coverage(70), { governance: {} }).effective).toEqual(coverage(70));
  });

  it('unites lists of required tests, root first', () => {
    const merged = merge(
      gates({ required_tests: ['not_null_pk', 'unique_pk'] }),
      gates({ required_tests: ['freshness', 'unique_pk'] }),
    );
    expect(merged.effective).toEqual(gates({ required_tests: ['not_null_pk', 'unique_pk', 'freshness'] }));
    const member = merged.explain('governance.quality_gates.required_tests[2]');
    expect(member).toMatchObject({ value: 'freshness', strategy: 'extend', manifest: 'tier1@1.0.0' });
    expect(member?.chain).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    [
      'a requirement turned off',
      { governance: { classification: { pii: { requires_encryption: true } } } },
      { governance: { classification: { pii: { requires_encryption: false } } } },
    ],
    [
      'a longer retention',
      { governance: { classification: { pii: { retention_max_days: 90 } } } },
      { governance: { classification: { pii: { retention_max_days: 365 } } } },
    ],
    [
      'a laxer enforcement',
      { data_architecture: { naming: { enforcement: 'strict' } } },
      { data_architecture: { naming: { enforcement: 'warn' } } },
    ],
    [
      'a layer’s lower coverage',
      { data_architecture: { layers: { gold: { quality_gates: { minimum_coverage: 100 } } } } },
      { data_architecture: { layers: { gold: { quality_gates: { minimum_coverage: 90 } } } } },
    ],
    [
      'a layer’s lower coverage in the other spelling',
      gates({ gold_layer: { minimum_coverage: 100 } }),
      gates({ gold_layer: { minimum_coverage: 90 } }),
    ],
    [
      'contracts that need not be',
      { governance: { interoperability: { data_contracts: { required: true } } } },
      { governance: { interoperability: { data_contracts: { required: false } } } },
    ],
    [
      'a compatibility that promises less',
      { governance: { interoperability: { data_contracts: { schema_compatibility: 'full' } } } },
      { governance: { interoperability: { data_contracts: { schema_compatibility: 'backward' } } } },
    ],
    [
      'a compatibility that promises other things',
      { governance: { interoperability: { data_contracts: { schema_compatibility: 'backward' } } } },
      { governance: { interoperability: { data_contracts: { schema_compatibility: 'forward' } } } },
    ],
    [
      'a shorter notice',
      { governance: { interoperability: { data_contracts: { breaking_change_notification: '7d' } } } },
      { governance: { interoperability: { data_contracts: { breaking_change_notification: '24h' } } } },
    ],
    [
      'an audit log switched off',
      { governance: { audit_logging: 'required' } },
      { governance: { audit_logging: 'disabled' } },
    ],
    [
      'levels in another order',
      { governance: { classification: { levels: ['public', 'pii'] } } },
      { governance: { classification: { levels: ['pii', 'public'] } } },
    ],
  ])('refuses %s', (name, parent, child) => {
    const weakened = merge(parent, child);
    expect(weakened.conflicts.map((each) => each.kind)).toEqual(['weakened']);
    expect(weakened.effective).toEqual(parent);
    const incomparable = ['a compatibility that promises other things', 'levels in another order'];
    expect(merge(child, parent).conflicts).toHaveLength(incomparable.includes(name) ? 1 : 0);
  });

  it('adds a domain’s own classification level after the enterprise’s', () => {
    const levels = (...names: string[]) => ({ governance: { classification: { levels: names } } });
    expect(merge(levels('public', 'pii'), levels('trade_secret')).effective).toEqual(
      levels('public', 'pii', 'trade_secret'),
    );
  });

  it('forbids a domain to state approved plugins, whether the enterprise states any or not', () => {
    const approved = { approved_plugins: { compute: ['spark'] } };
    const widened = merge(approved, { approved_plugins: { compute: ['spark', 'bigquery'] } });
    expect(widened.conflicts.map((each) => each.kind)).toEqual(['forbidden']);
    expect(widened.effective).toEqual(approved);
    expect(merge({}, approved).conflicts).toMatchObject([{ kind: 'forbidden', parent: null }]);
    expect(merge(approved, approved).conflicts).toEqual([]);
  });

  it('lets the nearest tier decide everything else, key by key', () => {
    const merged = merge(
      { services: { compute: { spark: { memory: '4Gi', image: 'a' } } } },
      { services: { compute: { spark: { memory: '8Gi' } } } },
    );
    expect(merged.effective).toEqual({ services: { compute: { spark: { memory: '8Gi', image: 'a' } } } });
    expect(merged.explain('services.compute.spark.memory')).toMatchObject({
      manifest: 'tier1@1.0.0',
      strategy: 'override',
    });
    expect(merged.explain('services.compute.spark.image')?.manifest).toBe('tier0@1.0.0');
  });

  it('does not hand down what a document says of itself', () => {
    const merged = merge({ metadata: { name: 'a', scope: 'enterprise' } }, { metadata: { name: 'b' } });
    expect(merged.effective).toEqual({ metadata: { name: 'b' } });
    expect(merged.explain('metadata.name')?.chain).toHaveLength(1);
    expect(merged.explain('metadata.scope')).toBeNull();
  });

  it('unites the grants of a namespace that both tiers state', () => {
    const namespaces = (role: string) => ({
      catalog_structure: { namespaces: [{ name: 'gold', grants: [{ role, access: 'READ' }] }] },
    });
    expect(merge(namespaces('analysts'), namespaces('bi_tools')).effective).toEqual({
      catalog_structure: {
        namespaces: [
          {
            name: 'gold',
            grants: [
              { role: 'analysts', access: 'READ' },
              { role: 'bi_tools', access: 'READ' },
            ],
          },
        ],
      },
    });
  });

  it('explains nothing at a path that no manifest states', () => {
    const merged = merge(coverage(70));
    for (const path of [
      '',
      'governance.nothing',
      'constructor',
      'governance.quality_gates.minimum_test_coverage.more',
      '[[[',
    ])
      expect(merged.explain(path)).toBeNull();
  });
});

describe('merging any chain of manifests', () => {
  const tests = fc.uniqueArray(fc.constantFrom('not_null_pk', 'unique_pk', 'freshness', 'documentation'));
  const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
  const stated = (value: Record<string, unknown>) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  const manifest = fc
    .record({
      coverage: maybe(fc.integer({ min: 0, max: 100 })),
      tests: maybe(tests),
      retention: maybe(fc.integer({ min: 1, max: 400 })),
      encrypted: maybe(fc.boolean()),
      enforcement: maybe(fc.constantFrom('off', 'warn', 'strict')),
      compatibility: maybe(
        fc.constantFrom('none', 'backward', 'forward', 'full', 'backward_transitive', 'full_transitive'),
      ),
      services: maybe(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 })),
    })
    .map((any) =>
      stated({
        governance: {
          quality_gates: { minimum_test_coverage: any.coverage, required_tests: any.tests },
          classification: { pii: { retention_max_days: any.retention, requires_encryption: any.encrypted } },
          interoperability: { data_contracts: { schema_compatibility: any.compatibility } },
        },
        data_architecture: { naming: { enforcement: any.enforcement } },
        services: any.services,
      }),
    );
  const chain = fc.array(manifest, { minLength: 1, maxLength: 4 });

  it('gives the same bytes for the same documents', () => {
    fc.assert(fc.property(chain, (values) => JSON.stringify(merge(...values)) === JSON.stringify(merge(...values))));
  });

  it('changes nothing where the last tier states the effective values again', () => {
    fc.assert(
      fc.property(chain, (values) => {
        const once = merge(...values);
        const twice = merge(...values, once.effective);
        expect(twice.effective).toEqual(once.effective);
        expect(twice.conflicts.length).toBe(once.conflicts.length);
      }),
    );
  });

  it('never undoes what a tier strengthened, whatever comes below it', () => {
    fc.assert(
      fc.property(chain, manifest, (values, lower) => {
        const before = merge(...values);
        const after = merge(...values, lower);
        const read = (path: string) => [before.explain(path)?.value, after.explain(path)?.value];
        const [coverageBefore = 0, coverageAfter = 0] = read(
          'governance.quality_gates.minimum_test_coverage',
        ) as number[];
        expect(coverageAfter).toBeGreaterThanOrEqual(coverageBefore);
        const [testsBefore = [], testsAfter = []] = read('governance.quality_gates.required_tests') as string[][];
        expect(testsAfter).toEqual(expect.arrayContaining(testsBefore));
        const [daysBefore = 1e9, daysAfter = 1e9] = read(
          'governance.classification.pii.retention_max_days',
        ) as number[];
        expect(daysAfter).toBeLessThanOrEqual(daysBefore);
        const [encryptedBefore, encryptedAfter] = read('governance.classification.pii.requires_encryption');
        if (encryptedBefore === true) expect(encryptedAfter).toBe(true);
        const ranks = ['off', 'warn', 'strict'];
        const [rankBefore = -1, rankAfter = -1] = read('data_architecture.naming.enforcement').map((each) =>
          ranks.indexOf(String(each)),
        );
        expect(rankAfter).toBeGreaterThanOrEqual(rankBefore);
      }),
    );
  });

  it('names the manifest that a standing value comes from', () => {
    fc.assert(
      fc.property(chain, (values) => {
        const merged = merge(...values);
        for (const path of ['governance.quality_gates.minimum_test_coverage', 'data_architecture.naming.enforcement']) {
          const origin = merged.explain(path);
          if (!origin) continue;
          expect(origin.chain.find((step) => step.manifest === origin.manifest)?.value).toEqual(origin.value);
        }
      }),
    );
  });
});
