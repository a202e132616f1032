#!/usr/bin/env bash
# Search: finding a table by a word of its snake_case name, in two search libraries for JavaScript.
# Expected: both split customer_orders into its words, as they do with customer-orders.
# Happens: lunr splits at spaces and hyphens only, so that "customer" or "orders" finds neither customer_orders nor
#   customer.orders; MiniSearch splits at both, but does not stem, so that "order" finds none. Neither splits
#   customerOrders.
# Versions: lunr 2.3.9, minisearch 7.2.0.
# So: a search over names of tables and columns states its own tokenizer: at _ - . and at changes of case. Test it
#   with the name that users see, not with prose.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact lunr@2.3.9 minisearch@7.2.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import lunr from 'lunr';
import MiniSearch from 'minisearch';

const names = ['customer_orders', 'customer-orders', 'customer.orders', 'customerOrders'];
const mini = new MiniSearch({ fields: ['name'], idField: 'name' });
mini.addAll(names.map((name) => ({ name })));
const index = lunr(function () {
  this.ref('name');
  this.field('name');
  for (const name of names) this.add({ name });
});
const list = (found) => found.sort().join(' ') || 'nothing';
for (const query of ['customer', 'orders', 'order', 'customer_orders', 'customer.orders']) {
  console.log(query);
  console.log('  lunr:', list(index.search(query).map(({ ref }) => ref)));
  console.log('  minisearch:', list(mini.search(query).map(({ id }) => id)));
}
JS
cat >stated.txt <<'OUT'
customer
  lunr: customer-orders
  minisearch: customer-orders customer.orders customer_orders
orders
  lunr: customer-orders
  minisearch: customer-orders customer.orders customer_orders
order
  lunr: customer-orders
  minisearch: nothing
customer_orders
  lunr: customer_orders
  minisearch: customer-orders customer.orders customer_orders
customer.orders
  lunr: customer.orders
  minisearch: customer-orders customer.orders customer_orders
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
