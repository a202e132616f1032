/** The time, and how something is done later; tests travel in it. */
export interface Time {
  now(): Date;
  /** Does the work once so many milliseconds have passed; returns how it is given up. */
  after(ms: number, work: () => void): () => void;
}

/** Keeps no process running. */
function afterReally(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
}

/** The time of this machine. */
export const REALLY: Time = { now: () => new Date(), after: afterReally };
