import { stringify } from 'yaml';
import { configMap, namespaceOf, programOf, type KubeObject } from './objects.js';
import { COLLECTOR } from './services.js';

const CONFIG = {
  receivers: {
    otlp: {
      protocols: {
        grpc: { endpoint: `0.0.0.0:${COLLECTOR.grpc}` },
        http: { endpoint: `0.0.0.0:${COLLECTOR.http}` },
      },
    },
  },
  processors: { memory_limiter: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 }, batch: {} },
  exporters: { prometheus: { endpoint: `0.0.0.0:${COLLECTOR.metrics}` }, debug: {} },
  service: {
    pipelines: {
      metrics: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['prometheus'] },
      traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['debug'] },
    },
  },
};

/** The collector of OpenTelemetry that all domains share: metrics for Prometheus; where traces go is yours to say. */
export const collector = (): KubeObject[] => [
  namespaceOf(COLLECTOR.namespace),
  configMap('otel-collector-config', { 'config.yaml': stringify(CONFIG) }),
  ...programOf({
    name: COLLECTOR.name,
    image: 'otel-collector',
    args: ['--config=/etc/otelcol/config.yaml'],
    replicas: 1,
    ports: [
      { name: 'otlp-grpc', port: COLLECTOR.grpc },
      { name: 'otlp-http', port: COLLECTOR.http },
      { name: 'metrics', port: COLLECTOR.metrics },
    ],
    mounts: { 'otel-collector-config': '/etc/otelcol' },
    env: {},
    secrets: [],
  }),
];
