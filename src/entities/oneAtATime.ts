/**
 * Work that answers all who wait for it, one run at a time: who comes while one is under way waits for the next, for that
 * one may have looked before something that this caller knows of.
 */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    next = null;
    const run = work().finally(() => (running = running === run ? null : running));
    return (running = run);
  };
  return () => (running ? (next ??= running.then(begin, begin)) : begin());
}
