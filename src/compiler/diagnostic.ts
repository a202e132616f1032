import type { SourceLocation } from './source.js';

export type Severity = 'error' | 'warning' | 'info';

/** A second place that belongs to a finding, e.g. the parent manifest's line that a domain weakens. */
export interface RelatedLocation {
  readonly message: string;
  readonly location: SourceLocation;
}

/** One finding of the compiler: what is wrong, where, what was expected and how to mend it. */
export interface Diagnostic {
  /** Stable words, e.g. `NAMING_UNKNOWN_LAYER_PREFIX`; never reused. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence, the console's `✗ ERROR:` line. */
  readonly message: string;
  /** What was expected in place of what was found. */
  readonly expected?: string;
  /** The mend. */
  readonly hint?: string;
  /** The lines that the console prints under the message (ADR-0021's spelling), derived from `expected` and `hint` unless the rule says otherwise. */
  readonly notes: readonly string[];
  /** The model, port, contract ... it is about. */
  readonly subject?: string;
  readonly location?: SourceLocation;
  readonly related?: readonly RelatedLocation[];
  /** The typed facts behind the sentence, JSON. */
  readonly details?: Readonly<Record<string, unknown>>;
}
