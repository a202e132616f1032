import { GraphQLError, type ASTNode, type Source } from 'graphql';
import { CatalogError } from '../../errors.js';

/** What of a request is more than is allowed. */
export interface Excess {
  /** The option that says how much is allowed, as the environment spells it. */
  readonly limit: string;
  readonly found: number;
  readonly allowed: number;
}

/** Where in a document it is. */
type Place =
  | { readonly nodes: ASTNode | undefined }
  | { readonly source: Source | undefined; readonly positions: readonly number[] };

const number = (value: number): string => value.toLocaleString('en');

/**
 * The error of a request that is refused before anything of it is done: code LIMIT_EXCEEDED, with the limit, what was
 * found and what is allowed. `words` says what is too much, `mend` how to ask otherwise.
 */
export function limitExceeded(
  { limit, found, allowed }: Excess,
  words: string,
  mend: string,
  place?: Place,
): GraphQLError {
  const message = `${words}: ${number(found)}, and ${number(allowed)} is allowed (${limit}). ${mend}`;
  const originalError = new CatalogError('LIMIT_EXCEEDED', message, { limit, found, allowed });
  return new GraphQLError(message, { ...place, originalError });
}
