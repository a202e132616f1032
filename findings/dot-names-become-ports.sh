#!/usr/bin/env bash
# DOT: a lineage graph whose nodes are versioned names, sales.orders:v1, written with ts-graphviz.
# Expected: the library quotes a name given as a string, so that the graph has the nodes that were named.
# Happens: in g.node() it does; in g.edge() the text after the colon becomes a port, so that orders:v1 and orders:v2
#   are one node, sales.orders, beside two nodes without an edge. Graphviz draws it without a warning. Node objects in
#   place of strings keep the names.
# Versions: ts-graphviz 3.0.7, drawn by @viz-js/viz 3.31.0.
# So: make edges from the objects that node() returns, or keep colons out of identifiers and put the name into the
#   label.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact ts-graphviz@3.0.7 @viz-js/viz@3.31.0
npm pkg get dependencies

cat >run.mjs <<'JS'
import { Digraph, toDot } from 'ts-graphviz';
import { instance } from '@viz-js/viz';

const viz = await instance();
const drawn = (graph) => {
  const { objects, edges } = viz.renderJSON(toDot(graph));
  const lines = edges.map(({ tail, head }) => `${objects[tail].name} -> ${objects[head].name}`);
  return `nodes ${objects.map(({ name }) => name).join(', ')} | edges ${lines.join(', ')}`;
};
const versions = ['sales.orders:v1', 'sales.orders:v2'];

const byText = new Digraph();
for (const name of versions) {
  byText.node(name);
  byText.edge([name, 'gold']);
}
console.log('edges by text:', drawn(byText));

const byNode = new Digraph();
const gold = byNode.node('gold');
for (const name of versions) byNode.edge([byNode.node(name), gold]);
console.log('edges by node:', drawn(byNode));
JS
cat >stated.txt <<'OUT'
edges by text: nodes sales.orders:v1, sales.orders:v2, sales.orders, gold | edges sales.orders -> gold, sales.orders -> gold
edges by node: nodes gold, sales.orders:v1, sales.orders:v2 | edges sales.orders:v1 -> gold, sales.orders:v2 -> gold
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
