#!/usr/bin/env bash
# graphql-jit: fields whose values are methods of the object, as those of a class are.
# Expected: what the default resolver of GraphQL does: a function is called with the arguments. A compiler of queries
#   gives the same answers, sooner.
# Happens: the compiled query reads the property and does not call it; the field is null, and an error says that Int
#   cannot represent a function. With a resolver of its own the field is answered.
# Versions: graphql-jit 0.8.9, graphql 16.15.0.
# So: before compiling queries of a server whose sources are class instances or a root object of functions, give each
#   such field a resolver; a test of one query per type shows it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact graphql-jit@0.8.9 graphql@16.15.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { buildSchema, execute, parse } from 'graphql';
import { compileQuery } from 'graphql-jit';

class Product {
  name = 'orders';
  rows({ of }) {
    return of;
  }
}
const schema = buildSchema('type Query { product: Product } type Product { name: String rows(of: Int): Int }');
const document = parse('{ product { name rows(of: 3) } }');
const show = (title, { data, errors }) =>
  console.log(title, JSON.stringify(data), errors?.map(({ message }) => message.split(':')[0]).join() ?? '');
const rootValue = { product: new Product() };
show('graphql:', await execute({ schema, document, rootValue }));
show('graphql-jit:', await compileQuery(schema, document).query(rootValue, {}, {}));
schema.getType('Product').getFields().rows.resolve = (product, args) => product.rows(args);
show('graphql-jit, with a resolver:', await compileQuery(schema, document).query(rootValue, {}, {}));
JS
cat >stated.txt <<'OUT'
graphql: {"product":{"name":"orders","rows":3}} 
graphql-jit: {"product":{"name":"orders","rows":null}} Int cannot represent non-integer value
graphql-jit, with a resolver: {"product":{"name":"orders","rows":3}} 
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
