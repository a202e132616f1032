#!/usr/bin/env bash
# node-sql-parser: the tables and columns it lists for valid queries.
# Expected: tableList and columnList hold names that stand in the query.
# Happens: in the dialect BigQuery, DELETE FROM t is a delete from a table called "from"; in PostgreSQL a typed
#   literal (DATE '2024-01-01') counts as a column called "date"; in Redshift SET a = ... counts as a column called
#   "[object Object]". No error is raised.
# Versions: node-sql-parser 5.4.0.
# So: take columns from the syntax tree, not from these lists, and hold each name against the known columns of the
#   source before it becomes lineage.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact node-sql-parser@5.4.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import parser from 'node-sql-parser';

const queries = [
  ['BigQuery', 'DELETE FROM orders WHERE amount < 0'],
  ['Snowflake', 'DELETE FROM orders'],
  ['PostgreSQL', "SELECT amount, DATE '2024-01-01' AS loaded_on FROM orders"],
  ['Snowflake', "SELECT amount, DATE '2024-01-01' AS loaded_on FROM orders"],
  ['Redshift', 'UPDATE orders SET amount = 0 WHERE id = 1'],
  ['PostgreSQL', 'UPDATE orders SET amount = 0 WHERE id = 1'],
];
for (const [database, sql] of queries) {
  console.log(database, '|', sql);
  try {
    const { tableList, columnList } = new parser.Parser().parse(sql, { database });
    console.log('  tables', tableList.join(', '), '| columns', columnList.join(', '));
  } catch (error) {
    console.log('  refused:', error.name);
  }
}
JS
cat >stated.txt <<'OUT'
BigQuery | DELETE FROM orders WHERE amount < 0
  tables delete::null::FROM | columns select::null::amount
Snowflake | DELETE FROM orders
  refused: SyntaxError
PostgreSQL | SELECT amount, DATE '2024-01-01' AS loaded_on FROM orders
  tables select::null::orders | columns select::null::amount, select::null::DATE
Snowflake | SELECT amount, DATE '2024-01-01' AS loaded_on FROM orders
  tables select::null::orders | columns select::null::amount
Redshift | UPDATE orders SET amount = 0 WHERE id = 1
  tables update::null::orders | columns select::null::id, update::null::[object Object]
PostgreSQL | UPDATE orders SET amount = 0 WHERE id = 1
  tables update::null::orders | columns select::null::amount, select::null::id, update::null::amount
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
