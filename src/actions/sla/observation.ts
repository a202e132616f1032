import type { ObservedPort } from '../../entities/writes/sla.js';

export interface ObservationRequest {
  /** The id that monitoring gives it: the same id counts once. Without one, port, objective, metric and instant are. */
  readonly id?: string | null;
  /** fqn of the output port. */
  readonly port: string;
  readonly objective: 'freshness' | 'availability' | 'quality';
  /** ISO 8601 UTC: when it was observed. */
  readonly at: string;
  /** FRESHNESS: the time of the newest data. */
  readonly dataAt?: string | null;
  /** AVAILABILITY: one probe or run. */
  readonly up?: boolean | null;
  /** QUALITY: completeness, accuracy ... */
  readonly metric?: string | null;
  /** QUALITY: the measured share, 0 to 100. */
  readonly value?: number | null;
  /** The tool that told of it: `dbt`, `openlineage` ...; absent where it was recorded by hand. */
  readonly source?: string | null;
}

/** An observation and the port that it is of. */
export interface Observed {
  readonly port: ObservedPort;
  readonly observation: ObservationRequest;
}

/** The metric an observation is filed under: the objective's own name, or a quality metric. */
export const metricOf = (observation: Pick<ObservationRequest, 'objective' | 'metric'>): string =>
  observation.objective === 'quality' ? (observation.metric ?? '') : observation.objective;

/** What an observation is of: one for each objective of a port, and for each of its quality metrics. */
export const objectiveKeyOf = (of: {
  readonly portId: number;
  readonly objective: string;
  readonly metric: string;
}): string => `${of.portId}/${of.objective}/${of.metric}`;

/** The same of an observation. */
export const objectiveKey = ({ port, observation }: Observed): string =>
  objectiveKeyOf({ portId: port.id, objective: observation.objective, metric: metricOf(observation) });
