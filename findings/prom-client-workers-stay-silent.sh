#!/usr/bin/env bash
# prom-client: workers of a cluster that say nothing when they are asked.
# Expected: a worker that loads prom-client, or names its registries by AggregatorRegistry.setRegistries as the README says,
#   answers the primary's clusterMetrics().
# Happens: it does not. What answers is attached where an AggregatorRegistry is constructed, in the worker too; until then
#   the primary waits five seconds and ends with "Operation timed out.", though every worker has its metrics.
# Versions: prom-client 15.1.3.
# So: a server of several processes constructs an AggregatorRegistry in each of them, and uses that of the primary alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact prom-client@15.1.3
npm pkg get dependencies

cat >run.cjs <<'JS'
const cluster = require('node:cluster');
const { AggregatorRegistry, Counter, register } = require('prom-client');

// What a worker does beside counting one.
const ways = {
  'loads prom-client': () => undefined,
  'names its registry': () => AggregatorRegistry.setRegistries(register),
  'constructs an AggregatorRegistry': () => new AggregatorRegistry(),
};

async function ask(way) {
  const worker = cluster.fork({ WAY: way });
  await new Promise((resolve) => worker.once('message', resolve));
  const told = await new AggregatorRegistry().clusterMetrics().then(
    (text) => /^events_total \d+$/m.exec(text)?.[0] ?? 'nothing',
    (error) => error.message,
  );
  console.log(`a worker that ${way} | ${told}`);
  worker.kill();
  await new Promise((resolve) => worker.once('exit', resolve));
}

if (cluster.isPrimary) {
  (async () => {
    for (const way of Object.keys(ways)) await ask(way);
  })();
} else {
  new Counter({ name: 'events_total', help: 'Events' }).inc();
  ways[process.env.WAY]();
  process.send('counted');
}
JS
cat >stated.txt <<'OUT'
a worker that loads prom-client | Operation timed out.
a worker that names its registry | Operation timed out.
a worker that constructs an AggregatorRegistry | events_total 1
OUT

node run.cjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
