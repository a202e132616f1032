/** How a step ended: `failed` says why it did not do what it was to do. */
export interface StepResult {
  readonly failed: string | null;
  /** What later steps and later runs want of it, as JSON; null: nothing. */
  readonly kept: unknown;
}

/**
 * A step of a run: what an engine or a system that brings data hands to `floe run`. It is run again only where it did not
 * succeed with the same hash before.
 */
export interface Step {
  /** Unique within the run; what the catalog calls it. */
  readonly name: string;
  /** What it will do, in a line. */
  readonly plan: string;
  /** SHA-256, hexadecimal, of all that it is made of, with the hashes of the steps that it needs. */
  readonly hash: string;
  /** The names of the steps that have to succeed before; it is left out where one did not. */
  readonly needs: readonly string[];
  /** It is run whatever became of the steps before, and each time: it tells of them. */
  readonly always?: true;
  /**
   * Does it, from the beginning or from where it was cut off; `done` is what is kept of the steps before by their names. It
   * ends soon after the signal is aborted. Throws what nobody foresaw.
   */
  run(signal: AbortSignal, log: (line: string) => void, done: ReadonlyMap<string, EndedStep>): Promise<StepResult>;
}

/** A step that was run, in this run or in the one that it goes on with. */
export interface EndedStep extends StepResult {
  readonly hash: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
}
