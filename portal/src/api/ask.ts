import { ApiError } from './ApiError';
import type { Document } from './document';
import { token } from './session';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly nearMatches?: readonly string[] };
  }[];
}

const headers = (): Record<string, string> => {
  const bearer = token();
  const common = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  return bearer === null ? common : { ...common, authorization: `Bearer ${bearer}` };
};

async function sent(body: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch('/graphql', { method: 'POST', headers: headers(), body, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('The catalog gives no answer. Is it running, and are you online?', 'UNREACHABLE');
  }
}

/**
 * One operation over HTTP. Throws ApiError with the first of what the catalog says against it, UNREACHABLE where there is
 * no answer, and what `fetch` throws where the signal ended it.
 */
export async function ask<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const response = await sent(JSON.stringify({ query: document.text, variables }), signal);
  const requestId = response.headers.get('x-request-id');
  const answer = (await response.json().catch(() => ({}))) as Answer;
  const [error] = answer.errors ?? [];
  if (error) {
    const { code = 'INTERNAL_SERVER_ERROR', nearMatches } = error.extensions ?? {};
    throw new ApiError(error.message, code, nearMatches, requestId);
  }
  if (answer.data) return answer.data as Data;
  throw new ApiError(`The catalog answered with status ${response.status} and no data.`, 'UNREACHABLE', [], requestId);
}
