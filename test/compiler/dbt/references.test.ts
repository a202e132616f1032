import { describe, expect, it } from 'vitest';
import { compile, findings, placed } from '../rules/project.js';

const project = (model: string, more = '', yaml = ''): string => `# models/m.yml
sources: [{name: shop, tables: [{name: orders}]}]
models:
  - {name: silver_readings, columns: [{name: id, tests: [not_null, unique]}]}
  - {name: gold_readings, columns: [{name: id, tests: [not_null, unique${yaml}]}]}
# models/silver_readings.sql
select id from {{ source('shop', 'orders') }}
# models/gold_readings.sql
${model}
${more}`;

const told = (text: string): (string | undefined)[] =>
  compile(text)
    .diagnostics.filter(({ code }) => /^DBT_/.test(code))
    .map(({ severity, message, hint }) => `${severity}: ${message}. ${hint ?? ''}`);

describe('references of a dbt project', () => {
  it('to a model that is not there are an error with what was meant, at its place', () => {
    const text = project("select id\nfrom {{ ref('silver_reading') }}");
    expect(findings(text, 'DBT_REF_UNKNOWN')).toMatchObject([
      {
        severity: 'error',
        message: "There is no model, snapshot or seed 'silver_reading'",
        hint: "Did you mean 'silver_readings'?",
        subject: 'gold_readings',
        location: { file: 'models/gold_readings.sql', line: 2 },
      },
    ]);
    expect(placed(text, 'DBT_REF_UNKNOWN')[0]).toMatch(/^models\/gold_readings\.sql: ref\('silver_reading'\)/);
  });

  it.each([
    ['a relationship', project('select 1 as id', '', ", {relationships: {to: ref('silver_readngs'), field: id}}")],
    [
      'a snapshot',
      project('select 1 as id', "# models/s.yml\nsnapshots:\n  - {name: s, relation: ref('silver_reading')}\n"),
    ],
  ])('of %s are held to the same', (_, text) => {
    expect(told(text)).toEqual([
      expect.stringMatching(/^error: There is no model, snapshot or seed .*Did you mean 'silver_readings'/),
    ]);
  });

  it('to a source that nobody declares are an error with what was meant', () => {
    expect(told(project("select id from {{ source('shop', 'order') }}"))).toEqual([
      "error: No source 'shop.order' is declared. Did you mean 'shop.orders'?",
    ]);
  });

  it.each([
    ['of a layer, which no seed is', "{{ ref('silver_countries') }}", ''],
    ['where the seeds are at hand', "{{ ref('countries') }}", '# seeds/cities.csv\nid\n'],
  ])('to what resembles nothing are an error %s', (_, from, more) => {
    expect(told(project(`select id from ${from}`, `# dbt_project.yml\nname: acme\n${more}`))).toEqual([
      expect.stringMatching(/^error: There is no model, snapshot or seed/),
    ]);
  });

  it('may be those of installed packages: a warning', () => {
    const text = project("select id from {{ ref('silver_reading') }}", '# packages.yml\npackages: []\n');
    expect(told(text)).toEqual([expect.stringMatching(/^warning: /)]);
  });

  it.each([
    ['what may be a seed', "{{ ref('countries') }}", ''],
    ['seeds', "{{ ref('countries') }}", '# seeds/countries.csv\nid,name\n'],
    ['seeds that are declared', "{{ ref('countries') }}", '# models/seeds.yml\nseeds: [{name: countries}]\n'],
    ['models of other projects', "{{ ref('other', 'countries') }}", ''],
    ['what Jinja comments out', "{# {{ ref('silver_reading') }} #} {{ ref('silver_readings') }}", ''],
    [
      'what a macro hands on',
      "{{ newest(ref('silver_readings')) }}",
      '# macros/newest.sql\n{% macro newest(r) %}{{ r }}{% endmacro %}\n',
    ],
  ])('to %s are no finding', (_, from, more) => {
    expect(told(project(`select id from ${from}`, `# dbt_project.yml\nname: acme\n${more}`))).toEqual([]);
  });
});

describe('classified values', () => {
  const PII = 'meta: {floe: {classification: pii, encrypted: true, masked_in_non_prod: true, retention_days: 9}}';
  const flow = (more: string): string => `# dbt_project.yml
name: acme
# models/m.yml
models:
  - {name: bronze_people, columns: [{name: mail, tests: [not_null, unique], ${PII}}]}
  - {name: silver_people, columns: [{name: contact, tests: [not_null, unique], meta: {floe: {classification: public}}}]}
${more}`;

  it.each([
    [
      'a snapshot in YAML',
      "# models/s.yml\nsnapshots:\n  - {name: people_over_time, relation: ref('bronze_people'), config: {strategy: check, unique_key: mail, check_cols: all}}\n# models/silver_people.sql\nselect mail as contact from {{ ref('people_over_time') }}\n",
    ],
    [
      'a ref with the name of the own project',
      "# models/silver_people.sql\nselect mail as contact from {{ ref('acme', 'bronze_people') }}\n",
    ],
    [
      'a macro of the project',
      "# macros/people.sql\n{% macro people() %}(select mail from {{ ref('bronze_people') }}){% endmacro %}\n# models/silver_people.sql\nselect mail as contact from {{ people() }} p\n",
    ],
    [
      'dbt_utils.deduplicate',
      "# models/silver_people.sql\nwith p as ({{ dbt_utils.deduplicate(relation=ref('bronze_people'), partition_by='mail', order_by='mail desc') }})\nselect mail as contact from p\n",
    ],
    [
      'dbt_utils.union_relations',
      "# models/silver_people.sql\nwith p as ({{ dbt_utils.union_relations(relations=[ref('bronze_people')]) }})\nselect mail as contact from p\n",
    ],
  ])('are followed through %s', (_, more) => {
    expect(findings(flow(more), 'GOVERNANCE_CLASSIFICATION_WEAKENED')).toMatchObject([
      { severity: 'error', details: { origin: 'bronze_people.mail' } },
    ]);
  });

  it.each([
    "dbt_utils.generate_surrogate_key(['mail'])",
    "dbt_utils.surrogate_key(['mail'])",
    "dbt.hash('mail')",
    "automate_dv.hash('mail', 'x')",
  ])('are hashed by %s: a warning, as by md5', (macro) => {
    const text = flow(`# models/silver_people.sql\nselect {{ ${macro} }} as contact from {{ ref('bronze_people') }}\n`);
    expect(findings(text, 'GOVERNANCE_CLASSIFICATION_WEAKENED')).toMatchObject([{ severity: 'warning' }]);
  });
});
