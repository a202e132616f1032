import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler, type Response, type Router } from 'express';
import type { Outcome } from '../../actions/ingest/keepIncoming.js';
import type { Context } from '../../context.js';
import { CatalogError, type ErrorCode } from '../../errors.js';
import { Unreadable } from '../../ingest/told.js';
import type { Admission } from '../request/Admission.js';
import { graphqlErrors } from '../request/graphqlErrors.js';

interface IngestParts {
  readonly contextOf: (request: IncomingMessage) => Context;
  readonly admission: Admission;
  readonly bodyLimitMb: number;
}

/** The most events of one request. */
const MOST_EVENTS = 1_000;

const STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  LIMIT_EXCEEDED: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

function refuse(
  response: Response,
  code: ErrorCode,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): void {
  if (code === 'RATE_LIMITED')
    response.setHeader('Retry-After', String(Math.ceil(Number(details['retryAfterMs'] ?? 1_000) / 1_000)));
  response.status(STATUS[code] ?? 500).json(graphqlErrors(message, code, details));
}

/** Carries out what a request asks; what it is refused with is told by its status, in the shape of GraphQL's errors. */
const answering =
  (answer: (request: express.Request, response: Response) => Promise<void>): RequestHandler =>
  async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      if (error instanceof Unreadable) return refuse(response, 'BAD_USER_INPUT', error.message);
      if (!(error instanceof CatalogError)) throw error;
      refuse(response, error.code, error.message, error.details);
    }
  };

interface Failed {
  readonly index: number;
  readonly reason: string;
  readonly retriable: boolean;
}

const failedOf = (outcomes: readonly Outcome[]): Failed[] =>
  outcomes.flatMap((outcome, index) =>
    'refused' in outcome ? [{ index, reason: outcome.refused, retriable: false }] : [],
  );

/** What became of a batch, in the shape in which producers of OpenLineage are told: the events that failed, and why. */
function summary(outcomes: readonly Outcome[]): object {
  const failed = failedOf(outcomes);
  const [received, successful] = [outcomes.length, outcomes.length - failed.length];
  return {
    status: failed.length === 0 ? 'success' : 'partial_success',
    summary: { received, successful, failed: failed.length, retriable: 0, non_retriable: failed.length },
    failed_events: failed,
  };
}

/** The doors of tools that speak no GraphQL: events of OpenLineage, notifications of Alertmanager (docs/observations.md). */
export function ingestRoutes({ contextOf, admission, bodyLimitMb }: IngestParts): Router {
  const json = express.json({ limit: `${bodyLimitMb}mb` });
  const lineage = answering(async (request, response) => {
    const body: unknown = request.body;
    const events: unknown[] = Array.isArray(body) ? body : [body];
    if (events.length > MOST_EVENTS) {
      const message = `The batch has ${events.length} events: ${MOST_EVENTS} are taken at once. Send it in parts.`;
      return refuse(response, 'LIMIT_EXCEEDED', message, { found: events.length, allowed: MOST_EVENTS });
    }
    await admission.spend(request, events.length);
    const { outcomes } = await contextOf(request).actions.ingestLineage({ events });
    if (Array.isArray(body)) return void response.status(200).json(summary(outcomes));
    const [outcome] = outcomes;
    if (outcome && 'refused' in outcome) return refuse(response, outcome.code, outcome.refused);
    response.status(201).end();
  });
  const alerts = answering(async (request, response) => {
    await admission.spend(request, 1);
    const { outcomes } = await contextOf(request).actions.ingestAlerts({ notification: request.body as unknown });
    const failed = failedOf(outcomes);
    // Alertmanager tells its operator of a refusal, and of nothing that an answer says.
    if (outcomes.length > 0 && failed.length === outcomes.length)
      return refuse(response, 'BAD_USER_INPUT', failed.map(({ reason }) => reason).join(' '));
    response.status(200).json({ received: outcomes.length, failed });
  });
  const router = express.Router();
  router.post(['/lineage', '/lineage/batch'], json, lineage);
  router.post('/alerts', json, alerts);
  return router;
}
