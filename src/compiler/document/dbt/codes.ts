import type { DocumentRule } from '../codes.js';

/** Every code that reading a dbt project can give beside those of any YAML document. */
export const dbtRules: readonly DocumentRule[] = [
  {
    code: 'DBT_SCHEMA_INVALID',
    severity: 'error',
    title: 'A dbt schema file is not of the form that dbt reads.',
    why: 'A model whose declaration cannot be read is covered by no test and described by nobody.',
    example: { bad: 'models:\n  - columns: []', good: 'models:\n  - name: bronze_orders\n    columns: []' },
    mend: 'Give every model, source, table and column a `name`, and write lists where dbt expects lists.',
  },
  {
    code: 'DBT_MODEL_DECLARED_TWICE',
    severity: 'error',
    title: 'Two schema files declare one model.',
    why: 'Which of the two holds would be chance; dbt refuses it too.',
    example: {
      bad: 'models:\n  - name: bronze_orders\n  - name: bronze_orders',
      good: 'models:\n  - name: bronze_orders',
    },
    mend: 'Keep one declaration.',
  },
  {
    code: 'DBT_DUPLICATE_KEY',
    severity: 'warning',
    title: 'A key stands twice in one mapping of a dbt file.',
    why: 'dbt takes the last value without a word, and so does this compiler: tests and descriptions under the first are lost.',
    example: {
      bad: 'models:\n  - name: bronze_orders\n    tests: [unique]\n    tests: [not_null]',
      good: 'models:\n  - name: bronze_orders\n    tests: [unique, not_null]',
    },
    mend: 'Put what belongs together under one key, and remove the other.',
  },
  {
    code: 'DBT_MANIFEST_INVALID',
    severity: 'error',
    title: "The dbt manifest is not dbt's target/manifest.json.",
    why: 'Models, tests and lineage are read from it in place of schema YAML.',
    example: { bad: '{"metadata": {}}', good: '{"metadata": {}, "nodes": {}, "sources": {}}' },
    mend: 'Hand in the file that `dbt parse` writes to target/manifest.json, of manifest version 4 or later.',
  },
  {
    code: 'DBT_MANIFEST_TOO_OLD',
    severity: 'error',
    title: 'The dbt manifest is of a schema version before v4 (dbt 1.0).',
    why: 'Older manifests do not say of a test what it tests: what would be found missing may be there.',
    example: {
      bad: '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v3.json"}, "nodes": {}}',
      good: '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"}, "nodes": {}}',
    },
    mend: 'Run `dbt parse` with dbt 1.0 or later, or hand in the project folder without a manifest.',
  },
  {
    code: 'DBT_REF_UNKNOWN',
    severity: 'error',
    title: 'A `ref` names a model, snapshot or seed that is not there.',
    why: 'dbt refuses it, and lineage would be told without the model. A warning where packages are installed that may have it; a name that may be of a file that is not at hand is DBT_REF_NOT_JUDGED.',
    example: {
      bad: "models:\n  - name: bronze_orders\n    columns:\n      - name: customer_id\n        tests: [{relationships: {to: ref('bronze_order'), field: id}}]",
      good: "models:\n  - name: bronze_orders\n    columns:\n      - name: customer_id\n        tests: [{relationships: {to: ref('bronze_orders'), field: id}}]",
    },
    mend: 'Write the name as it is declared. Seeds count where their CSV file or their `seeds:` entry is at hand.',
  },
  {
    code: 'DBT_REF_NOT_JUDGED',
    severity: 'info',
    title: 'A `ref` or `source` names what is not at hand, and may be there all the same.',
    why: 'It may be of an installed package, of another dbt project, of a seed whose file was not handed over, or of any file where there is no dbt_project.yml. Nobody looked whether it is, and lineage ends there.',
    example: {
      bad: "models:\n  - name: bronze_orders\n    columns:\n      - name: country\n        tests: [{relationships: {to: ref('countries'), field: id}}]",
      good: "models:\n  - name: bronze_orders\n    columns:\n      - name: country\n        tests: [{relationships: {to: ref('countries'), field: id}}]\nseeds:\n  - name: countries",
    },
    mend: 'Hand over the files of the project, seeds and dbt_project.yml included; a package or project that is not at hand stays unjudged.',
  },
  {
    code: 'DBT_SOURCE_UNKNOWN',
    severity: 'error',
    title: 'A `source` is declared nowhere.',
    why: 'dbt refuses it, and nobody knows what the model reads.',
    example: {
      bad: "sources:\n  - name: shop\n    tables: [{name: orders}]\nsnapshots:\n  - name: orders_over_time\n    relation: source('shop', 'order')",
      good: "sources:\n  - name: shop\n    tables: [{name: orders}]\nsnapshots:\n  - name: orders_over_time\n    relation: source('shop', 'orders')",
    },
    mend: 'Write source and table as `sources:` declares them, or declare them.',
  },
  {
    code: 'DBT_MANIFEST_NEWER',
    severity: 'warning',
    title: 'The dbt manifest is of a schema version above those that are known (v12).',
    why: 'It is read as the newest known version; what it says in another way would not be seen.',
    example: {
      bad: '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v20.json"}, "nodes": {}}',
      good: '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json"}, "nodes": {}}',
    },
    mend: 'Look whether models, tests and columns are all found, or hand in the project folder without a manifest.',
  },
  {
    code: 'DBT_MANIFEST_EMPTY',
    severity: 'warning',
    title: 'The dbt manifest has no models of its own project.',
    why: "Nodes of installed packages are not the product's: nothing is checked, and that would look like success.",
    example: {
      bad: '{"metadata": {"project_name": "shop"}, "nodes": {}}',
      good: '{"metadata": {"project_name": "shop"}, "nodes": {"model.shop.bronze_orders": {"package_name": "shop", "name": "bronze_orders"}}}',
    },
    mend: 'Run `dbt parse` in the project of the product, and hand in its target/manifest.json.',
  },
];
