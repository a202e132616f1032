#!/usr/bin/env bash
# TypeORM: what a migration's addColumn leaves of a SQLite table's indexes and triggers.
# Expected: a column more, as ALTER TABLE ... ADD COLUMN gives, which SQLite does in place.
# Happens: the table is copied, and what TypeORM's model of an index has no word for is lost without an error. An index
#   over an expression comes back over "null", which SQLite takes for a text where no column has the name: where it is
#   unique, the table can hold one row from then on. NOCASE and DESC are gone, so a unique index without case admits
#   names that differ by it. Triggers are gone.
# Versions: typeorm 1.1.1, sql.js 1.17.0 (SQLite).
# So: where SQLite can alter a table in place, write the statement; hold the indexes and triggers of a migrated store by a test.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact typeorm@1.1.1 sql.js@1.17.0 reflect-metadata@0.2.2
npm pkg get dependencies

cat >run.mjs <<'JS'
import 'reflect-metadata';
import { DataSource, TableColumn } from 'typeorm';

const TABLE = ['CREATE TABLE products (id integer PRIMARY KEY, fqn text NOT NULL, live integer)', 'CREATE TABLE told (id integer)'];
const MADE = {
  plain: 'CREATE UNIQUE INDEX plain ON products (fqn)',
  partial: 'CREATE UNIQUE INDEX partial ON products (fqn) WHERE live = 1',
  descending: 'CREATE INDEX descending ON products (fqn DESC)',
  nocase: 'CREATE UNIQUE INDEX nocase ON products (fqn COLLATE NOCASE)',
  expression: 'CREATE UNIQUE INDEX expression ON products (lower(fqn))',
  trigger: 'CREATE TRIGGER trigger AFTER INSERT ON products BEGIN INSERT INTO told VALUES (new.id); END',
};
const ADDED = {
  'TypeORM': (runner) => runner.addColumn('products', new TableColumn({ name: 'ref', type: 'text', isNullable: true })),
  'a statement': (runner) => runner.query('ALTER TABLE products ADD COLUMN ref text'),
};

async function afterwards(made, add) {
  const source = await new DataSource({ type: 'sqljs' }).initialize();
  const runner = source.createQueryRunner();
  for (const statement of [...TABLE, MADE[made]]) await runner.query(statement);
  await add(runner);
  const [left] = await runner.query(`SELECT sql FROM sqlite_master WHERE name = '${made}'`);
  return { runner, left: left?.sql.replaceAll('"', made === 'expression' ? '"' : '').trim() ?? 'gone' };
}

for (const [by, add] of Object.entries(ADDED))
  for (const made of Object.keys(MADE)) console.log(`${by} | ${made} | ${(await afterwards(made, add)).left}`);
for (const [made, fqns] of [['expression', ['sales.orders', 'sales.returns']], ['nocase', ['sales.orders', 'Sales.Orders']]])
  for (const [by, add] of Object.entries(ADDED)) {
    const { runner } = await afterwards(made, add);
    const insert = (fqn) => runner.query(`INSERT INTO products (fqn) VALUES ('${fqn}')`).then(() => 'taken', (error) => error.message);
    console.log(`${by} | ${made} | ${fqns[0]} ${await insert(fqns[0])} | ${fqns[1]} ${await insert(fqns[1])}`);
  }
JS
cat >stated.txt <<'OUT'
TypeORM | plain | CREATE UNIQUE INDEX plain ON products (fqn)
TypeORM | partial | CREATE UNIQUE INDEX partial ON products (fqn) WHERE live = 1
TypeORM | descending | CREATE INDEX descending ON products (fqn)
TypeORM | nocase | CREATE UNIQUE INDEX nocase ON products (fqn)
TypeORM | expression | CREATE UNIQUE INDEX "expression" ON "products" ("null")
TypeORM | trigger | gone
a statement | plain | CREATE UNIQUE INDEX plain ON products (fqn)
a statement | partial | CREATE UNIQUE INDEX partial ON products (fqn) WHERE live = 1
a statement | descending | CREATE INDEX descending ON products (fqn DESC)
a statement | nocase | CREATE UNIQUE INDEX nocase ON products (fqn COLLATE NOCASE)
a statement | expression | CREATE UNIQUE INDEX expression ON products (lower(fqn))
a statement | trigger | CREATE TRIGGER trigger AFTER INSERT ON products BEGIN INSERT INTO told VALUES (new.id); END
TypeORM | expression | sales.orders taken | sales.returns UNIQUE constraint failed: index 'expression'
a statement | expression | sales.orders taken | sales.returns taken
TypeORM | nocase | sales.orders taken | Sales.Orders taken
a statement | nocase | sales.orders taken | Sales.Orders UNIQUE constraint failed: products.fqn
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
