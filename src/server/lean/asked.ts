import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A request whose body was read before it came to the general way. */
export interface ReadRequest extends IncomingMessage {
  body?: unknown;
  /** The body was no JSON object or list. */
  noJson?: boolean;
}

/** One operation, as GraphQL over HTTP sends it. */
export interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown> | null;
  /** Whether the answer is to say what the operation may cost (extensions.cost). */
  readonly cost?: boolean;
}

/** Whether a request asks, in its extensions, for what its operation may cost. */
export const asksCost = (extensions: unknown): boolean =>
  isObject(extensions) && 'cost' in extensions && extensions.cost === true;

/** Content types of answers by the header `Accept`, for those that need no weighing. */
const ACCEPTED = new Set<string | undefined>([undefined, '*/*', 'application/json']);
const JSON_BODY = /^application\/json(; ?charset=utf-8)?$/i;

/** One operation as JSON by POST, of a length that is said and within the limit in bytes. */
export const isUsualPost = ({ method, url, headers }: IncomingMessage, limit: number): boolean =>
  method === 'POST' &&
  url === '/graphql' &&
  JSON_BODY.test(headers['content-type'] ?? '') &&
  headers['content-encoding'] === undefined &&
  ACCEPTED.has(headers.accept) &&
  Number(headers['content-length']) > 0 &&
  Number(headers['content-length']) <= limit;

/** A query in the address by GET, with a header that no form of another site sends (CSRF). */
export const isUsualGet = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  url?.startsWith('/graphql?') === true &&
  Boolean(headers['x-apollo-operation-name'] ?? headers['apollo-require-preflight']) &&
  headers['content-type'] === undefined &&
  ACCEPTED.has(headers.accept);

/**
 * Hands over the body of a request once all of it is there; never that of one that is cut off, whose socket is gone. What
 * follows runs where it was asked for: within the span of the request, not of the socket's parser.
 */
export function readBody(request: IncomingMessage, then: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  const whole = (): void => then(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
  request.on('end', AsyncResource.bind(whole));
}

/** The text of the document that parameters ask for; anything else where there is none to be had. */
export type TextIn = (parameters: Readonly<Record<string, unknown>>) => unknown;

/** A body that says what GraphQL over HTTP knows, and asks for a document by its text or by its id. */
export function askedIn(body: unknown, textIn: TextIn): Asked | null {
  if (!isObject(body) || Array.isArray(body)) return null;
  const { operationName, variables, extensions } = body as Record<string, unknown>;
  const plain = variables == null || (isObject(variables) && !Array.isArray(variables));
  const known = extensions == null || (isObject(extensions) && !Array.isArray(extensions));
  if (!plain || !known || (operationName != null && typeof operationName !== 'string')) return null;
  const query = textIn(body as Record<string, unknown>);
  return typeof query === 'string'
    ? { query, operationName, variables: variables as Record<string, unknown> | null, cost: asksCost(extensions) }
    : null;
}

/** The parameters that Apollo Server reads, each once. */
const OF_GRAPHQL = ['query', 'operationName', 'variables', 'extensions'];

/** The parameters in an address, those that are JSON read, whatever else it says; null where it says one twice, or no JSON. */
function parametersIn(url: string): Record<string, unknown> | null {
  const start = url.indexOf('?');
  const given = new URLSearchParams(start < 0 ? '' : url.slice(start));
  if (OF_GRAPHQL.some((name) => given.getAll(name).length > 1)) return null;
  const named = [...OF_GRAPHQL, 'documentId'].filter((name) => given.has(name));
  const parameters: Record<string, unknown> = Object.fromEntries(named.map((name) => [name, given.get(name)]));
  for (const name of ['variables', 'extensions']) {
    if (!(name in parameters)) continue;
    parameters[name] = parsed(String(parameters[name]));
    if (!isObject(parameters[name])) return null;
  }
  return parameters;
}

/** What an address asks for; null where it says a thing twice, or wrongly. */
export function askedInAddress(url: string, textIn: TextIn): Asked | null {
  const parameters = parametersIn(url);
  return parameters && askedIn(parameters, textIn);
}

/** The parameters that Apollo Server will read: those in the address of a GET, whatever body comes with it, else the body. */
export function parametersOf({ method, url = '', body }: ReadRequest): Record<string, unknown> | null {
  if (method === 'GET') return parametersIn(url);
  return isObject(body) && !Array.isArray(body) ? (body as Record<string, unknown>) : null;
}

/** What a request asks for whose document is named by its text; null where Apollo Server refuses to read it. */
export const askedOf = (request: ReadRequest): Asked | null => askedIn(parametersOf(request), ({ query }) => query);

/** The general way reads no body again. */
export function readAlready(request: ReadRequest, text: string): ReadRequest {
  request.body = parsed(text);
  request.noJson = !isObject(request.body);
  return request;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
