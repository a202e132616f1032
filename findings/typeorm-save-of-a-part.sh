#!/usr/bin/env bash
# TypeORM: what save() returns for an entity of which only some columns are given, and what an empty list of
#   conditions finds.
# Expected: save({ id, price }) updates one column and returns what was given, or the row; where: [] finds nothing, as
#   In([]) does.
# Happens: the row keeps its other columns, but the returned entity has null in each of them: a name that is there
#   reads as null. And where: [] finds every row.
# Versions: typeorm 1.1.1, sql.js 1.17.0 (SQLite).
# So: never answer a mutation with what save() returned; read the row again. Build a condition from a list that may be
#   empty with In(list), not with a list of conditions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact typeorm@1.1.1 sql.js@1.17.0 reflect-metadata@0.2.2
npm pkg get dependencies

cat >run.mjs <<'JS'
import 'reflect-metadata';
import { DataSource, EntitySchema, In } from 'typeorm';

const Product = new EntitySchema({
  name: 'Product',
  columns: {
    id: { type: 'integer', primary: true },
    name: { type: 'varchar', nullable: true },
    price: { type: 'integer', nullable: true },
  },
});
const source = await new DataSource({ type: 'sqljs', entities: [Product], synchronize: true }).initialize();
const products = source.getRepository('Product');
await products.insert([{ id: 1, name: 'orders', price: 1 }, { id: 2, name: 'stock', price: 2 }]);

console.log('returned:', JSON.stringify(await products.save({ id: 1, price: 5 })));
console.log('the row: ', JSON.stringify(await products.findOneBy({ id: 1 })));
console.log('where: []', (await products.find({ where: [] })).length, 'rows');
console.log('In([])', (await products.findBy({ id: In([]) })).length, 'rows');
JS
cat >stated.txt <<'OUT'
returned: {"id":1,"price":5,"name":null}
the row:  {"id":1,"name":"orders","price":5}
where: [] 2 rows
In([]) 0 rows
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
