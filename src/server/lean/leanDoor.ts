import type { IncomingMessage, ServerResponse } from 'node:http';
import { execute, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../../context.js';
import { CatalogError } from '../../errors.js';
import type { Queried, Reader } from '../../entities/database.js';
import type { Plans } from '../../planning/Plans.js';
import type { Patience } from '../limits/Patience.js';
import type { Admission } from '../request/Admission.js';
import { noteOf } from '../request/note.js';
import { logAnswer } from '../request/logAnswer.js';
import { requestId, shortWay } from '../request/requestScope.js';
import type { RequestMeasures } from '../metrics/RequestMeasures.js';
import { answerPlanned } from './answerPlanned.js';
import type { Documents } from './documents.js';
import { askedIn, askedInAddress, isUsualGet, isUsualPost, parsed, readAlready, readBody } from './asked.js';
import type { Asked, ReadRequest, TextIn } from './asked.js';
import { answerOf, type Answer, type Given, type KeptAnswers } from './KeptAnswers.js';

export interface LeanParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly db: Queried;
  readonly contextOf: (request: IncomingMessage) => Context;
  readonly answers: KeptAnswers;
  readonly admission: Admission;
  readonly patience: Patience;
  readonly measures: RequestMeasures | null;
  /** Whose answer it is: a text that those have in common who may see the same. */
  readonly sightOf: (request: IncomingMessage) => string;
  readonly plans: Plans;
  /** The text of the document that a request asks for, where there is one. */
  readonly textIn: TextIn;
  readonly bodyLimitMb: number;
  readonly log: Logger;
}

type Handler = (request: ReadRequest, response: ServerResponse) => Promise<void> | void;

const TYPE = 'application/json; charset=utf-8';

/** Whether a client says that it has the body of this entity tag (RFC 9110, 13.1.2). */
const has = (ifNoneMatch: string | undefined, tag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === tag);

/** An answer by POST is for this request; one by GET may be kept by the client, which asks each time whether it still holds. */
function write(request: IncomingMessage, response: ServerResponse, { answer, kept }: Given, id: string): void {
  const { body } = answer;
  const head = { 'X-Request-Id': id, 'content-type': TYPE, 'Content-Length': body.length };
  if (request.method === 'GET') {
    const [tag, control] = [answer.tag, 'private, no-cache'];
    if (has(request.headers['if-none-match'], tag))
      return void response.writeHead(304, { 'X-Request-Id': id, 'cache-control': control, ETag: tag }).end();
    response.writeHead(200, { ...head, 'cache-control': control, ETag: tag });
  } else response.writeHead(200, { ...head, 'cache-control': 'no-store' });
  // Together with the others of this turn: a client that each of them wakes anew costs more than its answer. What was kept
  // for them is given in one go as it is.
  if (kept) response.end(body, 'latin1');
  else setImmediate(() => response.end(body, 'latin1'));
}

/**
 * The short way for what is usual: one query, as JSON by POST or in the address by GET, whose answer has no errors.
 * Everything else, and whatever goes wrong, is answered by the general way, which also stays the judge: both give the same bytes
 * (test/acceptance/doors.test.ts).
 */
export function leanDoor(
  {
    schema,
    documents,
    db,
    contextOf,
    answers,
    admission,
    patience,
    measures,
    sightOf,
    plans,
    textIn,
    bodyLimitMb,
    log,
  }: LeanParts,
  general: Handler,
): Handler {
  const limit = bodyLimitMb * 1024 * 1024;

  const execution = async (asked: Asked, request: IncomingMessage, from: Reader): Promise<Answer | null> => {
    const found = documents.asked(asked);
    if (!found || found instanceof GraphQLError || found.operation.operation !== 'query') return null;
    const { document, operation } = found;
    await admission.spend(request, found.cost);
    const { operationName, variables } = asked;
    const check = patience.begin(request);
    const planned = await answerPlanned({ plans, db }, { document, operation }, variables ?? {}, { from, check });
    const told = asked.cost ? { extensions: { cost: documents.costOf(found) } } : {};
    const counted = measures && measures.told(found);
    if (planned) return answerOf(`${JSON.stringify({ data: planned, ...told })}\n`, true, counted);
    const contextValue = contextOf(request);
    const { errors, data } = await execute({
      schema,
      document,
      contextValue,
      operationName,
      variableValues: variables,
    });
    if (errors) return null;
    return answerOf(`${JSON.stringify({ data, ...told })}\n`, contextValue.lasting, counted);
  };

  /** Answers in general what failed before; where it does not fail there too, and is told, it is logged when that is over. */
  const afterFailure = (error: unknown, response: ServerResponse, generally: () => void): void => {
    const failed = { told: false };
    response.once('close', () => {
      if (!failed.told) log.error({ err: error }, 'the short way failed');
    });
    shortWay.run(failed, generally);
  };

  const answer = async (
    key: string,
    ask: () => Asked | null,
    [request, response]: readonly [ReadRequest, ServerResponse],
    generally: () => void,
  ): Promise<void> => {
    const started = performance.now();
    const from = db.fresh(); // before the position is asked: it is not asked again
    const make = async (): Promise<Answer | null> => {
      const asked = ask();
      return asked && execution(asked, request, from);
    };
    let failure: unknown = null;
    const made = await answers.answer(`${sightOf(request)}${key}`, make).catch((error: unknown) => {
      // What is meant to be told is told by the general way, which meets it too.
      if (!(error instanceof CatalogError)) failure = error;
      return null;
    });
    if (failure !== null) return afterFailure(failure, response, generally);
    if (!made) return generally();
    const id = requestId(request.headers['x-request-id'] as string | undefined);
    logAnswer(log, request, response, { requestId: id, started });
    if (made.answer.counted) Object.assign(noteOf(request), made.answer.counted);
    write(request, response, made, id);
  };

  const byPost: Handler = (request, response) =>
    readBody(request, (body) => {
      const text = (): string => body.toString('utf8');
      const generally = (): void => void general(readAlready(request, text()), response);
      const ask = (): Asked | null => askedIn(parsed(text()), textIn);
      // The key holds the bytes as they are, a character each: who was answered before is not read again.
      void answer(`POST ${body.toString('latin1')}`, ask, [request, response], generally);
    });

  const byGet: Handler = async (request, response) => {
    const { url = '' } = request;
    const generally = (): void => void general(request, response);
    await answer(`GET ${url}`, () => askedInAddress(url, textIn), [request, response], generally);
  };

  return (request, response) => {
    if (isUsualPost(request, limit)) return byPost(request, response);
    return isUsualGet(request) ? byGet(request, response) : general(request, response);
  };
}
