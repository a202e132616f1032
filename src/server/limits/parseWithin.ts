import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { limitExceeded } from './limitExceeded.js';

/** graphql-js says it in words alone. */
const TOO_MANY = 'Parsing aborted';

/**
 * The document of a text, read no further than so many tokens: the error of one that has more. Throws GraphQLError where
 * it is none.
 */
export function parseWithin(text: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError) || !error.message.includes(TOO_MANY)) throw error;
    const excess = { limit: 'MAX_TOKENS', found: maxTokens + 1, allowed: maxTokens };
    const { source, positions = [] } = error;
    const mend = 'Say what repeats in a fragment, hand values in as variables, or ask in several requests.';
    return limitExceeded(excess, 'The document has more words and signs than are read', mend, { source, positions });
  }
}
