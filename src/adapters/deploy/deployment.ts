/**
 * What is to be done: ADD what is missing, CHANGE what is there in part, REVOKE what nobody asked for. FOREIGN is what
 * nobody asked for and is left alone.
 */
export type ChangeKind = 'ADD' | 'CHANGE' | 'REVOKE' | 'FOREIGN';

/** One difference between what is asked for and what is there. */
export interface Change {
  /** What it is about, unique in a plan: `namespace sales.gold`, `grant analysts on sales.gold`. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** What is asked for; null where nothing is. */
  readonly expected: string | null;
  /** What is there; null where nothing is. */
  readonly found: string | null;
}

/** What is asked for and cannot be done yet. */
export interface Waiting {
  readonly path: string;
  readonly expected: string;
  /** What it waits for. */
  readonly until: string;
}

/** All that is to be done, in the order in which it is shown, and what waits. */
export interface Plan<C extends Change = Change> {
  readonly changes: readonly C[];
  readonly waiting: readonly Waiting[];
}

export interface PlanOptions {
  /** Whether what nobody asked for is revoked, as far as that loses no data. */
  readonly prune: boolean;
}

/** A system that something is deployed to, with what is asked of it. Its methods throw SystemError. */
export interface Deployment<C extends Change = Change> {
  /** `polaris` */
  readonly system: string;
  /** Reads what is there and compares; writes nothing. */
  plan(options: PlanOptions): Promise<Plan<C>>;
  /**
   * Carries changes of a plan out, FOREIGN ones left alone. What another did meanwhile is no error; cut off half way, the
   * next plan lists what is left.
   */
  apply(changes: readonly C[]): Promise<void>;
}
