import type { ApolloServerPlugin } from '@apollo/server';
import Negotiator from 'negotiator';
import type { Context } from '../context.js';
import { asksCost } from './lean/asked.js';
import type { Documents } from './lean/documents.js';

export const JSON_ANSWER = 'application/json';
const GRAPHQL_ANSWER = 'application/graphql-response+json';

/** What a request whose parameters are all right may still get wrong: its document, or its variables. */
const OF_DOCUMENT = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/** The media type of the answer, as Apollo Server chooses it. */
export const mediaOf = (accept: string | undefined): string | undefined =>
  new Negotiator({ headers: { accept } }).mediaType([JSON_ANSWER, GRAPHQL_ANSWER]);

/**
 * GraphQL over HTTP, "application/json": a well-formed request SHOULD be answered with 200, whatever its document and its
 * variables are like, so that a client can tell an answer from one of a proxy on the way. Apollo Server says 400 for the
 * media type of GraphQL, which is right, and for this one.
 */
export const wellFormedStatus: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ request, response }) {
        const { body, http } = response;
        if (body.kind !== 'single' || body.singleResult.data !== undefined || http.status !== 400) return;
        const codes = body.singleResult.errors?.map((each) => each.extensions?.['code']) ?? [];
        if (
          codes.every((code) => OF_DOCUMENT.has(code)) &&
          mediaOf(request.http?.headers.get('accept')) === JSON_ANSWER
        )
          http.status = 200;
      },
    };
  },
};

/** Says in a header, too, how soon it is worth asking again (RFC 9110, 10.2.3), in whole seconds. */
export const retryAfter: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        const waits = errors.map((each) => Number(each.extensions?.['retryAfterMs'] ?? 0));
        const longest = Math.max(0, ...waits);
        if (longest > 0) http.headers.set('retry-after', String(Math.ceil(longest / 1_000)));
      },
    };
  },
};

/** Says what the operation may cost where the request asks for it, as the lean door does. */
export const toldCost = (documents: Documents): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ request: { query = '', operationName, variables, extensions }, response: { body } }) {
        if (body.kind !== 'single' || body.singleResult.data === undefined || !asksCost(extensions)) return;
        const found = documents.asked({ query, operationName, variables });
        if (found && 'operation' in found) body.singleResult.extensions = { cost: documents.costOf(found) };
      },
    };
  },
});
