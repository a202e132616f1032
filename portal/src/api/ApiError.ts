/** What the catalog, or the way to it, says against an operation; the words are for people. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** A code of the catalog (docs/graph.md), or UNREACHABLE where it gave no answer. */
    readonly code: string,
    /** Names that are like the one that was not found, best first. */
    readonly nearMatches: readonly string[] = [],
    readonly requestId: string | null = null,
  ) {
    super(message);
  }
}

/** Anything that was thrown as what is shown of it. */
export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError(error instanceof Error ? error.message : String(error), 'INTERNAL_CLIENT_ERROR');
