import type { Client } from 'graphql-ws';
import { atEnd } from './atEnd.js';

export interface Followed<T> {
  /** Everything that came, in order. */
  readonly events: readonly T[];
  /** Resolves once this many have come; with them. */
  atLeast(count: number): Promise<readonly T[]>;
  /** What the subscription ended with, where it ended with errors. */
  readonly errors: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
  stop(): void;
}

/** Follows a subscription of one field, named by the query's only root field. */
export function follow<T>(client: Client, query: string, variables: Record<string, unknown> = {}): Followed<T> {
  const events: T[] = [];
  const errors: { message: string }[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const each of waiting) each();
  };
  const stop = client.subscribe<Record<string, T>>(
    { query, variables },
    {
      next: (result) => {
        errors.push(...(result.errors ?? []));
        if (result.data) events.push(...Object.values(result.data));
        wake();
      },
      error: (error) => {
        errors.push(...(Array.isArray(error) ? (error as { message: string }[]) : [{ message: String(error) }]));
        wake();
      },
      complete: wake,
    },
  );
  atEnd(stop);
  return {
    events,
    errors,
    stop,
    atLeast: async (count) => {
      while (events.length < count && errors.length === 0)
        await new Promise<void>((resolve) => {
          const once = (): void => {
            waiting.delete(once);
            resolve();
          };
          waiting.add(once);
        });
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      return events;
    },
  };
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}
