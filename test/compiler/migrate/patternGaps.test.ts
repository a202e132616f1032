import { describe, expect, it } from 'vitest';
import type { ModelingPattern } from '../../../src/compiler/artifact.js';
import { readDbtProject } from '../../../src/compiler/document/dbt/readDbtProject.js';
import { patternGaps, type GapTarget } from '../../../src/compiler/migrate/migration/patternGaps.js';
import { renderMigration } from '../../../src/compiler/migrate/render/renderMigration.js';
import { planMigration } from '../../../src/compiler/migrate/planMigration.js';
import { inputOf, MANIFEST, model, PRODUCT, type Folder } from './support.js';

const filesOf = (folder: Folder) => Object.entries(folder).map(([path, content]) => ({ path, content }));
const gapsOf = (folder: Folder, pattern: ModelingPattern, target?: GapTarget): string[] => {
  const { project } = readDbtProject({ files: filesOf(folder), dbtManifest: null, transforms: [] });
  return patternGaps(project, pattern, target).map(
    ({ model: name, is, lacks }) => `${name}, ${is}: ${lacks.join(', ')}`,
  );
};
const columns = (...names: readonly string[]): string =>
  `    columns: [${names.map((name) => `{name: ${name}}`).join(', ')}]\n`;
const declared = (name: string, ...names: readonly string[]): Folder => ({
  [`models/${name}.yml`]: `models:\n  - name: ${name}\n${columns(...names)}`,
});

describe('what models lack under kimball', () => {
  it('is a history, in dimensions', () => {
    expect(gapsOf(declared('dim_customer', 'customer_id', 'email'), 'kimball')).toEqual([
      'dim_customer, Type 2 dimension: surrogate_key, effective_from, effective_to, is_current',
    ]);
    const whole = declared(
      'dim_customer',
      'customer_key',
      'customer_id',
      'effective_from',
      'effective_to',
      'is_current',
    );
    expect(gapsOf(whole, 'kimball')).toEqual([]);
  });

  it('is told by the names and layers that models will have', () => {
    const target = {
      names: new Map([['silver_customers', 'dim_customer']]),
      layerNames: new Map([['silver', 'dimensions']]),
    };
    expect(gapsOf(declared('silver_customers', 'customer_id'), 'kimball', target)).toEqual([
      'dim_customer, Type 2 dimension: surrogate_key, effective_from, effective_to, is_current',
    ]);
    const floe = {
      'models/c.yml': `models:\n  - name: customers\n    meta: {floe: {layer: silver}}\n${columns('customer_id')}`,
    };
    expect(gapsOf(floe, 'kimball', target)).toHaveLength(1);
    expect(gapsOf(floe, 'kimball')).toEqual([]);
  });

  it('is nothing where the manifest has dimensions of type 1, where a snapshot keeps history, where nothing is declared', () => {
    const customer = declared('dim_customer', 'customer_id');
    expect(gapsOf(customer, 'kimball', { stated: { dimensions: { scd: { types_allowed: [1] } } } })).toEqual([]);
    expect(
      gapsOf(
        {
          ...customer,
          'models/dim_customer.sql': "select * from {{ ref('snap') }}",
          'snapshots/snap.sql':
            "{% snapshot snap %}{{ config(unique_key='id', strategy='check', check_cols='all') }}select 1{% endsnapshot %}",
        },
        'kimball',
      ),
    ).toEqual([]);
    expect(gapsOf({ 'models/dim_customer.sql': 'select 1 as customer_id' }, 'kimball')).toEqual([]);
  });
});

describe('what models lack under data_vault', () => {
  it('is keys, hubs, a parent and what tells of the loading', () => {
    expect(
      gapsOf(
        {
          ...declared('hub_customer', 'customer_id', 'load_date'),
          ...declared('hub_order', 'order_hk', 'load_date'),
          ...declared('link_customer_order', 'customer_order_hk', 'customer_hk'),
          ...declared('link_nothing', 'amount'),
          ...declared('sat_customer_details', 'city'),
          ...declared('sat_order_details', 'order_hk', 'ldts', 'rsrc', 'amount'),
        },
        'data_vault',
      ),
    ).toEqual([
      'hub_customer, hub: a hash key',
      'hub_order, hub: a business key',
      'link_customer_order, link: a second hub',
      'link_nothing, link: two hubs',
      'sat_customer_details, satellite: a parent, load_date, record_source',
    ]);
  });

  it('is nothing where a macro writes the columns', () => {
    const folder = { ...declared('hub_customer', 'customer_id'), 'models/hub_customer.sql': '{{ ours.hub() }}' };
    expect(gapsOf(folder, 'data_vault')).toEqual([]);
  });

  it('is what the arguments of a known macro leave out', () => {
    const hub = "{{ automate_dv.hub(src_pk='DIGEST', src_ldts='LDTS', src_source='RS', source_model='s') }}";
    const folder = { ...declared('hub_customer', 'digest'), 'models/hub_customer.sql': hub };
    expect(gapsOf(folder, 'data_vault')).toEqual(['hub_customer, hub: a business key']);
  });
});

describe('a plan', () => {
  const folder: Folder = {
    'platform-manifest.yaml': MANIFEST,
    'data-product.yaml': PRODUCT,
    ...model('silver', 'silver_customers', 'select 1 as customer_id', columns('customer_id')),
  };

  it('has what models lack, also where nobody knows the mesh', () => {
    const input = inputOf(folder, 'kimball');
    const plan = planMigration({ ...input, products: input.products.map((each) => ({ ...each, mesh: null })) });
    expect(plan.gaps).toBeNull();
    expect(plan.lacking).toMatchObject([
      { model: 'dim_customer', location: { file: 'models/silver/silver_customers.yml' } },
    ]);
    expect(renderMigration(plan)).toContain(
      'To be added for kimball:\n  dim_customer, a Type 2 dimension: surrogate_key, effective_from, effective_to, and is_current\n',
    );
  });

  it('lacks nothing on the way to medallion', () => {
    const kimball = { ...folder, 'platform-manifest.yaml': MANIFEST.replace('medallion', 'kimball') };
    expect(planMigration(inputOf(kimball, 'medallion')).lacking).toEqual([]);
  });

  it('heeds the type of dimensions that the manifest states', () => {
    const manifest = `${MANIFEST}  layers: {dimensions: {scd: {types_allowed: [1], default_type: 1}}}\n`;
    expect(planMigration(inputOf({ ...folder, 'platform-manifest.yaml': manifest }, 'kimball')).lacking).toEqual([]);
  });
});
