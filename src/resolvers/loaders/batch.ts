import DataLoader from 'dataloader';

type Key = string | number;

/** One row a key, null where there is none; all keys of a tick in one statement. */
export function oneBy<T, K extends Key>(
  read: (keys: readonly K[]) => Promise<readonly T[]>,
  keyOf: (row: T) => K,
): DataLoader<K, T | null> {
  return new DataLoader<K, T | null>(async (keys) => {
    const found = new Map((await read(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** Of several rows of one key, the first that was read. */
export function firstBy<T, K extends Key>(
  read: (keys: readonly K[]) => Promise<readonly T[]>,
  keyOf: (row: T) => K,
): DataLoader<K, T | null> {
  return oneBy(async (keys) => [...(await read(keys))].reverse(), keyOf);
}

/** All rows of a key, in the order in which they were read; all keys of a tick in one statement. */
export function manyBy<T, K extends Key>(
  read: (keys: readonly K[]) => Promise<readonly T[]>,
  keyOf: (row: T) => K,
): DataLoader<K, T[]> {
  return new DataLoader<K, T[]>(async (keys) => {
    const groups = new Map<K, T[]>(keys.map((key) => [key, []]));
    for (const row of await read(keys)) groups.get(keyOf(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

/** One row a composite key: `text` makes a key of the parts. */
export function oneByParts<T, P>(
  read: (keys: readonly P[]) => Promise<readonly T[]>,
  text: (key: P) => string,
  textOf: (row: T) => string,
): DataLoader<P, T | null, string> {
  return new DataLoader<P, T | null, string>(
    async (keys) => {
      const found = new Map((await read(keys)).map((row) => [textOf(row), row]));
      return keys.map((key) => found.get(text(key)) ?? null);
    },
    { cacheKeyFn: text },
  );
}
