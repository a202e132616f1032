import { describe, expect, it } from 'vitest';
import type { CompiledLayer } from '../../../src/compiler/artifact.js';
import { patterns } from '../../../src/compiler/patterns/defaults/patterns.js';
import type { LayerDefaults } from '../../../src/compiler/patterns/defaults/pattern.js';
import { codes, compileAlone, compileUnder, domainManifest, platformManifest } from './manifests.js';

const architecture = (value: object): string => platformManifest(`data_architecture: ${JSON.stringify(value)}`);
const layersOf = (value: object): readonly CompiledLayer[] => compileAlone(architecture(value)).artifact?.layers ?? [];

/** For each part of a default: how a manifest states it otherwise, and what the layer then has in its place. */
const overrides: Readonly<Record<Exclude<keyof LayerDefaults, 'name'>, readonly [object, Partial<CompiledLayer>]>> = {
  prefix: [{ prefix: 'own_' }, { prefix: 'own_' }],
  description: [{ description: 'Our own' }, { description: 'Our own' }],
  requiredTests: [{ quality_gates: { required_tests: ['documentation'] } }, { requiredTests: ['documentation'] }],
  minimumCoverage: [{ quality_gates: { minimum_coverage: 7 } }, { minimumCoverage: 7 }],
  namespace: [{ catalog_namespace: 'ours' }, { namespace: 'ours' }],
  scd: [{ scd: { types_allowed: [1], default_type: 1 } }, { scd: { typesAllowed: [1], defaultType: 1 } }],
};

const layered = Object.values(patterns).flatMap(({ name, layers }) => layers.map((layer) => [name, layer] as const));
const parts = layered.flatMap(([pattern, layer]) =>
  (Object.keys(overrides) as (keyof typeof overrides)[]).map((part) => [pattern, layer.name, part] as const),
);

describe('decision 2: a manifest over the defaults of a pattern', () => {
  it.each(parts)('of %s may state for %s its own %s, and leaves all else', (pattern, name, part) => {
    const [stated, expected] = overrides[part];
    const before = layersOf({ pattern });
    const after = layersOf({ pattern, layers: { [name]: stated } });
    expect(after).toEqual(before.map((layer) => (layer.name === name ? { ...layer, ...expected } : layer)));
  });

  it.each(layered)('of %s may take %o away', (pattern, { name }) => {
    expect(layersOf({ pattern, layers: { [name]: { enabled: false } } })).toEqual(
      layersOf({ pattern }).filter((layer) => layer.name !== name),
    );
  });

  it.each(Object.keys(patterns))('of %s may add a layer, after the pattern’s own', (pattern) => {
    const added = layersOf({ pattern, layers: { sandbox: { prefix: 'tmp_' } } });
    expect(added.map(({ name }) => name)).toEqual([...layersOf({ pattern }).map(({ name }) => name), 'sandbox']);
    expect(added.at(-1)).toMatchObject({ prefix: 'tmp_', requiredTests: [], minimumCoverage: 0, namespace: 'sandbox' });
  });

  it('may ask for names another enforcement and case', () => {
    const model = (name: string): string =>
      platformManifest(`data_architecture: {naming: {enforcement: ${name}, case: camelCase}}`);
    expect(codes(compileAlone(model('warn')))).toEqual([]);
    expect(codes(compileAlone(model('never')))).toEqual(['DOCUMENT_INVALID_VALUE']);
  });

  it('is policy to a domain below it, which may not weaken it', () => {
    const states = (coverage: number): string =>
      `data_architecture: {pattern: kimball, layers: {facts: {quality_gates: {minimum_coverage: ${coverage}}}}}`;
    const enterprise = (rest: string): string =>
      platformManifest(`${rest}\ndomains: [{name: sales, namespace: sales}]`).replace(
        'version: "1.0.0"',
        'version: "1.0.0", scope: enterprise',
      );
    expect(codes(compileUnder(domainManifest('sales', states(60)), enterprise(states(70))))).toEqual([
      'INHERIT_WEAKENED',
    ]);
    expect(codes(compileUnder(domainManifest('sales', states(60)), enterprise('')))).toEqual([]);
  });
});

describe('how the names of a layer look', () => {
  const hubs = (stated: object, pattern = 'data_vault'): CompiledLayer | undefined =>
    layersOf({ pattern, layers: { hubs: stated } })[0];

  it('is several prefixes, of which the first is the one', () => {
    expect(hubs({ prefix: ['h_', 'hub_', 'h_'] })).toMatchObject({ prefix: 'h_', prefixes: ['h_', 'hub_'] });
  });

  it('is a suffix or a pattern in place of the default prefix', () => {
    expect(hubs({ suffix: '_h' })).toMatchObject({ prefix: '', suffixes: ['_h'] });
    expect(hubs({ pattern: ['^h[0-9]+_', '_hub$'] })).toMatchObject({
      prefix: '',
      namePatterns: ['^h[0-9]+_', '_hub$'],
    });
    expect(hubs({ suffix: '_h', prefix: 'hub_' })).toMatchObject({ prefix: 'hub_', suffixes: ['_h'] });
  });

  it('is told of a layer of a manifest by any of the three', () => {
    for (const stated of [{ prefix: 'x_' }, { suffix: '_x' }, { pattern: 'x' }])
      expect(codes(compileAlone(architecture({ pattern: 'hybrid', layers: { own: stated } })))).toEqual([]);
    expect(codes(compileAlone(architecture({ pattern: 'hybrid', layers: { own: {} } })))).toEqual([
      'LAYER_PREFIX_MISSING',
    ]);
  });

  it.each([
    [{ suffix: '_h' }, { suffix: ['_l', '_h'] }, 'suffix'],
    [{ pattern: '^h' }, { pattern: '^h' }, 'pattern'],
    [{ prefix: ['a_', 'b_'] }, { prefix: 'b_' }, 'prefix'],
  ])('is not that of two layers: %o and %o', (one, other, field) => {
    const { diagnostics } = compileAlone(architecture({ pattern: 'hybrid', layers: { one, other } }));
    expect(diagnostics).toMatchObject([
      { code: 'LAYER_PREFIX_AMBIGUOUS', message: expect.stringContaining(`the same ${field} '`) as string },
    ]);
  });

  it('is refused where it cannot be matched in bounded time, and where it is empty', () => {
    for (const pattern of ['(?=x)', '(a)\\1', '', '(', []])
      expect(codes(compileAlone(architecture({ pattern: 'hybrid', layers: { own: { pattern } } })))).toEqual([
        'DOCUMENT_INVALID_VALUE',
      ]);
  });
});

describe('names of a layer that two tiers state', () => {
  const under = (enterprise: object, domain: object): readonly CompiledLayer[] => {
    const layers = (stated: object): string => `data_architecture: ${JSON.stringify({ layers: { gold: stated } })}\n`;
    const parent = platformManifest(`${layers(enterprise)}domains: [{name: sales, namespace: sales}]`);
    const scoped = parent.replace('version: "1.0.0"', 'version: "1.0.0", scope: enterprise');
    return compileUnder(domainManifest('sales', layers(domain)), scoped).artifact?.layers.slice(2) ?? [];
  };

  it.each([
    [
      { prefix: 'mart_' },
      { prefix: ['sales_mart_', 'sales_'] },
      { prefix: 'sales_mart_', prefixes: ['sales_mart_', 'sales_'] },
    ],
    [{ prefix: ['mart_', 'rpt_'] }, { prefix: 'sales_' }, { prefix: 'sales_' }],
    [{ prefix: 'mart_' }, { suffix: '_mart' }, { prefix: 'mart_', suffixes: ['_mart'] }],
    [{ suffix: ['_mart', '_m'] }, { suffix: ['_x'] }, { prefix: '', suffixes: ['_x'] }],
    [{ enabled: false }, { enabled: true }, { prefix: 'gold_' }],
  ])('are the nearest tier’s, form by form: %o under %o', (enterprise, domain, expected) => {
    const {
      description: _,
      requiredTests: __,
      minimumCoverage: ___,
      namespace: ____,
      name,
      ...naming
    } = under(enterprise, domain)[0] ?? {};
    expect([name, naming]).toEqual(['gold', expected]);
  });
});

describe('a platform without layers', () => {
  it.each([
    ['a hybrid that states none', { pattern: 'hybrid' }],
    [
      'a kimball whose layers are all off',
      {
        pattern: 'kimball',
        layers: { staging: { enabled: false }, dimensions: { enabled: false }, facts: { enabled: false } },
      },
    ],
  ])('is an error, said once at its pattern: %s', (_, value) => {
    const content = platformManifest(
      `data_architecture:\n  pattern: ${value.pattern}\n  layers: ${JSON.stringify('layers' in value ? value.layers : {})}\n`,
    );
    const { diagnostics } = compileAlone(content);
    expect(diagnostics).toMatchObject([{ code: 'LAYER_NONE', location: { line: 6 } }]);
  });

  it('is none where names are not enforced', () => {
    expect(codes(compileAlone(architecture({ pattern: 'hybrid', naming: { enforcement: 'off' } })))).toEqual([]);
  });
});
