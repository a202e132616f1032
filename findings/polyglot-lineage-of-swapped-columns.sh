#!/usr/bin/env bash
# @polyglot-sql/sdk: column lineage of a query that swaps two columns.
# Expected: in SELECT a AS b, b AS a, each output comes from one source column: b from a, a from b. PostgreSQL lets no
#   expression of a SELECT list see the list's own aliases, and where a warehouse does, the source's column wins.
# Happens: the second is followed through the first one's alias, so both outputs are said to come from a; the real
#   source b is in no edge. Success is reported, without a warning.
# Versions: @polyglot-sql/sdk 0.12.1.
# So: lineage of renaming models is only safe where no alias repeats the name of a source column. Qualified columns
#   (t.b AS a) are traced rightly: qualify them before asking.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact @polyglot-sql/sdk@0.12.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import { openLineageColumnLineage } from '@polyglot-sql/sdk';

for (const sql of [
  'SELECT a AS b, b AS a FROM t',
  'SELECT net AS gross, gross AS total FROM t',
  'SELECT t.a AS b, t.b AS a FROM t',
]) {
  const { success, facet, warnings } = openLineageColumnLineage(`CREATE TABLE z AS ${sql}`, {
    dialect: 'postgresql',
    producer: 'https://example.com/producer',
    datasetNamespace: 'warehouse',
  });
  console.log(sql, '| success', success, '| warnings', warnings.length);
  for (const [output, { inputFields }] of Object.entries(facet.fields))
    console.log('  ', output, '<-', inputFields.map(({ name, field }) => `${name}.${field}`).join(', '));
}
JS
cat >stated.txt <<'OUT'
SELECT a AS b, b AS a FROM t | success true | warnings 0
   a <- t.a
   b <- t.a
SELECT net AS gross, gross AS total FROM t | success true | warnings 0
   gross <- t.net
   total <- t.net
SELECT t.a AS b, t.b AS a FROM t | success true | warnings 0
   a <- t.b
   b <- t.a
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
