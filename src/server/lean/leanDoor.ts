import type { IncomingMessage, ServerResponse } from 'node:http';
import { execute, getOperationAST, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../../context.js';
import { logAnswer } from '../request/logAnswer.js';
import { requestId } from '../request/requestScope.js';
import { documentsOf } from './documents.js';
import type { Answer, KeptAnswers } from './KeptAnswers.js';

/** A request whose body was read before it came to the general way. */
export interface ReadRequest extends IncomingMessage {
  body?: unknown;
  /** The body was no JSON object or list. */
  noJson?: boolean;
}

export interface LeanParts {
  readonly schema: GraphQLSchema;
  readonly contextOf: () => Context;
  readonly answers: KeptAnswers;
  readonly bodyLimitMb: number;
  readonly log: Logger;
}

type Handler = (request: ReadRequest, response: ServerResponse) => void;

interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
}

/** Content types of answers by the header `Accept`, for those that need no weighing. */
const ACCEPTED = new Set<string | undefined>([undefined, '*/*', 'application/json']);
const JSON_BODY = /^application\/json(; ?charset=utf-8)?$/i;

const isUsual = ({ method, url, headers }: IncomingMessage, limit: number): boolean =>
  method === 'POST' &&
  url === '/graphql' &&
  JSON_BODY.test(headers['content-type'] ?? '') &&
  headers['content-encoding'] === undefined &&
  ACCEPTED.has(headers.accept) &&
  Number(headers['content-length']) > 0 &&
  Number(headers['content-length']) <= limit;

/** The body of a request as text; it does not resolve for one that is cut off, whose socket is gone. */
const bodyOf = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A body that says what GraphQL over HTTP knows, and no more than it. */
function askedIn(body: unknown): Asked | null {
  if (!isObject(body) || Array.isArray(body)) return null;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  const plain = extensions === undefined && (variables == null || (isObject(variables) && !Array.isArray(variables)));
  if (typeof query !== 'string' || !plain || (operationName != null && typeof operationName !== 'string')) return null;
  return { query, operationName, variables: variables as Record<string, unknown> | null };
}

function write(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  response.setHeader('X-Request-Id', requestId(request.headers['x-request-id'] as string | undefined));
  response.writeHead(200, {
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(body);
}

/**
 * The short way for what is usual: one query as JSON by POST whose answer has no errors. Everything else, and whatever
 * goes wrong, is answered by the general way, which also stays the judge: both give the same bytes
 * (test/acceptance/doors.test.ts).
 */
export function leanDoor({ schema, contextOf, answers, bodyLimitMb, log }: LeanParts, general: Handler): Handler {
  const documents = documentsOf(schema);
  const limit = bodyLimitMb * 1024 * 1024;

  const execution = async (asked: Asked): Promise<Answer | null> => {
    const document = documents(asked.query);
    if (!document || getOperationAST(document, asked.operationName)?.operation !== 'query') return null;
    const contextValue = contextOf();
    const { operationName, variables } = asked;
    const { errors, data } = await execute({
      schema,
      document,
      contextValue,
      operationName,
      variableValues: variables,
    });
    if (errors) return null;
    return { body: Buffer.from(`${JSON.stringify({ data })}\n`), lasting: contextValue.lasting };
  };

  const answer = async (request: ReadRequest, response: ServerResponse): Promise<void> => {
    const started = performance.now();
    const text = await bodyOf(request);
    const make = async (): Promise<Answer | null> => {
      const asked = askedIn(parsed(text));
      return asked && execution(asked);
    };
    const body = await answers.answer(text, make).catch((error: unknown) => {
      log.error({ err: error }, 'the short way failed');
      return null;
    });
    if (!body) return general(readAlready(request, text), response);
    logAnswer(log, request, response, started);
    write(request, response, body);
  };

  return (request, response) => {
    if (isUsual(request, limit)) void answer(request, response);
    else general(request, response);
  };
}

/** The general way reads no body again. */
function readAlready(request: ReadRequest, text: string): ReadRequest {
  request.body = parsed(text);
  request.noJson = !isObject(request.body);
  return request;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
