import { describe, expect, it } from 'vitest';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import { EMPTY_MESH } from '../support/mesh.js';
import { findings, placed, told } from './project.js';

const CODE = 'SCD_SNAPSHOT_INCOMPLETE';

const snapshot = (config: string): string =>
  `# snapshots/snap.sql\n{% snapshot snap %}\n{{ config(${config}) }}\nselect * from {{ source('raw', 'customers') }}\n{% endsnapshot %}\n`;

describe(CODE, () => {
  it.each([
    ["unique_key='id', strategy='check'", ['check_cols']],
    ["unique_key='id', strategy='timestamp'", ['updated_at']],
    ["unique_key='id'", ['strategy']],
    ["strategy='timestamp', updated_at='at'", ['unique_key']],
    ["tags=['a']", ['unique_key', 'strategy']],
  ])('finds what %s does not say', (config, missing) => {
    expect(findings(snapshot(config), CODE)).toMatchObject([{ severity: 'error', details: { missing } }]);
  });

  it('finds it in a snapshot of YAML, at its name', () => {
    const text =
      "# snapshots/s.yml\nsnapshots:\n  - name: snap\n    relation: source('raw', 'customers')\n    config: {unique_key: id, strategy: timestamp}\n";
    expect(told(text)).toEqual([`${CODE} snapshot snap states no updated_at`]);
    expect(placed(text, CODE)).toEqual(['snapshots/s.yml: snap']);
  });

  it.each([
    "unique_key='id', strategy='check', check_cols=['a']",
    "unique_key='id', strategy='check', check_cols='all'",
    "unique_key=['id', 'country'], strategy='timestamp', updated_at='at'",
    "unique_key=var('key'), strategy='check', check_cols=columns_of('x')",
    "unique_key='id', strategy='our_own'",
  ])('is silent on %s', (config) => expect(told(snapshot(config))).toEqual([]));

  it('says the same of manifest.json', () => {
    const node = (config: object): string =>
      JSON.stringify({
        metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json', project_name: 'p' },
        nodes: {
          'snapshot.p.snap': {
            resource_type: 'snapshot',
            name: 'snap',
            package_name: 'p',
            original_file_path: 'snapshots/s.sql',
            columns: {},
            depends_on: { nodes: [] },
            refs: [],
            sources: [],
            config,
          },
        },
        sources: {},
      });
    const codes = (config: object): string[] =>
      compileProduct({
        product: {
          path: 'data-product.yaml',
          content:
            'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: real, version: "1.0.0"}\nownership: {team: a, email: a@b}\n',
        },
        files: [{ path: 'platform-manifest.yaml', content: 'data_architecture: {pattern: kimball}' }],
        dbtManifest: node(config),
        environment: 'production',
        mesh: EMPTY_MESH,
      }).diagnostics.map(({ code }) => code);
    expect(codes({ unique_key: 'id', strategy: 'check', check_cols: null })).toEqual([CODE]);
    expect(codes({ unique_key: 'id', strategy: 'check', check_cols: ['a'] })).toEqual([]);
  });
});
