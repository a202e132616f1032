import { randomUUID } from 'node:crypto';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  type Resource,
} from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Metrics } from '../telemetry/Metrics.js';
import type { OnNotice, Otlp } from '../telemetry/Otlp.js';
import type { OtlpAsked } from './otlpAsked.js';
import { processMetrics } from '../telemetry/processMetrics.js';
import { bridge } from './bridge.js';
import { Spans } from './Spans.js';
import { telling } from './telling.js';

type Env = Readonly<Record<string, string | undefined>>;

const SERVICE = 'floe-catalog';
const EVERY_MS = 60_000;
const EXPORT_MS = 30_000;
/** How long what is left may take to be sent when the process ends: a collector that is away has nothing to wait for. */
const LAST_MS = 3_000;

/** Who it is that tells: the variables have the last word. Each process is one of its own (WORKERS). */
function resourceOf(): Resource {
  const own = { 'service.name': SERVICE, 'service.instance.id': randomUUID() };
  return defaultResource()
    .merge(resourceFromAttributes(own))
    .merge(detectResources({ detectors: [envDetector] }));
}

/** A number of milliseconds above 0, or what stands for it. */
function millis(text: string | undefined, fallback: number): number {
  const number = Number(text?.trim() || fallback);
  return Number.isFinite(number) && number > 0 ? number : fallback;
}

function tracesOf(resource: Resource, onNotice: OnNotice): BasicTracerProvider {
  const exporter = telling(new OTLPTraceExporter(), 'traces', onNotice);
  return new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
}

function metricsOf(resource: Resource, metrics: Metrics, env: Env, onNotice: OnNotice): MeterProvider {
  const exportIntervalMillis = millis(env['OTEL_METRIC_EXPORT_INTERVAL'], EVERY_MS);
  const exportTimeoutMillis = Math.min(millis(env['OTEL_METRIC_EXPORT_TIMEOUT'], EXPORT_MS), exportIntervalMillis);
  const exporter = telling(new OTLPMetricExporter(), 'metrics', onNotice);
  const metricProducers = [bridge([metrics.registry, processMetrics()], { name: SERVICE })];
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis,
    exportTimeoutMillis,
    metricProducers,
  });
  return new MeterProvider({ resource, readers: [reader] });
}

/** Settles with the work, or when it has taken so long; whatever becomes of it. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}

/** What the packages say of the settings that they read themselves, while this runs. */
function noticing<T>(onNotice: OnNotice, work: () => T): T {
  const quiet = (): void => undefined;
  const tell = (message: string): void => onNotice('OpenTelemetry says of its settings', message);
  diag.setLogger({ error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.WARN);
  try {
    return work();
  } finally {
    diag.disable();
  }
}

/** Starts what is asked for; the packages read all other variables of OpenTelemetry themselves. */
export function startOtlp({ traces, metrics: counts }: OtlpAsked, env: Env, onNotice: OnNotice): Otlp {
  const resource = resourceOf();
  const tracer = traces ? noticing(onNotice, () => tracesOf(resource, onNotice)) : null;
  const providers: { shutdown(): Promise<void> }[] = tracer ? [tracer] : [];
  return {
    tracing: tracer && new Spans(tracer.getTracer(SERVICE)),
    counts,
    push: (metrics) => {
      if (counts) providers.push(noticing(onNotice, () => metricsOf(resource, metrics, env, onNotice)));
    },
    close: () => atMost(LAST_MS, Promise.all(providers.map((each) => each.shutdown()))),
  };
}
