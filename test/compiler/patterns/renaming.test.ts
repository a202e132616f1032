import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { CompiledLayer } from '../../../src/compiler/artifact.js';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { matchLayer } from '../../../src/compiler/patterns/matchLayer.js';
import { compileAlone, platformManifest } from '../inherit/manifests.js';
import { printFolder, printManifest, type ColumnSpec, type ModelSpec, type ProjectSpec } from '../support/dbtForms.js';
import { EMPTY_MESH } from '../support/mesh.js';

/** Under each, the names of a stem in each of its layers. */
const PLATFORMS = {
  medallion: ['bronze_%', 'silver_%', 'gold_%'],
  kimball: ['stg_%', 'dim_%', 'fact_%'],
  data_vault: ['hub_%', 'link_%', 'sat_%'],
  hybrid: ['h_%', '%_h', '%_s', 's_%', 'pit_%', 'dim_%'],
} as const;
type PlatformName = keyof typeof PLATFORMS;

const HYBRID = {
  hubs: { prefix: ['h_', 'hub_'], suffix: '_h', quality_gates: { required_tests: ['hash_key'], minimum_coverage: 60 } },
  satellites: { prefix: 's_', suffix: '_s', quality_gates: { required_tests: ['load_date', 'record_source'] } },
  query: { pattern: '^(pit|bridge)_(?<stem>.+)$' },
  marts: { prefix: 'dim_', scd: { types_allowed: [1, 2], default_type: 2 } },
};
const platform = (pattern: PlatformName): string =>
  platformManifest(
    stringify({
      data_architecture: {
        pattern,
        naming: { enforcement: 'warn', case: 'snake_case' },
        ...(pattern === 'hybrid' && { layers: HYBRID }),
      },
      governance: {
        quality_gates: { required_tests: ['documentation', 'freshness'], minimum_test_coverage: 70 },
        classification: { levels: ['public', 'pii'], pii: { requires_encryption: true, retention_max_days: 30 } },
      },
    }),
  );

// Greek: models as they are called. NATO: what one is called later. No column, no other model and no message has these words.
const STEMS = ['alpha', 'beta_gamma', 'deltas', 'epsilon__eta', 'theta9'];
const NEW_STEMS = [
  'tango',
  'quebecs',
  'whiskey__kilo',
  'stg_foxtrot',
  'zulu_fact',
  'yankee_h',
  'sierra_2',
  'xrays_dim',
];
const OTHERS = ['raw_loaded', 'customers', 'fct_sold', 'bronz_made', 'Hub_Person', 'all_days'];

const columnTest = fc.constantFrom({ name: 'not_null' }, { name: 'unique' }, { name: 'dbt_utils.not_empty_string' });
const column: fc.Arbitrary<ColumnSpec> = fc.record({
  name: fc.constantFrom(
    'id',
    'order_id',
    'customer_hk',
    'load_date',
    'record_source',
    'email',
    'firstName',
    'is_current',
  ),
  type: fc.constantFrom(null, 'varchar', 'timestamp'),
  description: fc.constantFrom('', 'What it is'),
  tests: fc.uniqueArray(columnTest, { maxLength: 2, selector: ({ name }) => name }),
  meta: fc.constantFrom({}, { floe: { classification: 'pii' } }, { floe: { classification: 'public' } }),
});

/** A model but for its name; `reads` are models before it. */
const body = fc.record({
  folder: fc.constantFrom('staging', 'marts/core', 'silver'),
  description: fc.constantFrom('', 'What it is'),
  columns: fc.uniqueArray(column, { maxLength: 4, selector: ({ name }) => name }),
  before: fc.array(fc.nat({ max: 5 }), { maxLength: 2 }),
  related: fc.boolean(),
  port: fc.constantFrom(null, 'table', 'meta'),
  config: fc.constantFrom<Record<string, unknown>>({}, { materialized: 'table' }, { tags: ['a'] }),
});
type Body = typeof body extends fc.Arbitrary<infer T> ? T : never;

interface Project {
  readonly spec: ProjectSpec;
  readonly ports: readonly { readonly name: string; readonly table: string }[];
}

function projectOf(names: readonly string[], bodies: readonly Body[], layers: readonly CompiledLayer[]): Project {
  const ports: { name: string; table: string }[] = [];
  const models = bodies.map(({ before, related, port, config, ...rest }, i): ModelSpec => {
    const name = names[i] ?? '';
    const found = matchLayer(name, layers);
    const read = [...new Set(before.filter((each) => each < i).map((each) => names[each] ?? ''))];
    if (port)
      ports.push({ name: `port_${i}`, table: found ? `${found.layer.namespace}.${found.stem}` : `elsewhere.t${i}` });
    const meta = port === 'meta' ? { meta: { floe: { port: `port_${i}` } } } : {};
    const relation = { name: 'relationships', arguments: { to: `ref('${read[0] ?? ''}')`, field: 'id' } };
    return {
      ...rest,
      name,
      refs: read,
      reads: i === 0 ? [SOURCE] : [],
      config: { ...config, ...meta },
      tests: [],
      columns: rest.columns.map((each) =>
        related && read.length > 0 && each.name.endsWith('_id') ? { ...each, tests: [...each.tests, relation] } : each,
      ),
    };
  });
  return { spec: { name: 'shop', models, sources: [{ ...SOURCE, freshness: false }] }, ports };
}
const SOURCE = { source: 'crm', table: 'people' };

const productOf = ({ ports }: Project): SourceFile => ({
  path: 'data-product.yaml',
  content: stringify({
    apiVersion: 'floe.dev/v1',
    kind: 'DataProduct',
    metadata: { name: 'shop', version: '1.0.0' },
    ownership: { team: 'shop', email: 'shop@acme.com' },
    transforms: [{ type: 'dbt', path: 'models/' }],
    output_ports: ports.map((port) => ({ ...port, sla: { freshness: '6h' } })),
  }),
});

/** What to write in place of a name and its stem, so that findings about the one and the other can be compared. */
type Names = Readonly<Record<string, string>>;

const without = (text: string, names: Names): string =>
  Object.entries(names).reduce((done, [name, token]) => done.replaceAll(name, token), text);

/** A hint lists the first names and counts the rest; the details have them all. */
const LISTED = /«name»(\.\w+)?(, «name»(\.\w+)?)*( and \d+ more)?/g;

/** What was expected is listed by name, each whole: which they are is compared, their order is the names' own. */
const unordered = (text: string): string =>
  text.replace(/(?<=\bone of ).+$/, (list) => list.split(', ').sort().join(', '));

/** A finding without names: the text at its places stands for their columns, and what is listed by name has no order. */
function nameless(found: unknown, lines: ReadonlyMap<string, string[]>, names: Names, all: Names): unknown {
  const of = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return key === 'hint' || key === 'notes'
        ? unordered(without(value, all)).replace(LISTED, '«names»')
        : unordered(without(value, names));
    if (Array.isArray(value)) return value.map((each) => of(each, key)).sort(byText);
    if (typeof value !== 'object' || value === null) return value;
    if (!('line' in value)) return Object.fromEntries(Object.entries(value).map(([k, each]) => [k, of(each, k)]));
    const { file, line, column } = value as { file: string; line: number; column: number };
    const text = lines.get(file)?.[line - 1]?.slice(column - 1) ?? `column ${column}`;
    return { file: without(file, names), line, text: without(text, names) };
  };
  return of(found, '');
}
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function findingsOf(pattern: PlatformName, project: Project, form: 'folder' | 'manifest', names: Names): unknown[] {
  const product = productOf(project);
  const manifest = { path: 'platform-manifest.yaml', content: platform(pattern) };
  const folder = printFolder(project.spec);
  const { diagnostics } = compileProduct({
    product,
    files: [manifest, ...folder],
    environment: 'production',
    mesh: EMPTY_MESH,
    dbtManifest: form === 'manifest' ? printManifest(project.spec) : null,
  });
  const lines = new Map([product, manifest, ...folder].map(({ path, content }) => [path, content.split('\n')]));
  const all = { ...Object.fromEntries(project.spec.models.map(({ name }) => [name, '«name»'])), ...names };
  return diagnostics.map((each) => nameless(each, lines, names, all)).sort(byText);
}

/** Two names of one layer, and how many models of other names there are beside the one that bears them. */
const renaming = fc.constantFrom(...(Object.keys(PLATFORMS) as PlatformName[])).chain((pattern) =>
  fc.record({
    pattern: fc.constant(pattern),
    forms: fc.array(fc.constantFrom(...PLATFORMS[pattern]), { minLength: STEMS.length, maxLength: STEMS.length }),
    next: fc.tuple(fc.constantFrom(...PLATFORMS[pattern]), fc.constantFrom(...NEW_STEMS)),
    others: fc.subarray(OTHERS, { maxLength: 2 }),
    bodies: fc.array(body, { minLength: STEMS.length + 2, maxLength: STEMS.length + 2 }),
    which: fc.nat({ max: STEMS.length - 1 }),
    form: fc.constantFrom('folder' as const, 'manifest' as const),
  }),
);

const named = (form: string, stem: string): string => form.replace('%', stem);

describe('renaming a model to another legal name of its layer', () => {
  it('everywhere changes no diagnostics but names', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(renaming, ({ pattern, forms, next: [form, stem], others, bodies, which, form: dbt }) => {
        const layers = compileAlone(platform(pattern)).artifact?.layers ?? [];
        const names = [...STEMS.map((each, i) => named(forms[i] ?? '', each)), ...others];
        const [before, after] = [names[which] ?? '', named(form, stem)];
        const [old, now] = [matchLayer(before, layers), matchLayer(after, layers)];
        fc.pre(old !== null && old.layer === now?.layer);
        const used = bodies.slice(0, names.length);
        const here = projectOf(names, used, layers);
        const there = projectOf(
          names.map((each) => (each === before ? after : each)),
          used,
          layers,
        );
        const first = findingsOf(pattern, here, dbt, { [before]: '«name»', [old.stem]: '«stem»' });
        const then = findingsOf(pattern, there, dbt, { [after]: '«name»', [now.stem]: '«stem»' });
        expect(then).toEqual(first);
        for (const { code } of first as { code: string }[]) seen.add(code);
      }),
      { numRuns: 100 },
    );
    // Findings of naming, gates and governance were among them.
    expect(new Set([...seen].map((code) => code.split('_')[0]))).toEqual(
      new Set(['DATA', 'GOVERNANCE', 'NAMING', 'PORT', 'QUALITY', 'SCD']),
    );
  });
});
