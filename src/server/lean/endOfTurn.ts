/**
 * Work that answers at once all who ask in one turn of the event loop: it begins after the last of them has come, so that
 * it looks no earlier than any of them asked.
 */
export function endOfTurn<T>(work: () => Promise<T> | T): () => Promise<T> {
  let asked: Promise<T> | null = null;
  const begin = (): Promise<T> =>
    new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      asked = null;
      return work();
    });
  return () => (asked ??= begin());
}
