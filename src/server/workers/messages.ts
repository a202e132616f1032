/** What a worker is told when it is to end. */
export const STOP = 'stop';

/** What one worker says to all others; as another hears it, with the number of the one that said it. */
export interface Said {
  readonly said: unknown;
  readonly from?: number;
}

/** What all hear when a worker has ended. */
export interface Gone {
  readonly gone: number;
}

/** What a worker asks of the one that started it: the metrics of all. */
export interface MetricsAsked {
  readonly metricsAsked: number;
}

/** The answer, by the number of the question; null where they could not be had. */
export interface MetricsTold {
  readonly metricsTold: number;
  readonly text: string | null;
}

const has = (message: unknown, name: string): boolean =>
  typeof message === 'object' && message !== null && name in message;

export const isSaid = (message: unknown): message is Said => has(message, 'said');
export const asksMetrics = (message: unknown): message is MetricsAsked => has(message, 'metricsAsked');
export const tellsMetrics = (message: unknown): message is MetricsTold => has(message, 'metricsTold');
export const isGone = (message: unknown): message is Gone => has(message, 'gone');
