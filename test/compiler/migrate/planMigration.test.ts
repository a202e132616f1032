import { describe, expect, it } from 'vitest';
import { planMigration } from '../../../src/compiler/migrate/planMigration.js';
import { renderMigration } from '../../../src/compiler/migrate/render/renderMigration.js';
import { inputOf, MANIFEST, migrated, model, planOf, PRODUCT, type Folder } from './support.js';

const SHOP: Folder = {
  'data-product.yaml': PRODUCT,
  'platform-manifest.yaml': MANIFEST,
  ...model('bronze', 'bronze_customers', "select * from {{ source('crm', 'customers') }}"),
  ...model('silver', 'silver_customers', "select * from {{ ref('bronze_customers') }}"),
  ...model('gold', 'gold_revenue', "select * from {{ ref('silver_customers') }} -- not bronze_customers"),
};

const kimball = { ...SHOP, 'platform-manifest.yaml': MANIFEST.replace('medallion', 'kimball') };
const namesOf = (plan: ReturnType<typeof planOf>): string[] => plan.renames.map(({ from, to }) => `${from} → ${to}`);
const undecidedOf = (plan: ReturnType<typeof planOf>): string[] =>
  plan.undecided.map(({ from, reason }) => `${from}: ${reason}`);

describe('a migration between patterns', () => {
  it("prints the ADR's analysis of a project with 35 models", () => {
    const many = (layer: string, count: number): Folder =>
      Object.assign(
        {},
        ...Array.from({ length: count }, (_, i) =>
          model(layer, `${layer}_x_${String.fromCharCode(97 + i)}`, 'select 1'),
        ),
      );
    const plan = planOf({ ...kimball, ...many('bronze', 14), ...many('silver', 12), ...many('gold', 6) });
    expect(renderMigration({ ...plan, gaps: [] })).toBe(`  bronze_customers → stg_customers
  silver_customers → dim_customer
  gold_revenue → fact_revenue
  35 models require renaming
`);
  });

  it('decision 18: bronze, silver and gold become staging, dimensions and facts, entities and facts in the singular', () => {
    expect(planOf(SHOP, 'kimball').renames).toEqual([
      { folder: '', from: 'bronze_customers', to: 'stg_customers', layer: 'bronze', reason: 'bronze becomes staging' },
      {
        folder: '',
        from: 'silver_customers',
        to: 'dim_customer',
        layer: 'silver',
        reason: 'silver becomes dimensions, in the singular',
      },
      { folder: '', from: 'gold_revenue', to: 'fact_revenue', layer: 'gold', reason: 'gold becomes facts' },
    ]);
  });

  describe('with a layer that the manifest disables', () => {
    const disabling = (layers: string): Folder => ({
      ...SHOP,
      'platform-manifest.yaml': `${MANIFEST}  layers: ${layers}\n`,
    });

    it.each([
      ['by its name', '{silver: {enabled: false}}'],
      ['with names of its own', '{silver: {enabled: false, prefix: silver_, catalog_namespace: middle}}'],
    ])('leaves its models, files and place in the manifest alone: %s', (_, layers) => {
      const plan = planOf(disabling(layers), 'kimball');
      expect(namesOf(plan)).toEqual(['bronze_customers → stg_customers', 'gold_revenue → fact_revenue']);
      expect([plan.undecided, plan.diagnostics]).toEqual([[], []]);
      const after = migrated(disabling(layers), plan);
      expect(
        Object.keys(after)
          .filter((path) => path.includes('silver'))
          .sort(),
      ).toEqual(
        Object.keys(SHOP)
          .filter((path) => path.includes('silver'))
          .sort(),
      );
      expect(after['platform-manifest.yaml']).toContain('silver: {enabled: false');
      expect(after['models/silver/silver_customers.sql']).toBe("select * from {{ ref('stg_customers') }}");
    });

    it('is no target: what would go there is undecided', () => {
      const plan = planOf(disabling('{dimensions: {enabled: false}}'), 'kimball');
      expect(undecidedOf(plan)).toEqual([
        "silver_customers: no layer of kimball takes the place of 'silver': say so in a mapping file",
      ]);
    });

    it('gives a model of it the name that the mapping file says', () => {
      const mapping = 'from: medallion\nto: kimball\nmodels: {silver_customers: stg_customer_cleaned}\n';
      const plan = planOf({ ...disabling('{silver: {enabled: false}}'), 'mapping.yaml': mapping }, 'kimball');
      expect(namesOf(plan)).toContain('silver_customers → stg_customer_cleaned');
    });

    it('goes back byte for byte', () => {
      const folder = disabling('{silver: {enabled: false}}');
      const there = migrated(folder, planOf(folder, 'kimball'));
      expect(migrated(there, planOf(there, 'medallion'))).toEqual(folder);
    });
  });

  it.each([
    ['silver_customer_addresses', 'dim_customer_address'],
    ['silver_companies', 'dim_company'],
    ['silver_statuses', 'dim_status'],
    ['gold_revenue', 'fact_revenue'],
    ['gold_daily_sales', 'fact_daily_sale'],
    ['bronze_orders', 'stg_orders'],
  ])('names %s %s, and back', (medallion, dimensional) => {
    const layer = medallion.split('_')[0] ?? '';
    const folder = { ...SHOP, ...model(layer, medallion, 'select 1') };
    const there = planOf(folder, 'kimball');
    expect(namesOf(there)).toContain(`${medallion} → ${dimensional}`);
    const away = { ...migrated(folder, there), '.floe/migration.json': '{}' };
    expect(namesOf(planOf(away, 'medallion'))).toContain(`${dimensional} → ${medallion}`);
  });

  it('lets suffixes, patterns and further prefixes go with their layer', () => {
    const names = ['raw_orders', 'bronze_items', 'landing_x', 'customers_clean', 'mart_9_revenue'];
    const folder = {
      ...Object.assign({}, ...names.map((name) => model('all', name, 'select 1'))),
      'data-product.yaml': PRODUCT,
      'platform-manifest.yaml': `${MANIFEST}  layers:
    bronze: {prefix: [raw_, bronze_, landing_]}
    silver: {suffix: _clean}
    gold: {pattern: '^mart_[0-9]_(?<stem>.+)$'}
`,
    } as Folder;
    const plan = planOf(folder, 'kimball');
    expect(namesOf(plan)).toEqual([
      ...['bronze_items → stg_items', 'raw_orders → stg_orders', 'customers_clean → customer_clean'],
    ]);
    expect(plan.undecided).toEqual([]);
    expect(migrated(folder, plan)['platform-manifest.yaml']).toContain(`  layers:
    staging: {prefix: [stg_, stg_, landing_]}
    dimensions: {suffix: _clean}
    facts: {pattern: '^mart_[0-9]_(?<stem>.+)$'}
`);
  });

  it('goes where a manifest leads that was changed first, from the pattern that the models are named after', () => {
    const plan = planOf(kimball);
    expect([plan.from, plan.to]).toEqual(['medallion', 'kimball']);
    expect(namesOf(plan)).toHaveLength(3);
    expect(planOf(migrated(kimball, plan))).toMatchObject({ from: 'kimball', to: 'kimball', renames: [], files: [] });
  });

  it('renames files, refs, declarations and what exposes them, and nothing else', () => {
    const folder = {
      ...SHOP,
      'dbt_project.yml': 'name: shop\nmodels:\n  shop:\n    silver:\n      silver_customers: {+materialized: table}\n',
      'models/gold/_gold__models.yml': `version: 2
# silver_customers in a comment stays
exposures:
  - name: dashboard
    depends_on: [ref('silver_customers'), 'ref("shop", "gold_revenue")', "ref('other', 'silver_customers')"]
unit_tests:
  - name: adds_up
    model: gold_revenue
    given: [{input: "ref('silver_customers')"}]
`,
      'models/silver/silver_customers.yml': `version: 2
models:
  - name: "silver_customers"
    meta: {floe: {layer: silver}}
    columns:
      - name: silver_customers
        tests: [{relationships: {to: ref('bronze_customers'), field: id}}]
`,
      'tests/silver_customers.sql': "select 1 from {{ ref( 'silver_customers' , v=2) }} where 'silver_customers' = 1",
      'macros/all.sql': '{% macro all() %}{{ ref("gold_revenue") }}{% endmacro %}',
    };
    const plan = planOf(folder, 'kimball');
    const after = migrated(folder, plan);
    expect(after['platform-manifest.yaml']).toBe('# platform-manifest.yaml\ndata_architecture:\n  pattern: kimball\n');
    expect(after['dbt_project.yml']).toBe(
      'name: shop\nmodels:\n  shop:\n    dimensions:\n      dim_customer: {+materialized: table}\n',
    );
    expect(after['models/facts/_gold__models.yml']).toBe(`version: 2
# silver_customers in a comment stays
exposures:
  - name: dashboard
    depends_on: [ref('dim_customer'), 'ref("shop", "fact_revenue")', "ref('other', 'silver_customers')"]
unit_tests:
  - name: adds_up
    model: fact_revenue
    given: [{input: "ref('dim_customer')"}]
`);
    expect(after['models/dimensions/dim_customer.yml']).toBe(`version: 2
models:
  - name: "dim_customer"
    meta: {floe: {layer: dimensions}}
    columns:
      - name: silver_customers
        tests: [{relationships: {to: ref('stg_customers'), field: id}}]
`);
    expect(after['tests/silver_customers.sql']).toBe(
      "select 1 from {{ ref( 'dim_customer' , v=2) }} where 'silver_customers' = 1",
    );
    expect(after['macros/all.sql']).toBe('{% macro all() %}{{ ref("fact_revenue") }}{% endmacro %}');
    expect(after['models/facts/fact_revenue.sql']).toBe(
      "select * from {{ ref('dim_customer') }} -- not bronze_customers",
    );
    expect(after['data-product.yaml']).toBe(PRODUCT.replace('gold.revenue', 'facts.revenue'));
    expect(Object.keys(after).filter((path) => /bronze|silver\/|gold\//.test(path))).toEqual([]);
  });

  it('moves versions of a model and the files of all of them', () => {
    const folder = {
      ...SHOP,
      'models/silver/silver_customers_v2.sql': 'select 2',
      'models/silver/silver_customers.v3.sql': 'select 3',
      'models/silver/silver_customers.yml': `version: 2
models:
  - name: silver_customers
    latest_version: 2
    versions: [{v: 1, defined_in: silver_customers}, {v: 2}, {v: 3, defined_in: silver_customers.v3}]
`,
    };
    const after = migrated(folder, planOf(folder, 'kimball'));
    expect(
      Object.keys(after)
        .filter((path) => path.includes('dimensions/'))
        .sort(),
    ).toEqual([
      'models/dimensions/dim_customer.sql',
      'models/dimensions/dim_customer.v3.sql',
      'models/dimensions/dim_customer.yml',
      'models/dimensions/dim_customer_v2.sql',
    ]);
    expect(after['models/dimensions/dim_customer.yml']).toContain(
      '{v: 1, defined_in: dim_customer}, {v: 2}, {v: 3, defined_in: dim_customer.v3}',
    );
  });

  it('carries what the manifest states of a layer: prefix, namespace, gates', () => {
    const manifest = `data_architecture:
  pattern: medallion  # our choice
  layers:
    bronze: {prefix: 'sales_bronze_', catalog_namespace: "lake.bronze"}
    gold:
      prefix: sales_gold_
      catalog_namespace: curated
governance: {quality_gates: {gold_layer: {minimum_coverage: 90}}}
`;
    const folder = {
      'data-product.yaml': PRODUCT,
      'platform-manifest.yaml': manifest,
      ...model('bronze', 'sales_bronze_orders', 'select 1'),
      ...model('gold', 'sales_gold_orders', 'select 1'),
    };
    const plan = planOf(folder, 'kimball');
    expect(namesOf(plan)).toEqual(['sales_bronze_orders → sales_stg_orders', 'sales_gold_orders → sales_fact_order']);
    expect(migrated(folder, plan)['platform-manifest.yaml']).toBe(`data_architecture:
  pattern: kimball  # our choice
  layers:
    staging: {prefix: 'sales_stg_', catalog_namespace: "lake.staging"}
    facts:
      prefix: sales_fact_
      catalog_namespace: curated
governance: {quality_gates: {facts_layer: {minimum_coverage: 90}}}
`);
  });

  it('states the pattern where the manifest leaves it to the default, and takes that back', () => {
    for (const text of ['naming: {}\n', 'data_architecture:\n  naming: {case: snake_case}\n', '']) {
      const folder = { ...SHOP, 'platform-manifest.yaml': text };
      const there = migrated(folder, planOf(folder, 'kimball'));
      expect(there['platform-manifest.yaml']).toMatch(/^data_architecture:\n {2}pattern: kimball$/m);
      expect(migrated(there, planOf(there, 'medallion'))).toEqual(folder);
    }
  });

  it('keeps byte order marks, CRLF and quotes', () => {
    const folder = {
      ...SHOP,
      'models/gold/gold_revenue.yml':
        '\uFEFFversion: 2\r\nmodels:\r\n  - name: \'gold_revenue\'\r\n    description: "a"\r\n',
    };
    const after = migrated(folder, planOf(folder, 'kimball'));
    expect(after['models/facts/fact_revenue.yml']).toBe(
      '\uFEFFversion: 2\r\nmodels:\r\n  - name: \'fact_revenue\'\r\n    description: "a"\r\n',
    );
  });
});

describe('what cannot be decided', () => {
  it('decision 18: a rename never collides with a standing name', () => {
    const folder = { ...SHOP, ...model('other', 'dim_customer', 'select 1') };
    const plan = planOf(folder, 'kimball');
    expect(undecidedOf(plan)).toContain("silver_customers: a model 'dim_customer' stands already");
    expect(namesOf(plan)).not.toContain('silver_customers → dim_customer');
  });

  it('two models never become one', () => {
    const folder = { ...SHOP, ...model('silver', 'silver_customer', 'select 1') };
    expect(undecidedOf(planOf(folder, 'kimball'))).toEqual([
      "silver_customer: 'silver_customers' would be named 'dim_customer' too: say in a mapping file which is",
      "silver_customers: 'silver_customer' would be named 'dim_customer' too: say in a mapping file which is",
    ]);
  });

  it('a model of no layer stays as it is, with the reason', () => {
    const folder = { ...SHOP, ...model('marts', 'customers', 'select 1') };
    expect(undecidedOf(planOf(folder, 'kimball'))).toEqual([
      'customers: neither its name nor meta.floe.layer nor its folder names a layer of medallion (bronze, silver, gold)',
    ]);
  });

  it('decision 18: to data_vault only what a mapping file says', () => {
    const plan = planOf(SHOP, 'data_vault');
    expect(plan.renames).toEqual([]);
    expect(undecidedOf(plan)).toEqual([
      "bronze_customers: only a mapping file can say what a model of 'bronze' becomes under data_vault",
      "silver_customers: only a mapping file can say what a model of 'silver' becomes under data_vault",
      "gold_revenue: only a mapping file can say what a model of 'gold' becomes under data_vault",
    ]);
  });

  it('a file that stands where another would go hinders it', () => {
    const folder = { ...SHOP, 'models/staging/stg_customers.yml': 'version: 2\n' };
    expect(planOf(folder, 'kimball').diagnostics).toMatchObject([
      { code: 'MIGRATION_FILE_EXISTS', location: { file: 'models/staging/stg_customers.yml', line: 1, column: 1 } },
    ]);
  });
});

describe('a mapping file', () => {
  const MAPPING = `from: medallion
to: data_vault
layers: {silver: hubs, gold: satellites}
models:
  bronze_customers: link_customer_source
  gold_revenue: sat_revenue
`;
  const folder = { ...SHOP, 'mapping.yaml': MAPPING };

  it('says what becomes of layers and of models, and serves for the way back', () => {
    const there = planOf(folder, 'data_vault');
    expect(namesOf(there)).toEqual([
      'bronze_customers → link_customer_source',
      'silver_customers → hub_customer',
      'gold_revenue → sat_revenue',
    ]);
    expect(there.diagnostics).toEqual([]);
    const away = migrated(folder, there);
    expect(away['platform-manifest.yaml']).toContain('pattern: data_vault');
    const back = planOf(away, 'medallion');
    expect(migrated(away, back)).toEqual(folder);
  });

  it('is told its slips at their place', () => {
    const wrong = `to: data_vault
layer: {}
models:
  bronze_customer: hub_customer
  silver_customers: customers
  gold_revenue:
`;
    const { diagnostics } = planOf({ ...SHOP, 'mapping.yaml': wrong }, 'data_vault');
    expect(diagnostics.map(({ message, hint, location }) => [message, hint, location?.line, location?.column])).toEqual(
      [
        ["The mapping file knows no 'layer'", undefined, 2, 8],
        ["'gold_revenue' has no name to go to", undefined, 6, 16],
        ["No product has a model 'bronze_customer'", 'Did you mean bronze_customers?', 4, 20],
        ["'customers' is no name of a layer of data_vault", undefined, 5, 21],
      ],
    );
  });

  it('that leads elsewhere is refused', () => {
    expect(planOf(folder, 'kimball').diagnostics).toMatchObject([
      { code: 'MIGRATION_MAPPING_INVALID', message: 'The mapping file leads to data_vault, not to kimball' },
    ]);
  });

  it('is asked for where the manifest states layers that nothing takes the place of', () => {
    const manifest = 'data_architecture:\n  pattern: medallion\n  layers:\n    bronze: {prefix: raw_}\n';
    expect(planOf({ ...SHOP, 'platform-manifest.yaml': manifest }, 'data_vault').diagnostics).toMatchObject([
      {
        code: 'MIGRATION_LAYER_UNDECIDED',
        hint: 'Say in a mapping file: layers: { bronze: ... }',
        location: { file: 'platform-manifest.yaml', line: 4, column: 5 },
      },
    ]);
  });
});

describe('what the target lacks', () => {
  it('is what a compilation of the migrated product finds anew', () => {
    const columns = '    columns: [{name: customer_id, tests: [not_null, unique]}]\n';
    const folder = { ...SHOP, ...model('silver', 'silver_customers', 'select 1 as customer_id', columns) };
    const found = (planOf(folder, 'kimball').gaps ?? []).map(({ code, subject }) => `${code} ${subject ?? ''}`);
    expect(found).toContain('QUALITY_MISSING_TEST dim_customer');
    expect(found).not.toContainEqual(expect.stringMatching(/^NAMING|COVERAGE/));
  });

  it('is not told where nobody knows the mesh', () => {
    const input = inputOf(SHOP, 'kimball');
    const products = input.products.map((product) => ({ ...product, mesh: null }));
    expect(planMigration({ ...input, products }).gaps).toBeNull();
  });
});
