/** An error of GraphQL, as the API tells it. */
export interface ToldError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

export interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly ToldError[] | undefined;
}

/** Asks the catalog's GraphQL API one document, as whoever asks for the tool. */
export type Execute = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<Answered>;

/** What the catalog could not do, whoever asks; every other code tells of what was asked. */
const OF_CATALOG = new Set<unknown>(['INTERNAL_SERVER_ERROR', 'UNAVAILABLE', undefined]);

/** Why a tool does not answer: in the API's code and words, with what it says beside them (`nearMatches`, `retryAfterMs`). */
export class Refused extends Error {
  constructor(
    readonly code: string | undefined,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** As an agent reads it; `whose` says whether to ask otherwise or to wait. */
  get told(): object {
    const whose = OF_CATALOG.has(this.code) ? 'catalog' : 'caller';
    return { whose, code: this.code ?? 'INTERNAL_SERVER_ERROR', message: this.message, ...this.details };
  }
}

/** The data of one document. Throws Refused for the first error. */
export async function ask<T>(
  execute: Execute,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<T> {
  const { data, errors } = await execute(document, variables);
  const [error] = errors ?? [];
  if (error) {
    const { code, ...details } = error.extensions ?? {};
    throw new Refused(code as string | undefined, error.message, details);
  }
  if (!data) throw new Refused(undefined, 'The catalog answered without data.');
  return data as T;
}
