#!/usr/bin/env bash
# Prometheus: the name of a counter in the two text formats of one client library.
# Expected: a counter registered as jobs is called jobs, whichever format a scraper asks for.
# Happens: in the OpenMetrics format prom-client gives it the suffix _total, in the older text format it does not. A
#   counter registered with the suffix has it in both, but its TYPE and HELP lines lack it in OpenMetrics.
# Versions: prom-client 15.1.3.
# So: alerts and SLO rules of a catalog's operator break when the scraper's format changes. Register counters under
#   names that end in _total.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact prom-client@15.1.3
npm pkg get dependencies

cat >run.mjs <<'JS'
import prom from 'prom-client';

for (const [format, type] of [['text', prom.Registry.PROMETHEUS_CONTENT_TYPE], ['OpenMetrics', prom.Registry.OPENMETRICS_CONTENT_TYPE]]) {
  const registry = new prom.Registry(type);
  for (const name of ['jobs', 'compilations_total']) new prom.Counter({ name, help: 'done', registers: [registry] }).inc();
  console.log(`${format}:`);
  for (const line of (await registry.metrics()).split('\n').filter(Boolean)) console.log('  ', line);
}
JS
cat >stated.txt <<'OUT'
text:
   # HELP jobs done
   # TYPE jobs counter
   jobs 1
   # HELP compilations_total done
   # TYPE compilations_total counter
   compilations_total 1
OpenMetrics:
   # HELP jobs done
   # TYPE jobs counter
   jobs_total 1
   # HELP compilations done
   # TYPE compilations counter
   compilations_total 1
   # EOF
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
