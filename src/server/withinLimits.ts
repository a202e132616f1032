import type { RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { JSON_ANSWER, mediaOf } from './apolloPlugins.js';
import { askedOf } from './lean/asked.js';
import type { Documents } from './lean/documents.js';
import { presentError } from './presentError.js';

/** Refuses what is beyond a limit before Apollo Server validates it, as it would refuse an invalid document. */
export const withinLimits =
  (documents: Documents, log: Logger): RequestHandler =>
  (request, response, next) => {
    const asked = askedOf(request);
    const found = asked && documents.asked(asked);
    if (!(found instanceof GraphQLError)) return next();
    const media = mediaOf(request.get('accept')) ?? JSON_ANSWER;
    response.status(media === JSON_ANSWER ? 200 : 400).set('content-type', `${media}; charset=utf-8`);
    response.end(`${JSON.stringify({ errors: [presentError(found.toJSON(), found, log)] })}\n`);
  };
