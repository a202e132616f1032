import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import type { Diagnostic } from '../../../src/compiler/diagnostic.js';
import { kinds } from '../../../src/compiler/patterns/kinds.js';
import { platformManifest } from '../inherit/manifests.js';
import { EMPTY_MESH } from '../support/mesh.js';

const LAYERS: Readonly<Record<string, object | undefined>> = {
  medallion: {
    bronze: { prefix: 'sales_bronze_' },
    silver: { prefix: 'sales_silver_' },
    gold: { prefix: 'sales_gold_' },
  },
  kimball: undefined,
  data_vault: undefined,
  hybrid: {
    stage: { prefix: ['stg_', 'v_stg_'] },
    hubs: { suffix: '_h' },
    links: { suffix: ['_l', '_link'] },
    sats: { prefix: 'sat_', suffix: '_s' },
    query: { pattern: '^(pit|bridge)_(?<stem>.+)$' },
    marts: { prefix: 'dim' },
  },
};
const CASES = ['snake_case', 'camelCase', 'PascalCase'];

interface Shop {
  readonly pattern: string;
  readonly naming: string;
  /** A model's name to its folder. */
  readonly models: Readonly<Record<string, string>>;
}

function namingFindings({ pattern, naming, models }: Shop): readonly Diagnostic[] {
  const layers = LAYERS[pattern];
  const architecture = { pattern, naming: { case: naming }, ...(layers && { layers }) };
  const files = Object.entries(models).map(([name, folder], i) => ({
    path: `models/${folder}/m${i}.yml`,
    content: stringify({ models: [{ name }] }),
  }));
  const product =
    'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: shop, version: "1.0.0"}\nownership: {team: a, email: a@acme.com}\n';
  const { diagnostics } = compileProduct({
    product: { path: 'data-product.yaml', content: product },
    files: [
      { path: 'platform-manifest.yaml', content: platformManifest(stringify({ data_architecture: architecture })) },
      ...files,
    ],
    environment: 'production',
    mesh: EMPTY_MESH,
  });
  return diagnostics.filter(({ code }) => code.startsWith('NAMING'));
}

const LAYER = 'NAMING_UNKNOWN_LAYER_PREFIX';
const CASE = 'NAMING_CASE';

/** What the findings of a code tell each model to be called. */
const advised = (found: readonly Diagnostic[], code: string): Map<string, string> =>
  new Map(
    found.flatMap(({ subject, details, ...rest }): [string, string][] => {
      const name = details?.['taken'] === true ? undefined : details?.['name'];
      return rest.code === code && subject && typeof name === 'string' ? [[subject, name]] : [];
    }),
  );

const kindWords = kinds.flatMap(({ first, last, letter }) => [...first, ...last, ...(letter ? [letter] : [])]);
const word = fc.oneof(
  fc.constantFrom(...kindWords.map((each) => each.replace(' ', '_'))),
  fc.constantFrom('orders', 'customer', 'HTTP', 'shopOrders', 'V2', '3', 'größe', '金額', 'sales', 'bronz', 'pit', 'x'),
);
const name = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom('_', '_', '_', '__', '', '-', '.'))
  .map(([words, separator]) => words.join(separator))
  .chain((text) =>
    fc.constantFrom(text, text, text, text.toUpperCase(), text.slice(0, 1).toUpperCase() + text.slice(1)),
  );
const shop: fc.Arbitrary<Shop> = fc.record({
  pattern: fc.constantFrom(...Object.keys(LAYERS)),
  naming: fc.constantFrom(...CASES),
  models: fc.dictionary(name, fc.constantFrom('silver', 'marts', 'stage', 'hubs', 'other', 'dims'), {
    minKeys: 1,
    maxKeys: 8,
    noNullPrototype: true,
  }),
});

describe('a suggested name', () => {
  it('is legal, stands nowhere yet, and is suggested once', () => {
    let taken = 0;
    fc.assert(
      fc.property(shop, (given) => {
        const found = namingFindings(given);
        const [layered, cased] = [advised(found, LAYER), advised(found, CASE)];
        const names = new Map([...cased, ...layered]);
        const lower = [...names.values()].map((each) => each.toLowerCase());
        expect(new Set(lower).size).toBe(lower.length);
        const renamed = Object.entries(given.models).map(([from, folder]) => [names.get(from) ?? from, folder]);
        expect(new Set(renamed.map(([each]) => each)).size).toBe(renamed.length);
        const left = namingFindings({ ...given, models: Object.fromEntries(renamed) as Shop['models'] });
        const subjects = (code: string): (string | undefined)[] =>
          left.filter((each) => each.code === code).map(({ subject }) => subject);
        // A name in the right case may still be of no layer, where nothing says of which.
        for (const each of layered.values()) expect(subjects(LAYER)).not.toContain(each);
        for (const each of names.values()) expect(subjects(CASE)).not.toContain(each);
        taken += names.size;
      }),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});
