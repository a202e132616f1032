import DataLoader from 'dataloader';
import type { TurnReader } from '../../entities/TurnReader.js';

type Key = string | number;
type Read<T, K> = (keys: readonly K[]) => Promise<readonly T[]>;

/** What loads a value by its key. */
export interface Loader<K, T> {
  load(key: K): Promise<T>;
}

/** A loader that is made when it is first used: a request uses few of all there are. */
function lazily<K, T, C = K>(make: () => DataLoader<K, T, C>): Loader<K, T> {
  let made: DataLoader<K, T, C> | undefined;
  return { load: (key) => (made ??= make()).load(key) };
}

/** Makes loaders that ask in turns: all keys of a turn in one statement. */
export function batching(db: TurnReader) {
  const options = { batchScheduleFn: db.schedule };

  /** One row a key, null where there is none. */
  function oneBy<T, K extends Key>(read: Read<T, K>, keyOf: (row: T) => K): Loader<K, T | null> {
    const load = async (keys: readonly K[]): Promise<(T | null)[]> => {
      const found = new Map((await read(keys)).map((row) => [keyOf(row), row]));
      return keys.map((key) => found.get(key) ?? null);
    };
    return lazily(() => new DataLoader(load, options));
  }

  /** All rows of a key, in the order in which they were read. */
  function manyBy<T, K extends Key>(read: Read<T, K>, keyOf: (row: T) => K): Loader<K, T[]> {
    const load = async (keys: readonly K[]): Promise<T[][]> => {
      const groups = new Map<K, T[]>(keys.map((key) => [key, []]));
      for (const row of await read(keys)) groups.get(keyOf(row))?.push(row);
      return keys.map((key) => groups.get(key) ?? []);
    };
    return lazily(() => new DataLoader(load, options));
  }

  /** One row a composite key: `text` makes a text of a key, `textOf` that of a row's. */
  function oneByParts<T, P>(
    read: Read<T, P>,
    text: (key: P) => string,
    textOf: (row: T) => string,
  ): Loader<P, T | null> {
    const load = async (keys: readonly P[]): Promise<(T | null)[]> => {
      const found = new Map((await read(keys)).map((row) => [textOf(row), row]));
      return keys.map((key) => found.get(text(key)) ?? null);
    };
    return lazily(() => new DataLoader<P, T | null, string>(load, { batchScheduleFn: db.schedule, cacheKeyFn: text }));
  }

  return { oneBy, manyBy, oneByParts };
}

export type Batching = ReturnType<typeof batching>;
