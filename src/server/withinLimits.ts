import type { Request, RequestHandler, Response } from 'express';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { JSON_ANSWER, mediaOf } from './apolloPlugins.js';
import { askedOf } from './lean/asked.js';
import { CatalogError } from '../errors.js';
import type { Documents } from './lean/documents.js';
import type { RequestMeasures } from './metrics/RequestMeasures.js';
import type { Patience } from './limits/Patience.js';
import type { Admission } from './request/Admission.js';
import { refuse } from './request/caller.js';
import { presentError } from './executing/presentError.js';

interface LimitParts {
  readonly documents: Documents;
  readonly admission: Admission;
  readonly patience: Patience;
  readonly measures: RequestMeasures | null;
  readonly log: Logger;
}

/**
 * Refuses what is beyond a limit before Apollo Server validates it, as it would refuse an invalid document, and what its
 * caller may not ask for any more in this minute with 429.
 */
export const withinLimits =
  ({ documents, admission, patience, measures, log }: LimitParts): RequestHandler =>
  async (request, response, next) => {
    const asked = askedOf(request);
    const found = asked && documents.asked(asked);
    if (found instanceof GraphQLError) return refuseDocument(found, request, response, log);
    if (found) measures?.note(request, found);
    try {
      if (found) await admission.spend(request, found.cost);
      if (found?.operation.operation === OperationTypeNode.QUERY) patience.begin(request);
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      return refuse(response, error);
    }
    next();
  };

function refuseDocument(error: GraphQLError, request: Request, response: Response, log: Logger): void {
  const media = mediaOf(request.get('accept')) ?? JSON_ANSWER;
  response.status(media === JSON_ANSWER ? 200 : 400).set('content-type', `${media}; charset=utf-8`);
  response.end(`${JSON.stringify({ errors: [presentError(error.toJSON(), error, log)] })}\n`);
}
