export interface ObservationRequest {
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
}
