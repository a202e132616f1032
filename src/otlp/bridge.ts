import { type HrTime, ValueType } from '@opentelemetry/api';
import { hrTime, type InstrumentationScope, millisToHrTime } from '@opentelemetry/core';
import { emptyResource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { Registry } from 'prom-client';

type Labels = Readonly<Record<string, string | number>>;

/** A metric as prom-client gives it. */
interface Counted {
  readonly name: string;
  readonly help: string;
  readonly type: unknown;
  readonly values: readonly { readonly value: number; readonly labels: Labels; readonly metricName?: string }[];
}

/** Units of UCUM, as OpenTelemetry has them, by how names of Prometheus end. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/_seconds(_total)?$/, 's'],
  [/_bytes(_total)?$/, 'By'],
];
const unitOf = (name: string): string => UNITS.find(([ending]) => ending.test(name))?.[1] ?? '';

/** One series of a histogram: what Prometheus tells of it in lines, bounds included. */
class Series {
  /** How many lay at or under each bound: of Prometheus each counts those before it, too. */
  readonly under: [bound: number, count: number][] = [];
  sum = 0;
  count = 0;

  constructor(readonly labels: Labels) {}

  get value(): Histogram {
    const ordered = this.under.sort(([a], [b]) => a - b);
    const counts = ordered.map(([, count], nth) => count - (ordered[nth - 1]?.[1] ?? 0));
    const boundaries = ordered.map(([bound]) => bound).filter(Number.isFinite);
    return { buckets: { boundaries, counts }, sum: this.sum, count: this.count };
  }
}

function seriesOf({ name, values }: Counted): Series[] {
  const all = new Map<string, Series>();
  for (const { value, labels, metricName } of values) {
    const { le, ...rest } = labels;
    const key = JSON.stringify(Object.entries(rest).sort());
    const series = all.get(key) ?? new Series(rest);
    all.set(key, series);
    if (metricName === `${name}_sum`) series.sum = value;
    else if (metricName === `${name}_count`) series.count = value;
    else series.under.push([le === '+Inf' ? Infinity : Number(le), value]);
  }
  return [...all.values()];
}

function dataOf(counted: Counted, startTime: HrTime, endTime: HrTime): MetricData[] {
  const { name, help, type, values } = counted;
  const descriptor = { name, description: help, unit: unitOf(name), valueType: ValueType.DOUBLE };
  const common = { descriptor, aggregationTemporality: AggregationTemporality.CUMULATIVE };
  const at = <T>(attributes: Labels, value: T): DataPoint<T> => ({ startTime, endTime, attributes, value });
  const dataPoints = (): DataPoint<number>[] => values.map(({ labels, value }) => at(labels, value));
  if (type === 'counter')
    return [{ ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints: dataPoints() }];
  if (type === 'gauge') return [{ ...common, dataPointType: DataPointType.GAUGE, dataPoints: dataPoints() }];
  if (type !== 'histogram') return [];
  const histograms = seriesOf(counted).map((each) => at(each.labels, each.value));
  return [{ ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints: histograms }];
}

/** What these registries hold, under the same names and labels as /metrics has it, each time it is asked for. */
export const bridge = (registries: readonly Registry[], scope: InstrumentationScope): MetricProducer => ({
  async collect() {
    const counted = (await Promise.all(registries.map((each) => each.getMetricsAsJSON()))).flat();
    const times = [millisToHrTime(performance.timeOrigin), hrTime()] as const;
    const metrics = counted.flatMap((each) => dataOf(each as unknown as Counted, ...times));
    return { resourceMetrics: { resource: emptyResource(), scopeMetrics: [{ scope, metrics }] }, errors: [] };
  },
});
