import type { Metrics } from './Metrics.js';
import type { Tracing } from './Tracing.js';

/** What is sent to a collector of OpenTelemetry. */
export interface Otlp {
  /** Null where no traces are sent. */
  readonly tracing: Tracing | null;
  /** Whether what is counted is sent. */
  readonly counts: boolean;
  /** Sends what is counted, from now on; nothing where no metrics are. */
  push(metrics: Metrics): void;
  /** Sends what is left, for as long as a collector that answers takes. */
  close(): Promise<void>;
}

/** Hears what whoever runs the service should know, in sentences. */
export type OnNotice = (message: string, reason?: string) => void;
