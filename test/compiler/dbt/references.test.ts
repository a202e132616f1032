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

const PACKAGES = '# packages.yml\npackages: [{package: fivetran/geo, version: 1.0.0}]\n';

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
    ['where there are no seeds', "{{ ref('countries') }}", ''],
    [
      'beside packages of macros',
      "{{ ref('countries') }}",
      '# packages.yml\npackages: [{package: dbt-labs/dbt_utils}, {git: "https://x.org/dbt-date.git"}]\n',
    ],
    ['beside other projects', "{{ ref('countries') }}", '# dependencies.yml\nprojects: [{name: geo}]\n'],
    ['with the name of the own project', "{{ ref('acme', 'countries') }}", ''],
  ])('to what resembles nothing are an error %s', (_, from, more) => {
    expect(told(project(`select id from ${from}`, `# dbt_project.yml\nname: acme\n${more}`))).toEqual([
      expect.stringMatching(/^error: There is no model, snapshot or seed/),
    ]);
  });

  it('may be those of installed packages: a warning', () => {
    const text = project("select id from {{ ref('silver_reading') }}", PACKAGES);
    expect(told(text)).toEqual([expect.stringMatching(/^warning: /)]);
  });

  it.each([
    [
      'a package',
      "{{ ref('countries') }}",
      `# dbt_project.yml\nname: acme\n${PACKAGES}`,
      /may be of a package \(fivetran\/geo\)/,
    ],
    [
      'a seed, where seeds are configured',
      "{{ ref('countries') }}",
      '# dbt_project.yml\nname: acme\nseeds: {+schema: raw}\n',
      /may be of a seed whose file is not at hand/,
    ],
    [
      'a seed, by its name',
      "{{ ref('raw_countries') }}",
      '# dbt_project.yml\nname: acme\n',
      /may be of a seed whose file is not at hand/,
    ],
    ['a file, without dbt_project.yml', "{{ ref('countries') }}", '', /may be of a file that is not at hand/],
    [
      'another project',
      "{{ ref('geo', 'countries') }}",
      '# dbt_project.yml\nname: acme\n',
      /models of 'geo' are not judged/,
    ],
    [
      'a package, as a source',
      "{{ source('geo', 'countries') }}",
      `# dbt_project.yml\nname: acme\n${PACKAGES}`,
      /source 'geo.countries' is declared is not judged/,
    ],
  ])('to what may be of %s are said once not to be judged', (_, from, more, message) => {
    const text = project(`select id from ${from} union all select id from ${from}`, more);
    expect(findings(text, 'DBT_REF_NOT_JUDGED')).toMatchObject([
      {
        severity: 'info',
        message: expect.stringMatching(message),
        location: { file: 'models/gold_readings.sql', line: 1 },
      },
    ]);
    expect(told(text)).toHaveLength(1);
  });

  it.each([
    [
      "ref('silver_readings', v=3)",
      "error: There is no version 3 of model 'silver_readings'. Did you mean 'silver_readings, v=1 or v=2'?",
    ],
    [
      "ref('silver_readings', version='9')",
      "error: There is no version 9 of model 'silver_readings'. Did you mean 'silver_readings, v=1 or v=2'?",
    ],
    [
      "ref('gold_readings', v=1)",
      "error: There is no version 1 of model 'gold_readings'. Did you mean 'gold_readings'?",
    ],
  ])('to a version that is not there are an error: %s', (from, message) => {
    const text = project(`select id from {{ ${from} }}`, '# dbt_project.yml\nname: acme\n').replace(
      '{name: silver_readings,',
      '{name: silver_readings, versions: [{v: 1}, {v: 2}],',
    );
    expect(told(text)).toEqual([message]);
  });

  it.each([
    ['seeds', "{{ ref('countries') }}", '# seeds/countries.csv\nid,name\n'],
    ['seeds that are declared', "{{ ref('countries') }}", '# models/seeds.yml\nseeds: [{name: countries}]\n'],
    [
      'models of other projects at hand',
      "{{ ref('geo', 'countries') }}",
      '# geo/dbt_project.yml\nname: geo\n# geo/models/countries.sql\nselect 1 as id\n',
    ],
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
      'what gives columns that it does not name',
      "# models/silver_people.sql\nselect unnest({'contact': mail}) from {{ ref('bronze_people') }}\n",
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
