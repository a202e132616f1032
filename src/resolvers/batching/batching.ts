import DataLoader from 'dataloader';
import type { TurnReader } from '../../entities/TurnReader.js';

type Key = string | number;
type Read<T, K> = (keys: readonly K[]) => Promise<readonly T[]>;

/** Makes loaders that ask in turns: all keys of a turn in one statement. */
export function batching(db: TurnReader) {
  const options = { batchScheduleFn: db.schedule };

  /** One row a key, null where there is none. */
  function oneBy<T, K extends Key>(read: Read<T, K>, keyOf: (row: T) => K): DataLoader<K, T | null> {
    return new DataLoader<K, T | null>(async (keys) => {
      const found = new Map((await read(keys)).map((row) => [keyOf(row), row]));
      return keys.map((key) => found.get(key) ?? null);
    }, options);
  }

  /** All rows of a key, in the order in which they were read. */
  function manyBy<T, K extends Key>(read: Read<T, K>, keyOf: (row: T) => K): DataLoader<K, T[]> {
    return new DataLoader<K, T[]>(async (keys) => {
      const groups = new Map<K, T[]>(keys.map((key) => [key, []]));
      for (const row of await read(keys)) groups.get(keyOf(row))?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    }, options);
  }

  /** One row a composite key: `text` makes a text of a key, `textOf` that of a row's. */
  function oneByParts<T, P>(
    read: Read<T, P>,
    text: (key: P) => string,
    textOf: (row: T) => string,
  ): DataLoader<P, T | null, string> {
    return new DataLoader<P, T | null, string>(
      async (keys) => {
        const found = new Map((await read(keys)).map((row) => [textOf(row), row]));
        return keys.map((key) => found.get(text(key)) ?? null);
      },
      { ...options, cacheKeyFn: text },
    );
  }

  return { oneBy, manyBy, oneByParts };
}

export type Batching = ReturnType<typeof batching>;
