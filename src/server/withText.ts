import type { RequestHandler } from 'express';
import { graphqlErrors } from './request/graphqlErrors.js';
import { asksCost, parametersOf } from './lean/asked.js';
import { persistedQueryOf, type Parameters, type PersistedDocuments } from './persisted/PersistedDocuments.js';

/** Parameters as an address has them. */
function addressOf(parameters: Parameters): string {
  const given = Object.entries(parameters).filter(([, value]) => value != null);
  const texts = given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return `/?${new URLSearchParams(texts)}`;
}

/** Puts the text of the document where Apollo Server looks for it, whatever the request named it by. */
export const withText =
  (persisted: PersistedDocuments): RequestHandler =>
  (request, response, next) => {
    const given = parametersOf(request);
    const text = given && persisted.textIn(given);
    if (text === null || (text === given?.['query'] && !persistedQueryOf(given))) return next();
    if (typeof text !== 'string') {
      response.status(text.status).json(graphqlErrors(text.message, text.code));
      return;
    }
    const extensions = asksCost(given?.['extensions']) ? { cost: true } : null;
    const parameters = { ...given, query: text, extensions };
    if (request.method === 'GET') request.url = addressOf(parameters);
    else request.body = parameters;
    next();
  };
