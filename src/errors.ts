/** The closed list of codes that `extensions.code` of a GraphQL error and `UserError.code` may carry. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'CONTRACT_NOTICE',
  'INVALID_DOCUMENT',
  'UNAVAILABLE',
  'LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'SLOW_CONSUMER',
  'CURSOR_EXPIRED',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A request that cannot be carried out, in words for the caller; everything else that is thrown is a bug. */
export class CatalogError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'CatalogError';
  }
}

/** A mistake in a mutation's input that the client handles as data (`userErrors` of every payload). */
export interface UserError {
  readonly code: ErrorCode;
  /** The path into the input: `['input', 'expectedVersion']`. */
  readonly path: readonly string[];
  readonly message: string;
}
