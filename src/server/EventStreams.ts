import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type ExecutionResult, GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import Negotiator from 'negotiator';
import type { Logger } from 'pino';
import type { Caller } from '../actions/guard/Caller.js';
import { Follower } from '../subscriptions/Follower.js';
import type { FollowingContext } from '../subscriptions/FollowingContext.js';
import { executeOperation, subscribeOperation } from './executor.js';
import type { Asked } from './fanout/audienceKey.js';
import type { Documents } from './lean/documents.js';
import { slowConsumer, type Draining } from './limits/Draining.js';
import type { Check, Patience } from './limits/Patience.js';
import type { Places } from './limits/Places.js';
import type { RequestMeasures } from './metrics/RequestMeasures.js';
import type { Who } from '../who/Who.js';
import { noteOf } from './request/note.js';
import { asRefusal, prepareOperation, presentResult } from './prepareOperation.js';
import type { Admission } from './request/Admission.js';
import { callerOf } from './request/caller.js';
import { endOfCredentials, watchCredentials } from './request/watchCredentials.js';
import { EventStream } from './sse/EventStream.js';

interface StreamParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly contextOf: (caller: Caller, check?: Check) => FollowingContext;
  readonly who: Who;
  /** Where streams are counted by address. */
  readonly places: Places;
  readonly admission: Admission;
  readonly patience: Patience;
  readonly measures: RequestMeasures | null;
  readonly draining: Draining;
  readonly log: Logger;
}

const EVENTS = 'text/event-stream';
const ANSWERS = ['application/json', 'application/graphql-response+json', EVENTS];

/** What an operation answers: results one after another. */
type Results = AsyncIterable<ExecutionResult>;

const writesByGet = new GraphQLError('A mutation is asked for by POST.', { extensions: { code: 'BAD_REQUEST' } });

async function* once(result: ExecutionResult | GraphQLError[]): AsyncGenerator<ExecutionResult> {
  yield Array.isArray(result) ? { errors: result } : result;
}

/** GraphQL over Server-Sent Events at /graphql: one operation a request, its results as events. */
export class EventStreams {
  private readonly open = new Set<EventStream>();

  constructor(private readonly parts: StreamParts) {}

  /**
   * Whether an operation is answered as events: where the client would rather have them than anything else, and where
   * it takes them at all and asks for a subscription.
   */
  answers(asked: Asked, { accept }: IncomingHttpHeaders): boolean {
    if (!accept?.includes(EVENTS)) return false;
    if (new Negotiator({ headers: { accept } }).mediaType(ANSWERS) === EVENTS) return true;
    const found = this.parts.documents.asked(asked);
    return found !== null && 'operation' in found && found.operation.operation === OperationTypeNode.SUBSCRIPTION;
  }

  /** Answers an operation. What a slow client has not taken holds back what is executed next, of this operation alone. */
  async serve(asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const results = await this.results(asked, request, response);
    const iterator = results[Symbol.asyncIterator]();
    const stream = new EventStream(response, () => {
      this.open.delete(stream);
      void iterator.return?.();
    });
    this.open.add(stream);
    for (let each = await iterator.next(); !each.done; each = await iterator.next())
      await stream.next(presentResult(each.value, this.parts.log));
    if (this.open.has(stream)) stream.complete();
  }

  /** Cuts off every stream, so that its client asks again. */
  close(): void {
    for (const stream of [...this.open]) {
      this.open.delete(stream);
      stream.cut();
    }
  }

  private async results(asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<Results> {
    const { schema, documents, contextOf, places, admission, patience, measures } = this.parts;
    const prepared = prepareOperation(schema, documents, asked);
    if (Array.isArray(prepared)) return once(prepared);
    measures?.note(request, prepared);
    try {
      const leave = places.take(callerOf(request).from);
      response.once('close', leave);
      if (response.destroyed) leave();
      admission.lasts(request);
      await admission.spend(request, prepared.cost);
    } catch (error) {
      return once({ errors: [asRefusal(error)] });
    }
    const { operation } = prepared.operation;
    const check = operation === OperationTypeNode.QUERY ? patience.begin(request) : undefined;
    const args = { ...prepared, contextValue: contextOf(callerOf(request), check) };
    if (operation === OperationTypeNode.SUBSCRIPTION) {
      const answer = await subscribeOperation(
        args,
        (source) => {
          this.watch(source, request, response);
          return source[Symbol.asyncIterator]();
        },
        () => {
          noteOf(request).begun?.();
          return measures?.opening(prepared.operation, 'sse')() ?? (() => undefined);
        },
      );
      return Symbol.asyncIterator in answer ? answer : once(answer);
    }
    if (operation === OperationTypeNode.MUTATION && request.method === 'GET') return once([writesByGet]);
    return once(await executeOperation(args));
  }

  /** Ends a subscription with the cursor to resume from, where its credentials hold no longer, or its client takes nothing. */
  private watch(source: AsyncIterable<unknown>, request: IncomingMessage, response: ServerResponse): void {
    if (!(source instanceof Follower)) return;
    this.parts.draining.watch(request.socket, () => source.interrupt(slowConsumer));
    const end = (why: string): void => source.interrupt(endOfCredentials(why));
    response.once('close', watchCredentials(this.parts.who, request.headers.authorization, end));
  }
}
