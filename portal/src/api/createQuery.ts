import { createResource, createSignal, onCleanup, type Accessor } from 'solid-js';
import { asApiError, type ApiError } from './ApiError';
import { ask } from './ask';
import type { Document } from './document';

/** What is known of a question: its last answer, which stays while it is asked again, and what went wrong. */
export interface Query<Data> {
  readonly data: Accessor<Data | undefined>;
  readonly error: Accessor<ApiError | null>;
  readonly loading: Accessor<boolean>;
  /** Asks again. */
  readonly refetch: () => void;
}

/**
 * Asks a query, and again whenever its variables change; only the newest answer counts. With null as variables nothing is
 * asked.
 */
export function createQuery<Data, Variables>(
  document: Document<Data, Variables>,
  variables: () => Variables | null,
): Query<Data> {
  let running: AbortController | null = null;
  const [error, setError] = createSignal<ApiError | null>(null);
  const [data, { refetch }] = createResource<Data | undefined, Variables>(variables, async (given, { value }) => {
    running?.abort();
    const own = (running = new AbortController());
    try {
      const answer = await ask(document, given, own.signal);
      setError(null);
      return answer;
    } catch (thrown) {
      if (!own.signal.aborted) setError(asApiError(thrown));
      return own.signal.aborted ? value : undefined;
    }
  });
  onCleanup(() => running?.abort());
  // `latest` keeps what was there while it is asked again, and does not suspend the page.
  return { data: () => data.latest, error, loading: () => data.loading, refetch: () => void refetch() };
}
