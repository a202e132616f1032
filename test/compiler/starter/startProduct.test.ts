import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileProduct } from '../../../src/compiler/compile.js';
import type { RefResolution } from '../../../src/compiler/mesh.js';
import { resolvePlatform } from '../../../src/compiler/inherit/resolvePlatform.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { startProduct, type StartedProduct } from '../../../src/compiler/starter/startProduct.js';
import { ALONE } from '../../../src/cli/project/compileContext.js';
import { acmeManifest, ACME_MANIFESTS } from '../../support/acme.js';

const PLATFORM = 'acme-platform@1.0.0';

const published = (ref: string, content: string): RefResolution => ({
  ref,
  found: {
    name: ref.split('@')[0] ?? ref,
    version: '1.0.0',
    ref,
    digest: '',
    source: { path: 'manifest.yaml', content },
  },
});

/** A centralized platform that says this of its architecture and whatever else. */
const centralized = (further: string): RefResolution[] => [
  published(
    PLATFORM,
    `apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: acme-platform, version: "1.0.0"}\n${further}`,
  ),
];

const ACME = ACME_MANIFESTS.map(({ file, ref }) => published(ref, acmeManifest(file).source));
const refOf = (file: string): string => ACME_MANIFESTS.find((each) => each.file === file)?.ref ?? '';

interface Begun {
  readonly started: StartedProduct;
  readonly files: ReadonlyMap<string, string>;
  readonly found: readonly string[];
}

/** Begins a product, and compiles it. */
function begin(ref: string, refs: readonly RefResolution[], name = 'customer-360'): Begun {
  const { platform, diagnostics } = resolvePlatform(ref, null, refs);
  if (!platform) throw new Error(JSON.stringify(diagnostics));
  const answers = { name, team: 'sales-analytics', email: 'sales-analytics@acme.com', ref };
  const started = startProduct({
    answers,
    platform,
    ci: 'github',
    floeVersion: '1.2.3',
    now: '2026-11-30T08:15:42.000Z',
  });
  const made: readonly SourceFile[] = started.files ?? [];
  const [document, ...files] = made;
  if (!document) return { started, files: new Map(), found: [] };
  const compiled = compileProduct({
    product: document,
    files: files.filter(({ path }) => !path.startsWith('.')),
    environment: 'production',
    mesh: { ...ALONE, refs },
  });
  return {
    started,
    files: new Map(made.map(({ path, content }) => [path, content])),
    found: compiled.diagnostics.map(({ code, subject, message }) => `${code} ${subject}: ${message}`),
  };
}

const modelsOf = ({ files }: Begun): string[] =>
  [...files.keys()].filter((path) => path.endsWith('.sql') && path.startsWith('models/'));
const yamlOf = ({ files }: Begun, path: string): unknown => parse(files.get(path) ?? '');

describe('a product that begins under', () => {
  it.each([
    [
      'medallion',
      ['models/bronze/bronze_customers.sql', 'models/silver/silver_customers.sql', 'models/gold/gold_customers.sql'],
    ],
    [
      'kimball',
      [
        'models/staging/stg_customers.sql',
        'models/dimensions/dim_customer.sql',
        'models/facts/fact_customer_changes.sql',
      ],
    ],
    [
      'data_vault',
      [
        ...['models/hubs/hub_customer.sql', 'models/hubs/hub_owner.sql'],
        ...['models/links/link_customer_owner.sql', 'models/satellites/sat_customer_details.sql'],
      ],
    ],
  ])('%s has a model in each of its layers, and compiles with no finding', (pattern, models) => {
    const begun = begin(PLATFORM, centralized(`data_architecture: {pattern: ${pattern}}`));
    expect({ models: modelsOf(begun), found: begun.found }).toEqual({ models, found: [] });
  });

  it('data_vault has hubs with nothing but their keys and what tells of loading, a row a business key', () => {
    const { files } = begin(PLATFORM, centralized('data_architecture: {pattern: data_vault}'));
    expect(files.get('models/hubs/hub_owner.sql')).toBe(`select
    md5(cast(owner_id as string)) as owner_hk,
    owner_id,
    min(updated_at) as load_date,
    'customer_source' as record_source
from {{ source('customer_source', 'customers') }}
group by owner_id
`);
  });

  it('hybrid has one in each layer that the manifest states, made of those before it', () => {
    const layers = `data_architecture:
  pattern: hybrid
  layers:
    landing: {prefix: lnd_, catalog_namespace: landing}
    hubs: {prefix: hub_, catalog_namespace: vault_hubs}
    satellites: {prefix: sat_, catalog_namespace: vault_satellites}
    dimensions: {prefix: dim_, catalog_namespace: dimensions}
    facts: {suffix: _fact, catalog_namespace: facts}
    marts: {prefix: mart_, catalog_namespace: marts}`;
    const begun = begin(PLATFORM, centralized(layers), 'orders');
    expect(begun.found).toEqual([]);
    expect(modelsOf(begun)).toEqual([
      ...['models/landing/lnd_orders.sql', 'models/hubs/hub_order.sql', 'models/hubs/hub_owner.sql'],
      ...['models/satellites/sat_order_details.sql', 'models/dimensions/dim_order.sql'],
      ...['models/facts/order_changes_fact.sql', 'models/marts/mart_orders.sql'],
    ]);
    expect(begun.files.get('models/hubs/hub_order.sql')).toContain("from {{ ref('lnd_orders') }}");
    expect(begun.files.get('models/facts/order_changes_fact.sql')).toContain("join {{ ref('dim_order') }}");
  });

  it.each([
    ['sales', 'domains/sales/domain-manifest.yaml', 'sales.gold.customers', 'spark'],
    ['finance', 'domains/finance/domain-manifest.yaml', 'finance.facts.customer_changes', 'snowflake'],
    ['marketing', 'domains/marketing/domain-manifest.yaml', 'marketing.gold.customers', 'duckdb'],
    ['the enterprise itself', 'enterprise-manifest.yaml', 'enterprise.reference_data.customers', 'duckdb'],
  ])('%s, with its policies, its namespaces and its compute', (_domain, file, table, compute) => {
    const begun = begin(refOf(file), ACME);
    expect(begun.found).toEqual([]);
    expect(yamlOf(begun, 'data-product.yaml')).toMatchObject({
      domain: { ref: refOf(file) },
      output_ports: [{ table }],
    });
    expect(yamlOf(begun, 'profiles.yml')).toMatchObject({ customer_360: { outputs: { default: { type: compute } } } });
  });

  it.each([
    [
      'every test that there is',
      'medallion',
      'governance: {quality_gates: {minimum_test_coverage: 100, required_tests: [not_null_pk, unique_pk, freshness, documentation, scd_validation, referential_integrity, hash_key, load_date, record_source, unique_business_key]}}',
    ],
    [
      'references and freshness everywhere',
      'kimball',
      'governance: {quality_gates: {required_tests: [freshness, referential_integrity, documentation, unique_pk]}}',
    ],
    [
      'keys and freshness everywhere',
      'data_vault',
      'governance: {quality_gates: {required_tests: [not_null_pk, unique_pk, freshness, documentation]}}',
    ],
    [
      'tests of its own',
      'medallion',
      'governance: {quality_gates: {required_tests: [reviewed, counted], test_aliases: {counted: [acme.row_count]}}}',
    ],
  ])('a platform that requires %s has them all', (_what, pattern, policy) => {
    expect(begin(PLATFORM, centralized(`data_architecture: {pattern: ${pattern}}\n${policy}`)).found).toEqual([]);
  });

  it.each(['camelCase', 'PascalCase'])('a platform that writes models and columns in %s has them so', (form) => {
    for (const pattern of ['medallion', 'kimball', 'data_vault']) {
      const begun = begin(PLATFORM, centralized(`data_architecture: {pattern: ${pattern}, naming: {case: ${form}}}`));
      expect(begun.found).toEqual([]);
    }
  });

  it('a platform whose dimensions keep no history has them without', () => {
    const scd =
      'data_architecture: {pattern: kimball, layers: {dimensions: {scd: {types_allowed: [1], default_type: 1}}}}';
    const begun = begin(PLATFORM, centralized(scd));
    expect(begun.found).toEqual([]);
    expect(begun.files.get('models/dimensions/dim_customer.sql')).not.toContain('effective_from');
  });

  it('a platform that classifies has the weakest level that asks for nothing in the schema of the port', () => {
    const levels = 'governance: {classification: {levels: [open, secret], open: {retention_max_days: 9}}}';
    const begun = begin(PLATFORM, centralized(levels));
    expect(begun.found).toEqual([]);
    expect(JSON.parse(begun.files.get('schemas/customers.json') ?? '')).toMatchObject({
      'x-floe': { primary_key: ['customer_id'] },
      properties: { status: { type: 'string', 'x-floe': { classification: 'secret' } } },
    });
  });

  it('a platform with a layer that is known by a regular expression alone is told of it', () => {
    const layer = 'data_architecture: {layers: {gold: {pattern: "^(?<stem>.+)_for_[a-z]+$"}}}';
    const { started, found } = begin(PLATFORM, centralized(layer));
    expect(found).toEqual([]);
    expect(started).toMatchObject({ notes: [expect.stringMatching(/^Layer gold has no model yet/)] });
  });
});

describe('what is written', () => {
  it('has no secret and nothing of one machine: profiles read them from the environment', () => {
    const snowflake = begin(refOf('domains/finance/domain-manifest.yaml'), ACME);
    expect(yamlOf(snowflake, 'profiles.yml')).toEqual({
      customer_360: {
        target: 'default',
        outputs: {
          default: {
            type: 'snowflake',
            account: "{{ env_var('SNOWFLAKE_ACCOUNT') }}",
            user: "{{ env_var('SNOWFLAKE_USER') }}",
            password: "{{ env_var('SNOWFLAKE_PASSWORD') }}",
            role: "{{ env_var('SNOWFLAKE_ROLE') }}",
            database: "{{ env_var('SNOWFLAKE_DATABASE') }}",
            warehouse: "{{ env_var('SNOWFLAKE_WAREHOUSE', 'FINANCE_WH') }}",
            schema: 'facts',
            threads: "{{ env_var('DBT_THREADS', '4') | as_number }}",
          },
        },
      },
    });
  });

  it('is made with approved plugins alone', () => {
    const approved = 'approved_plugins: {compute: [spark, snowflake], ingestion: [airbyte]}';
    const begun = begin(PLATFORM, centralized(approved));
    expect(begun.found).toEqual([]);
    expect(yamlOf(begun, 'data-product.yaml')).toMatchObject({
      input_ports: [{ source: { config: { type: 'airbyte' } } }],
    });
    expect(begun.started).toMatchObject({ compute: 'spark' });
    const none = begin(PLATFORM, centralized('approved_plugins: {compute: []}'));
    expect(none.started).toMatchObject({ files: null, reason: expect.stringContaining('approves no compute plugin') });
  });

  it('says which profile is left to write where the compute is unknown', () => {
    const { started, files } = begin(PLATFORM, centralized('plugins: {compute: {type: trino}}'));
    expect(started).toMatchObject({ notes: [expect.stringContaining('No profile is known for trino')] });
    expect(files.has('profiles.yml')).toBe(false);
  });

  it('is nothing where what was said cannot stand in the document', () => {
    const { started } = begin(PLATFORM, centralized(''), 'Customer 360');
    expect(started).toMatchObject({ files: null, diagnostics: [{ code: 'DOCUMENT_INVALID_VALUE' }] });
  });
});
