import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import type { Diagnostic } from '../../../src/compiler/diagnostic.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { printFolder, printManifest, type ModelSpec, type ProjectSpec } from '../support/dbtForms.js';
import { EMPTY_MESH } from '../support/mesh.js';

const product = {
  path: 'data-product.yaml',
  content: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: shop, version: "1.0.0"}
ownership: {team: shop, email: shop@acme.com}
transforms: [{type: dbt, path: models/}]
`,
};

function compiled(pattern: string, files: readonly SourceFile[], dbtManifest: string | null): readonly Diagnostic[] {
  const content = `data_architecture: {pattern: ${pattern}, naming: {enforcement: warn}}\ngovernance: {quality_gates: {required_tests: [documentation, freshness]}}`;
  const platform = { path: 'platform-manifest.yaml', content };
  return compileProduct({
    product,
    dbtManifest,
    environment: 'production',
    mesh: EMPTY_MESH,
    files: [platform, ...files],
  }).diagnostics;
}

const STEMS = ['orders', 'customer', 'line_items'];
const PREFIXES = ['bronze_', 'silver_', 'gold_', 'stg_', 'dim_', 'fact_', 'hub_', 'sat_', 'link_', 'x_'];
const COLUMNS = ['id', 'order_id', 'customer_key', 'order_bk', 'order_hk', 'load_date', 'record_source', 'camelCase'];
const description = fc.constantFrom('', 'What it is', 'TODO', '{{ doc("x") }}');

const test = fc.constantFrom(
  { name: 'not_null' },
  { name: 'unique' },
  { name: 'relationships', arguments: { to: "ref('snap')", field: 'id' } },
  { name: 'accepted_values', arguments: { values: ['a', 'b'] } },
  { name: 'dbt_utils.not_empty_string' },
);
const modelTest = fc.constantFrom(
  { name: 'dbt_utils.recency', arguments: { field: 'at', interval: 1, datepart: 'day' } },
  { name: 'dbt_utils.unique_combination_of_columns', arguments: { combination_of_columns: ['id', 'order_id'] } },
  { name: 'unique', arguments: { column_name: 'id' } },
  { name: 'scd_validation' },
);
const constraints = fc.constantFrom(undefined, [{ type: 'not_null' }], [{ type: 'primary_key' }]);
const column = fc.record({
  name: fc.constantFrom(...COLUMNS),
  type: fc.constantFrom(null, 'varchar', 'BIGINT'),
  description,
  tests: fc.uniqueArray(test, { maxLength: 2, selector: ({ name }) => name }),
  meta: fc.constantFrom(undefined, { floe: { classification: 'internal' } }, { floe: { primary_key: true } }),
  constraints,
});
const SOURCES = [
  { source: 'crm', table: 'a', freshness: true },
  { source: 'crm', table: 'b', freshness: false },
];
const model = fc.record({
  name: fc.tuple(fc.constantFrom(...PREFIXES), fc.constantFrom(...STEMS)).map((parts) => parts.join('')),
  folder: fc.constantFrom('staging', 'marts/core'),
  description,
  columns: fc.uniqueArray(column, { maxLength: 5, selector: ({ name }) => name }),
  tests: fc.uniqueArray(modelTest, { maxLength: 2, selector: ({ name }) => name }),
  refs: fc.constantFrom<string[]>([], ['snap']),
  reads: fc.subarray(SOURCES),
  config: fc.constantFrom<Record<string, unknown>>(
    {},
    { materialized: 'table', contract: { enforced: true } },
    { meta: { floe: { layer: 'gold' } } },
    { freshness: { build_after: { count: 1, period: 'day' } } },
    { alias: 'renamed', tags: ['a'] },
  ),
  versions: fc.constantFrom<number[] | undefined>(undefined, [1, 2]),
});
const project: fc.Arbitrary<ProjectSpec> = fc
  .uniqueArray(model, { minLength: 1, maxLength: 6, selector: ({ name }) => name })
  .map((models) => ({
    name: 'shop',
    models: models as ModelSpec[],
    sources: SOURCES,
    snapshots: [
      {
        name: 'snap',
        reads: { source: 'crm', table: 'a' },
        config: { unique_key: 'id', strategy: 'timestamp', updated_at: 'at' },
      },
    ],
  }));

const PATTERNS = ['medallion', 'kimball', 'data_vault'];

describe('a project folder and the manifest that dbt writes of it', () => {
  it('have the same findings at the same places, where the files are at hand', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATTERNS), project, (pattern, spec) => {
        const folder = printFolder(spec);
        expect(compiled(pattern, folder, printManifest(spec))).toEqual(compiled(pattern, folder, null));
      }),
      { numRuns: 60 },
    );
  });

  it('have the same findings where they are not, at the first line of the file', () => {
    const without = ({ location: _, related: __, ...rest }: Diagnostic): unknown => rest;
    fc.assert(
      fc.property(fc.constantFrom(...PATTERNS), project, (pattern, spec) => {
        const alone = compiled(pattern, [], printManifest(spec));
        const byMessage = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
        expect(alone.map(without).sort(byMessage)).toEqual(
          compiled(pattern, printFolder(spec), null).map(without).sort(byMessage),
        );
        for (const { location, subject } of alone)
          if (spec.models.some(({ name }) => name === subject))
            expect(location).toMatchObject({ file: expect.stringMatching(/\.sql$/) as string, line: 1, column: 1 });
      }),
      { numRuns: 60 },
    );
  });
});
