import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import protobuf from 'protobufjs';
import { atEnd, atEndOfFile } from './atEnd.js';

const otlp = protobuf.loadSync(path.join(import.meta.dirname, 'otlp.proto')).lookup('otlp') as protobuf.Namespace;

type Values = Readonly<Record<string, string | number | boolean>>;

/** A span as a collector gets it, ids in hex, times in milliseconds. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Values;
  readonly status: { readonly code?: string; readonly message?: string };
  readonly resource: Values;
}

export interface CollectedPoint {
  readonly attributes: Values;
  /** Of a counter and a gauge. */
  readonly value: number;
  /** Of a histogram. */
  readonly count: number;
  readonly sum: number;
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
}

export interface CollectedMetric {
  readonly name: string;
  readonly unit: string;
  readonly kind: 'gauge' | 'sum' | 'histogram';
  readonly temporality: string | undefined;
  readonly points: readonly CollectedPoint[];
  readonly resource: Values;
}

export interface Collector {
  /** `http://127.0.0.1:12345` */
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** Of the last export of each name. */
  readonly metrics: ReadonlyMap<string, CollectedMetric>;
  /** The headers of all that came. */
  readonly headers: readonly IncomingMessage['headers'][];
}

interface Pair {
  readonly key: string;
  readonly value: Values;
}
interface Data {
  readonly dataPoints?: readonly Record<string, unknown>[];
  readonly aggregationTemporality?: string;
}
interface Told {
  readonly resource: { readonly attributes: readonly Pair[] };
  readonly scopeSpans?: readonly { readonly spans: readonly Record<string, unknown>[] }[];
  readonly scopeMetrics?: readonly { readonly metrics: readonly Record<string, unknown>[] }[];
}

const valuesOf = (pairs: unknown): Values =>
  Object.fromEntries(
    ((pairs ?? []) as Pair[]).map(({ key, value }) => [key, Object.values(value)[0] as string | number | boolean]),
  );
const hex = (bytes: unknown): string => Buffer.from((bytes ?? []) as Uint8Array).toString('hex');

function spanOf(span: Record<string, unknown>, resource: Values): CollectedSpan {
  return {
    traceId: hex(span['traceId']),
    spanId: hex(span['spanId']),
    parentSpanId: hex(span['parentSpanId']),
    name: String(span['name']),
    kind: String(span['kind']),
    startMs: Number(span['startTimeUnixNano']) / 1e6,
    endMs: Number(span['endTimeUnixNano']) / 1e6,
    attributes: valuesOf(span['attributes']),
    status: (span['status'] ?? {}) as CollectedSpan['status'],
    resource,
  };
}

function metricOf(metric: Record<string, unknown>, resource: Values): CollectedMetric {
  const kind = (['gauge', 'sum', 'histogram'] as const).find((each) => metric[each]) ?? 'gauge';
  const { dataPoints = [], aggregationTemporality } = (metric[kind] ?? {}) as Data;
  const numbers = (list: unknown): number[] => ((list ?? []) as unknown[]).map(Number);
  const points = dataPoints.map((point) => ({
    attributes: valuesOf(point['attributes']),
    value: Number(point['asDouble'] ?? 0),
    count: Number(point['count'] ?? 0),
    sum: Number(point['sum'] ?? 0),
    bounds: numbers(point['explicitBounds']),
    counts: numbers(point['bucketCounts']),
  }));
  const { name, unit = '' } = metric as { name: string; unit?: string };
  return { name, unit, kind, temporality: aggregationTemporality, points, resource };
}

/** What a request of OTLP over HTTP tells, decoded from protobuf. */
function decoded(type: 'Traces' | 'Metrics', body: Buffer): Told[] {
  const message = otlp.lookupType(type);
  const told = message.toObject(message.decode(body), { enums: String, longs: Number });
  return (told['resourceSpans'] ?? told['resourceMetrics'] ?? []) as Told[];
}

/** A real receiver of OTLP over HTTP (protobuf) on loopback, with this answer; ended with the test, or with the file. */
export async function startCollector({ status = 200, lasting = false } = {}): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const metrics = new Map<string, CollectedMetric>();
  const headers: IncomingMessage['headers'][] = [];
  const take = async (request: IncomingMessage): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    headers.push(request.headers);
    if (status !== 200) return;
    const told = decoded(request.url === '/v1/traces' ? 'Traces' : 'Metrics', Buffer.concat(chunks));
    for (const { resource, scopeSpans = [], scopeMetrics = [] } of told) {
      const of = valuesOf(resource.attributes);
      spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((each) => spanOf(each, of))));
      for (const scope of scopeMetrics)
        for (const each of scope.metrics) metrics.set(String(each['name']), metricOf(each, of));
    }
  };
  const server = createServer((request, response) => {
    // 0: one that takes what it is sent, and never answers.
    take(request).then(
      () => (status === 0 ? undefined : response.writeHead(status).end()),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  (lasting ? atEndOfFile : atEnd)(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, metrics, headers };
}
