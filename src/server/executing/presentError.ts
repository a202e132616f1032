import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { CatalogError, ERROR_CODES } from '../../errors.js';
import { isAway, logAway } from './logFault.js';
import { requestScope, shortWay } from '../request/requestScope.js';

const INTERNAL = 'INTERNAL_SERVER_ERROR';

/** Codes that tell a client of its own mistake; any other error is ours, and its words stay in the log. */
const TOLD = new Set<unknown>([
  ...ERROR_CODES.filter((code) => code !== INTERNAL),
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_NOT_IN_SAFELIST',
]);

/** What was thrown, under graphql's wrapping. */
const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;

/** An error about the request itself (its text, its variables), not from a resolver. */
const isOfRequest = (error: unknown): boolean => error instanceof GraphQLError && error.path === undefined;

function internal(place: object, cause: unknown, log: Logger): GraphQLFormattedError {
  const scope = requestScope.getStore();
  const short = shortWay.getStore();
  if (short) short.told = true;
  (scope?.log ?? log).error({ err: cause }, 'internal error');
  const message = `Internal error (request id ${scope?.id ?? 'unknown'}).`;
  return { message, ...place, extensions: { code: INTERNAL, requestId: scope?.id } };
}

/**
 * An error as the client gets it: words, place, `extensions.code`. What nobody meant to be told is logged with its stack
 * and becomes an INTERNAL_SERVER_ERROR that carries the request's id and nothing else.
 */
export function presentError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const presented = presentedOf(formatted, error, log);
  const note = requestScope.getStore()?.note;
  if (note) note.code ??= String(presented.extensions?.['code']);
  return presented;
}

function presentedOf(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const cause = causeOf(error);
  const code = extensions?.['code'];
  if (isOfRequest(error) && TOLD.has(code)) return { message, ...place, extensions: { code } };
  // graphql's own, without a code: it stops at so many wrong variables, which is told of each of them before.
  if (isOfRequest(error) && cause === error) return { message, ...place, extensions: { code: 'BAD_USER_INPUT' } };
  if (cause instanceof CatalogError && cause.code !== INTERNAL) {
    if (isAway(cause)) logAway(cause, log);
    return { message: cause.message, ...place, extensions: { ...cause.details, code: cause.code } };
  }
  if (cause instanceof GraphQLError && TOLD.has(cause.extensions['code']))
    return { message: cause.message, ...place, extensions: { ...cause.extensions } };
  return internal(place, cause, log);
}
