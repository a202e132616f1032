import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'NAMING_UNKNOWN_LAYER_PREFIX';

const models = (...names: string[]): string =>
  `# models/m.yml\nmodels:\n${names.map((name) => `  - {name: ${name}, columns: [{name: id, tests: [not_null]}]}\n`).join('')}`;
const pattern = (name: string, more = ''): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: ${name}, naming: {enforcement: strict}${more}}\n`;
const hints = (text: string): (string | undefined)[] => findings(text, CODE).map(({ hint }) => hint);

const HOMELESS = (noun: string): string =>
  `Model appears to be ${noun}, for which this platform has no layer → add one to data_architecture.layers`;

describe(CODE, () => {
  it('finds a model without the prefix of a layer and says which it should be', () => {
    expect(findings(models('stg_orders'), CODE)).toMatchObject([
      {
        severity: 'error',
        message: "'stg_orders' violates naming convention",
        expected: 'bronze_*, silver_*, or gold_* prefix',
        hint: 'Model appears to be staging data → use bronze_orders',
        notes: [
          'Expected: bronze_*, silver_*, or gold_* prefix',
          'Model appears to be staging data → use bronze_orders',
        ],
        subject: 'stg_orders',
      },
    ]);
    expect(placed(models('stg_orders'), CODE)).toEqual([
      'models/m.yml: stg_orders, columns: [{name: id, tests: [not_null]}]}',
    ]);
  });

  it('is silent where the name begins with a prefix', () => {
    expect(told(models('bronze_orders'))).toEqual([]);
  });

  it.each([
    ['medallion', 'raw_orders', 'Model appears to be staging data → use bronze_orders'],
    ['medallion', 'int_orders', 'Model appears to be intermediate data → use silver_orders'],
    ['medallion', 'dim_customer', 'Model appears to be a dimension → use gold_customer'],
    ['medallion', 'fct_orders', 'Model appears to be a fact table → use gold_orders'],
    ['medallion', 'bronz_orders', 'Prefix appears to be misspelt → use bronze_orders'],
    ['kimball', 'fct_orders', 'Model appears to be a fact table → use fact_orders'],
    ['kimball', 'raw_orders', 'Model appears to be staging data → use stg_orders'],
    ['kimball', 'silver_customer', 'Model appears to be cleaned data → use dim_customer'],
    ['data_vault', 't_link_payment', 'Model appears to be a link → use link_payment'],
    [
      'kimball',
      'orders_fct',
      'Model appears to be a fact table → use fact_orders (or state suffix "_fct" of the facts layer)',
    ],
    ['kimball', 'd_customer', 'Model appears to be a dimension → use dim_customer'],
    ['kimball', 'DimCustomer', 'Model appears to be a dimension → use dim_customer'],
    ['kimball', 'FACT_ORDERS', 'Prefix differs from fact_ in case alone → use fact_orders'],
    ['kimball', 'int_orders', HOMELESS('intermediate data')],
    ['kimball', 'report_3', undefined],
    ['data_vault', 'h_customer', 'Model appears to be a hub → use hub_customer'],
    ['data_vault', 'l_customer_order', 'Model appears to be a link → use link_customer_order'],
    ['data_vault', 's_customer', 'Model appears to be a satellite → use sat_customer'],
    [
      'data_vault',
      'customer_h',
      'Model appears to be a hub → use hub_customer (or state suffix "_h" of the hubs layer)',
    ],
    ['data_vault', 'order_l', 'Model appears to be a link → use link_order (or state suffix "_l" of the links layer)'],
    [
      'data_vault',
      'order_s',
      'Model appears to be a satellite → use sat_order (or state suffix "_s" of the satellites layer)',
    ],
    ['data_vault', 'hubs_customer', 'Model appears to be a hub → use hub_customer'],
    ['data_vault', 'Hub_customer', 'Prefix differs from hub_ in case alone → use hub_customer'],
    ['data_vault', 'ma_sat_phone', 'Model appears to be a satellite → use sat_phone'],
    ['data_vault', 'stg_orders', HOMELESS('staging data')],
    ['data_vault', 'v_stg_orders', HOMELESS('staging data')],
    ['medallion', 'v_stg_orders', 'Model appears to be staging data → use bronze_orders'],
    ['medallion', 'base_orders', 'Model appears to be staging data → use bronze_orders'],
    ['medallion', 'agg_orders', 'Model appears to be a report → use gold_orders'],
    ['medallion', 'hub_customer', HOMELESS('a hub')],
    ['medallion', 'h_customer', undefined],
    ['medallion', 'traffic_source', undefined],
    ['medallion', 'orders', undefined],
  ])('under %s suggests for %s: %s', (name, model, hint) => {
    expect(hints(pattern(name) + models(model))).toEqual([hint]);
  });

  it('never suggests a name that is taken', () => {
    expect(hints(models('bronze_orders', 'stg_orders'))).toEqual([
      'Model appears to be staging data → use another bronze_* name, for bronze_orders is taken',
    ]);
  });

  it('never suggests the name of a snapshot, of an alias, or of another suggestion', () => {
    const snapshot = '# snapshots/s.yml\nsnapshots:\n  - {name: bronze_orders, config: {unique_key: id}}\n';
    const alias =
      '# models/a.yml\nmodels:\n  - {name: bronze_b, config: {alias: bronze_customers}, columns: [{name: id, tests: [not_null]}]}\n';
    expect(hints(snapshot + alias + models('stg_orders', 'stg_customers', 'raw_items', 'stg_items'))).toEqual([
      'Model appears to be staging data → use another bronze_* name, for bronze_orders is taken',
      'Model appears to be staging data → use another bronze_* name, for bronze_customers is taken',
      'Model appears to be staging data → use bronze_items',
      'Model appears to be staging data → use another bronze_* name, for bronze_items is taken',
    ]);
  });

  it('never suggests the name of a seed that a model reads', () => {
    const sql = "# models/bronze_b.sql\nselect * from {{ ref('bronze_countries') }}\n";
    const declared = models('bronze_b', 'stg_countries', 'stg_regions');
    expect(hints(sql + declared)).toEqual([
      'Model appears to be staging data → use another bronze_* name, for bronze_countries is taken',
      'Model appears to be staging data → use bronze_regions',
    ]);
  });

  it('shows the first form of each layer where there are many', () => {
    const layers =
      ', layers: {hubs: {prefix: [hub_, h_, hb_], suffix: [_h, _hub]}, links: {prefix: [link_, l_], suffix: [_l, _tl]}}';
    expect(findings(pattern('hybrid', layers) + models('orders'), CODE)).toMatchObject([
      {
        expected: 'hub_* or link_* name, or another of data_architecture.layers',
        details: { expected: ['hub_*', 'h_*', 'hb_*', '*_h', '*_hub', 'link_*', 'l_*', '*_l', '*_tl'] },
      },
    ]);
  });

  it('asks nothing of the time spine, which MetricFlow looks for by its name', () => {
    expect(told(models('metricflow_time_spine'))).toEqual([]);
    expect(findings(models('time_spine_daily'), CODE)).toHaveLength(1);
  });

  it('takes a word of two meanings for a kind without a layer only where the folder says the same', () => {
    const at = (folder: string): string => models('link_payment').replace('models/m.yml', `models/${folder}/m.yml`);
    expect(hints(at('raw_vault/links'))).toEqual([HOMELESS('a link')]);
    expect(hints(at('web'))).toEqual([undefined]);
    expect(hints(pattern('data_vault') + models('raw_material_costs'))).toEqual([undefined]);
  });

  it('lets a model take its own name in another case', () => {
    expect(hints(pattern('data_vault') + models('Hub_customer', 'hub_customer'))).toEqual([
      'Prefix differs from hub_ in case alone → use another hub_* name, for hub_customer is taken',
    ]);
  });

  it('reads the folder where the name says nothing: of a layer, or one that teams use for such models', () => {
    const at = (file: string, name: string): string => models(name).replace('models/m.yml', file);
    expect(hints(at('models/silver/m.yml', 'customers'))).toEqual([
      'Model lies in the silver folder → use silver_customers',
    ]);
    expect(hints(at('models/staging/crm/m.yml', 'customers'))).toEqual([
      'Model lies in the staging folder → use bronze_customers',
    ]);
    expect(hints(at('models/marts/m.yml', 'customers'))).toEqual([
      'Model lies in the marts folder → use gold_customers',
    ]);
    expect(hints(pattern('data_vault') + at('models/raw_vault/sats/m.yml', 'customer'))).toEqual([
      'Model lies in the satellites folder → use sat_customer',
    ]);
    expect(hints(at('models/hubs/m.yml', 'customers'))).toEqual([undefined]);
  });

  it.each([
    ['models/marts/m.yml', 'raw_material_costs', 'Model lies in the marts folder → use gold_raw_material_costs'],
    ['models/marts/m.yml', 'base_salaries', 'Model lies in the marts folder → use gold_base_salaries'],
    ['models/marts/m.yml', 'stg_orders', 'Model appears to be staging data → use bronze_orders'],
    ['models/bronze/m.yml', 'gold_price', 'Model lies in the bronze folder → use bronze_gold_price'],
    ['models/staging/m.yml', 'raw_orders', 'Model appears to be staging data → use bronze_orders'],
    ['models/m.yml', 'raw_orders', 'Model appears to be staging data → use bronze_orders'],
  ])('believes the folder before a word of several meanings: %s %s', (file, name, hint) => {
    const text = models(name).replace('models/m.yml', file);
    const renamed = name === 'gold_price' ? pattern('medallion', ', layers: {gold: {prefix: au_}}') : '';
    expect(hints(renamed + text)).toEqual([hint]);
  });

  it('lets a name that says its layer have the suggestion before one that lies in a folder', () => {
    const text = models('inapp_events', 'stg_inapp_events').replace('models/m.yml', 'models/staging/m.yml');
    expect(hints(text)).toEqual([
      'Model lies in the staging folder → use another bronze_* name, for bronze_inapp_events is taken',
      'Model appears to be staging data → use bronze_inapp_events',
    ]);
  });

  it('does not repeat the word of the domain that all prefixes begin with', () => {
    const layers =
      ', layers: {bronze: {prefix: sales_bronze_}, silver: {prefix: sales_silver_}, gold: {prefix: sales_gold_}}';
    expect(hints(pattern('medallion', layers) + models('sales_stg_orders'))).toEqual([
      'Model appears to be staging data → use sales_bronze_orders',
    ]);
  });

  it("suggests the domain's own prefix", () => {
    const text = pattern('medallion', ', layers: {bronze: {prefix: sales_bronze_}}') + models('bronze_orders');
    expect(findings(text, CODE)).toMatchObject([
      {
        expected: 'sales_bronze_*, silver_*, or gold_* prefix',
        hint: 'Model appears to be raw data → use sales_bronze_orders',
      },
    ]);
  });

  it('is a warning where naming is enforced by warnings, and silent where it is off', () => {
    const under = (enforcement: string): string =>
      `# domain-manifest.yaml\ndata_architecture: {naming: {enforcement: ${enforcement}}}\n${models('stg_orders')}`;
    expect(findings(under('warn'), CODE).map(({ severity }) => severity)).toEqual(['warning']);
    expect(told(under('off'))).toEqual([]);
  });

  describe('does not mislead', () => {
    const inFolder = (folder: string, name: string): string =>
      `# models/${folder}/m.yml\nmodels: [{name: ${name}, columns: [{name: id, tests: [not_null]}]}]\n`;

    it.each([
      ['silver/staging', 'stg_product', 'Model lies in the silver folder → use silver_product'],
      ['staging/silver', 'stg_product', 'Model lies in the silver folder → use silver_product'],
      ['silver/marts', 'dim_customer', 'Model lies in the silver folder → use silver_customer'],
      ['gold/intermediate', 'int_orders', 'Model lies in the gold folder → use gold_orders'],
      ['bronze', 'stg_orders', 'Model appears to be staging data → use bronze_orders'],
      ['marts', 'stg_orders', 'Model appears to be staging data → use bronze_orders'],
      ['active_user_base', 'weekly_users', undefined],
      ['base', 'weekly_users', 'Model lies in the base folder → use bronze_weekly_users'],
    ])('against the folder %s: %s', (folder, name, hint) => {
      expect(hints(inFolder(folder, name))).toEqual([hint]);
    });

    it.each([
      ['active_user_base', undefined],
      ['user_base', undefined],
      ['_int_x', 'Model appears to be intermediate data → use silver_x'],
      ['__stg_x', 'Model appears to be staging data → use bronze_x'],
      ['_silver_x', 'Prefix silver_ does not begin the name → use silver_x'],
      ['bronze_', 'Nothing stands behind the prefix bronze_ → use another bronze_* name'],
    ])('by what a name looks like: %s', (name, hint) => {
      expect(hints(models(name))).toEqual([hint]);
    });

    it.each([
      ['medallion', 'golf_scores', undefined],
      ['medallion', 'river_levels', undefined],
      ['medallion', 'cold_storage', undefined],
      ['medallion', 'slver_orders', 'Prefix appears to be misspelt → use silver_orders'],
      ['medallion', 'sliver_orders', 'Prefix appears to be misspelt → use silver_orders'],
      ['medallion', 'golld_orders', 'Prefix appears to be misspelt → use gold_orders'],
      ['kimball', 'sim_cards', undefined],
      ['kimball', 'fast_lanes', undefined],
      ['kimball', 'sgt_orders', 'Prefix appears to be misspelt → use stg_orders'],
      ['kimball', 'fac_orders', 'Prefix appears to be misspelt → use fact_orders'],
      ['data_vault', 'sap_orders', undefined],
      ['data_vault', 'line_items', undefined],
      ['data_vault', 'hbu_customer', 'Prefix appears to be misspelt → use hub_customer'],
    ])('under %s by a word that is another: %s', (name, modelName, hint) => {
      expect(hints(pattern(name) + models(modelName))).toEqual([hint]);
    });
  });

  describe('with affixes that bring no separator', () => {
    const bare = (form: string): string =>
      `# domain-manifest.yaml\ndata_architecture: {pattern: kimball, naming: {case: ${form}, columns: off}, layers: {facts: {prefix: fact}, dimensions: {suffix: dim}}}\n`;

    it.each([
      ['snake_case', 'fct_orders', 'Model appears to be a fact table → use fact_orders'],
      ['camelCase', 'fct_orders', 'Model appears to be a fact table → use factOrders'],
      ['PascalCase', 'fct_orders', 'Model appears to be a fact table → use factOrders'],
      ['snake_case', 'dimension_customer', 'Model appears to be a dimension → use customer_dim'],
    ])('writes that of the case, %s: %s', (form, name, hint) => {
      expect(hints(bare(form) + models(name))).toEqual([hint]);
    });

    it.each([
      ['snake_case', 'fact_orders'],
      ['snake_case', 'customer_dim'],
      ['camelCase', 'factOrders'],
    ])('takes its names for right in %s: %s', (form, name) => {
      const naming = told(bare(form) + models(name)).filter((each) => each.startsWith('NAMING'));
      expect(naming).toEqual([]);
    });

    it('asks for the separator where a capital parts them', () => {
      expect(findings(bare('snake_case') + models('factOrders'), 'NAMING_CASE')).toMatchObject([
        { expected: 'fact_orders' },
      ]);
    });
  });

  it('has no name to give for a layer that a pattern alone tells', () => {
    const layers = `, layers: {facts: {pattern: '^f[0-9]+_(?<stem>.+)$'}}`;
    expect(hints(pattern('kimball', layers) + models('fct_orders'))).toEqual([
      'Model appears to be a fact table → use a name such as /^f[0-9]+_(?<stem>.+)$/',
    ]);
  });
});
