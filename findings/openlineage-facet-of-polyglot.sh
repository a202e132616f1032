#!/usr/bin/env bash
# OpenLineage: the column lineage that @polyglot-sql/sdk writes for columns which only decide about an output.
# Expected: the facet that it names, ColumnLineageDatasetFacet 1-2-0, has the type INDIRECT for them, with subtypes in
#   the documentation: CONDITIONAL for the test of a CASE, WINDOW for PARTITION BY, FILTER for WHERE.
# Happens: tests and partitions are DIRECT transformations, like the values themselves, and columns of WHERE and JOIN
#   are in no edge. Only the second arm of EXCEPT is INDIRECT.
# Versions: @polyglot-sql/sdk 0.12.1.
# So: from this facet a masked value cannot be told from a value that only steers. Trace the spread of personal data
#   from the query itself, and do not read the absence of an edge as independence.
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
  'SELECT CASE WHEN vip THEN net ELSE gross END AS price FROM orders',
  'SELECT row_number() OVER (PARTITION BY customer ORDER BY placed) AS position FROM orders',
  'SELECT net AS price FROM orders WHERE vip',
  'SELECT net AS price FROM orders EXCEPT SELECT net FROM returned',
]) {
  const { facet } = openLineageColumnLineage(`CREATE TABLE prices AS ${sql}`, {
    dialect: 'postgresql',
    producer: 'https://example.com/producer',
    datasetNamespace: 'warehouse',
  });
  console.log(sql, '|', facet._schemaURL.split('/').slice(-2).join('/'));
  for (const { inputFields } of Object.values(facet.fields))
    for (const { name, field, transformations } of inputFields)
      console.log(`  ${name}.${field}: ${transformations.map(({ type, subtype }) => `${type} ${subtype}`).join(', ')}`);
}
JS
cat >stated.txt <<'OUT'
SELECT CASE WHEN vip THEN net ELSE gross END AS price FROM orders | 1-2-0/ColumnLineageDatasetFacet.json
  orders.gross: DIRECT TRANSFORMATION
  orders.net: DIRECT TRANSFORMATION
  orders.vip: DIRECT TRANSFORMATION
SELECT row_number() OVER (PARTITION BY customer ORDER BY placed) AS position FROM orders | 1-2-0/ColumnLineageDatasetFacet.json
  orders.customer: DIRECT TRANSFORMATION
  orders.placed: DIRECT TRANSFORMATION
SELECT net AS price FROM orders WHERE vip | 1-2-0/ColumnLineageDatasetFacet.json
  orders.net: DIRECT IDENTITY
SELECT net AS price FROM orders EXCEPT SELECT net FROM returned | 1-2-0/ColumnLineageDatasetFacet.json
  orders.net: DIRECT TRANSFORMATION
  returned.net: INDIRECT FILTER
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
