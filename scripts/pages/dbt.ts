import { KNOWN_TESTS } from '../../src/compiler/facts/columns/dbtTests.js';
import { READINGS } from '../../src/compiler/facts/columns/primaryKey.js';
import { REQUIRED_TESTS } from '../../src/compiler/facts/columns/requiredTests.js';

const HEAD = `# dbt

What the compiler reads of a dbt project, and how a model comes by each required test. The tables are printed from the code
(\`npm run generate\`). Nothing is executed: Jinja in SQL and YAML is text.

## The folder

| file | what is read |
|---|---|
| \`dbt_project.yml\` | name, \`model-paths\`, \`snapshot-paths\`, \`seed-paths\`, \`packages-install-path\`, \`target-path\`; under \`models:\`, \`snapshots:\`, \`sources:\`, \`data_tests:\` the configuration of each folder, with and without \`+\` |
| schema YAML below those paths | \`models\` with columns, \`tests:\` and \`data_tests:\`, \`config\`, \`meta\`, \`constraints\`, \`versions\`, \`access\`, \`group\`; \`snapshots\`; \`sources\` with \`freshness\`; the primary entity of \`semantic_models\`, and since dbt 1.12 of a column (\`entity: {type: primary}\`) or of \`derived_semantics\` |
| SQL | \`ref\`, \`source\`, literal arguments of \`config(...)\`, \`{% snapshot %}\` blocks |
| Python models | \`dbt.ref\`, \`dbt.source\`, \`dbt.config\` |

Configuration goes from dbt_project.yml (folder by folder) to schema YAML to \`config(...)\` in the code; the later wins,
\`tags\` add up, \`meta\` is merged key by key. \`enabled: false\` at any of them takes the model out. \`exposures\`, \`metrics\`,
\`saved_queries\`, \`unit_tests\`, \`seeds\` and \`macros\` are passed over. Without a dbt_project.yml every folder counts that is
not one of dbt's for something else (\`macros\`, \`tests\`, \`seeds\`, \`target\`, \`dbt_packages\` ...). A folder may hold several
projects; \`ref('other_project', 'x')\` finds the model of the one beside. The product's \`transforms\` say which folders are its
own: schema YAML elsewhere declares no models of it, and beside a dbt project only what a transform names is a model.
Python is one where it defines \`model\`. Of a model's versions the latest stands for it, or where that is disabled the highest
that is not. A key that stands twice in one mapping is \`DBT_DUPLICATE_KEY\`, one warning a file; its last value counts.

## The manifest

\`target/manifest.json\` in schema versions v4 to v12, also where a file does not hold to its own schema (dbt Fusion writes
such). It gives the findings that its folder gives. Where the folder's files are handed in too, findings stand where they
stand in the files, else at the first line of the model's file. Nodes of installed packages are left out. An older manifest
is refused with \`DBT_MANIFEST_TOO_OLD\`, a later one read as v12 with the warning \`DBT_MANIFEST_NEWER\`; without nodes of its
own project it says so (\`DBT_MANIFEST_EMPTY\`). Anything else is refused with \`DBT_MANIFEST_INVALID\` and what it is.

## Other artifacts

They are taken from \`target/\` beside the project and are never asked for.

| file | what it tells |
|---|---|
| \`catalog.json\` | the type of a declared column that gives no \`data_type\` |
| \`run_results.json\` | tests that failed in the last run (\`QUALITY_TEST_FAILED\`, a warning) |
| \`sources.json\` | sources found stale by the last \`dbt source freshness\` (\`QUALITY_SOURCE_STALE\`, a warning) |
`;

/** docs/dbt.md: the tables of required tests, printed from the tables that the rules ask. */
export function dbtPage(): string {
  const required = Object.entries(REQUIRED_TESTS).flatMap(([name, { promises, ways }]) =>
    ways.map(
      ({ words }, index) => `| ${index === 0 ? `\`${name}\`` : ''} | ${index === 0 ? promises : ''} | ${words} |`,
    ),
  );
  const tests = KNOWN_TESTS.map(
    ({ test, means, columns }) =>
      `| \`${test}\` | ${means.join(', ')} | ${columns === undefined ? '' : `\`${columns}\``} |`,
  );
  return `${HEAD}
## Required tests

Any one of the ways is enough. A dbt test of the very name counts too, on the model or any of its columns.
\`governance.quality_gates.test_aliases\` adds dbt tests that count: \`test_aliases: {freshness: [our_package.is_fresh]}\`.
Any other name asks for a dbt test of that name.

| required test | what it promises | how a model has it |
|---|---|---|
${required.join('\n')}

## The primary key

The first of these that tells one (decision 6); the finding of a missing test names the columns and which of them it was.

${READINGS.map(({ because }, index) => `${index + 1}. ${because}`).join('\n')}

The usual names are \`id\`, and \`<entity>_id\`, \`_key\`, \`_hk\`, \`_sk\`; the entity is the name without the prefix of its layer or
another usual one, what stands behind the source (\`stg_stripe__payments\`: \`payment_id\`), or the whole name
(\`dim_geo_id\`), singular or plural. A Type 2 dimension has no key by its name (docs/scd.md).

## What dbt's tests mean

A name with its package counts with that package alone, a bare one with any. Tests that are disabled do not count, by
themselves or by \`data_tests: {+enabled: false}\` in dbt_project.yml. \`unique\` of an expression is about the columns that it
joins: \`(country || '-' || order_id)\`, \`concat(a, b)\`.

| test | means | names its columns in |
|---|---|---|
${tests.join('\n')}
`;
}
