#!/usr/bin/env bash
# Cube's data models in YAML: braces in a description.
# Expected: `description` is text for people, kept as it is written.
# Happens: braces are references there too, as in `sql`. A path such as /orders/{id} ends the compilation with
#   "id is not defined"; {open, closed} makes the description null, which "must be a string".
# Versions: @cubejs-backend/schema-compiler 1.7.43.
# So: who writes models from descriptions of others (contracts, dbt) has to take the braces out, or put them otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @cubejs-backend/schema-compiler@1.7.43
npm pkg get dependencies

cat >run.cjs <<'JS'
const { prepareCompiler } = require('@cubejs-backend/schema-compiler');

async function told(description) {
  const cubes = [
    {
      name: 'orders',
      sql_table: 'orders',
      description,
      dimensions: [{ name: 'id', sql: 'id', type: 'string', primary_key: true, public: true }],
    },
  ];
  const files = [{ fileName: 'orders.yml', content: JSON.stringify({ cubes }) }];
  // Its native part renders Jinja and runs Python, of which this model has none.
  const nativeInstance = { newJinjaEngine: () => ({}), loadPythonContext: async () => ({}) };
  const repository = { localPath: () => __dirname, dataSchemaFiles: async () => files };
  const { compiler, metaTransformer } = prepareCompiler(repository, { nativeInstance });
  try {
    await compiler.compile();
    return metaTransformer.cubes[0].config.description;
  } catch (error) {
    return error.message.split('\n').find((line) => /not defined|must be/.test(line))?.split('. ')[0] ?? error.message;
  }
}

(async () => {
  for (const text of ['Orders of customers', 'Served at /orders/{id}', 'One of {open, closed}'])
    console.log(`${text} -> ${await told(text)}`);
})();
JS

export CUBEJS_TRANSPILATION_NATIVE=false CUBEJS_TESSERACT_SQL_PLANNER=false
cat >expected.txt <<'TXT'
Orders of customers -> Orders of customers
Served at /orders/{id} -> id is not defined
One of {open, closed} -> orders cube: (description = null) must be a string
TXT
node run.cjs 2>/dev/null | tee seen.txt
diff expected.txt seen.txt >/dev/null || { echo 'changed:'; diff expected.txt seen.txt; exit 1; }
