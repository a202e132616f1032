#!/usr/bin/env bash
# OpenTelemetry and Prometheus: metrics of the one, written for the other by the JavaScript exporter.
# Expected: as OpenTelemetry's rules for Prometheus say: attributes that differ only in . and _ become one label with
#   both values, and a unit such as By is a suffix of the name, bytes.
# Happens: the label stands twice in one sample, which Prometheus refuses to scrape. The unit is not in the name but
#   in a UNIT line, as "By", for a name that does not end in it.
# Versions: @opentelemetry/exporter-prometheus 0.223.0, @opentelemetry/sdk-metrics 2.12.1.
# So: attributes of one metric follow one spelling (data.product, never beside data_product), and names for Prometheus
#   carry their unit by hand.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  @opentelemetry/exporter-prometheus@0.223.0 @opentelemetry/sdk-metrics@2.12.1 @opentelemetry/api@1.9.1
npm pkg get dependencies

cat >run.mjs <<'JS'
import prometheus from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

const exporter = new prometheus.PrometheusExporter({ preventServerStart: true });
const meter = new MeterProvider({ readers: [exporter] }).getMeter('catalog');
meter.createCounter('contract.breaches').add(1, { 'data.product': 'orders', data_product: 'stock' });
meter.createCounter('scan.size', { unit: 'By' }).add(5);
const { resourceMetrics } = await exporter.collect();
const text = new prometheus.PrometheusSerializer().serialize(resourceMetrics);
for (const line of text.split('\n').filter((each) => /contract|scan/.test(each))) console.log(line);
JS
cat >stated.txt <<'OUT'
# HELP contract_breaches_total description missing
# TYPE contract_breaches_total counter
contract_breaches_total{data_product="orders",data_product="stock",otel_scope_name="catalog"} 1
# HELP scan_size_total description missing
# UNIT scan_size_total By
# TYPE scan_size_total counter
scan_size_total{otel_scope_name="catalog"} 5
OUT

node run.mjs | tee seen.txt
diff stated.txt seen.txt || { echo "changed: < was stated, > was seen"; exit 1; }
echo "as stated"
