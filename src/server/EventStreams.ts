import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type ExecutionResult, GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import Negotiator from 'negotiator';
import type { Logger } from 'pino';
import type { Caller } from '../actions/guard/Caller.js';
import type { FollowingContext } from '../subscriptions/FollowingContext.js';
import { executeOperation, sourceOf } from './executing/executor.js';
import { audienceKey, type Sights } from './fanout/audienceKey.js';
import type { Fanout } from './fanout/Fanout.js';
import type { SubscriptionArgs } from './fanout/SubscriptionArgs.js';
import { Payload } from './fanout/Receiver.js';
import { Subscription } from './fanout/Subscription.js';
import type { Documents } from './lean/documents.js';
import { slowConsumer, type Draining } from './limits/Draining.js';
import type { Check, Patience } from './limits/Patience.js';
import type { Places } from './limits/Places.js';
import type { RequestMeasures } from './metrics/RequestMeasures.js';
import type { Who } from '../who/Who.js';
import { noteOf } from './request/note.js';
import { asRefusal, prepareOperation, presentResult, type Asked } from './executing/prepareOperation.js';
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
  readonly fanout: Fanout;
  /** Whose events they are. */
  readonly sightsOf: (caller: Caller) => Sights;
  readonly log: Logger;
}

const EVENTS = 'text/event-stream';
const ANSWERS = ['application/json', 'application/graphql-response+json', EVENTS];

const writesByGet = new GraphQLError('A mutation is asked for by POST.', { extensions: { code: 'BAD_REQUEST' } });

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

  /** Answers an operation; of a subscription, resolves once it follows. What a slow client has not taken holds back what comes next, for it alone. */
  async serve(asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.answer(asked, request, response);
    const stream = new EventStream(response);
    this.open.add(stream);
    onClose(response, () => this.open.delete(stream));
    if (typeof answer === 'function') return answer(stream);
    stream.send(new Payload(presentResult(answer, this.parts.log)));
    stream.complete();
  }

  /** Cuts off every stream, so that its client asks again. */
  close(): void {
    for (const stream of this.open) stream.cut();
  }

  /** The answer, or what goes on answering. */
  private async answer(
    asked: Asked,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<ExecutionResult | ((stream: EventStream) => void)> {
    const { schema, documents, contextOf, places, admission, patience, measures, sightsOf } = this.parts;
    const prepared = prepareOperation(schema, documents, asked);
    if (Array.isArray(prepared)) return { errors: prepared };
    measures?.note(request, prepared);
    const caller = callerOf(request);
    try {
      const place = places.take(caller.from);
      onClose(response, () => places.leave(place));
      admission.lasts(request);
      await admission.spend(request, prepared.cost);
    } catch (error) {
      return { errors: [asRefusal(error)] };
    }
    const { operation } = prepared.operation;
    const check = operation === OperationTypeNode.QUERY ? patience.begin(request) : undefined;
    const args = { ...prepared, contextValue: contextOf(caller, check) };
    if (operation === OperationTypeNode.SUBSCRIPTION) {
      const audience = audienceKey(asked, prepared.document, sightsOf(caller));
      const source = await sourceOf(args);
      if (!(Symbol.asyncIterator in source)) return source;
      return (stream) => this.follow(source, { ...args, audience }, stream, request);
    }
    if (operation === OperationTypeNode.MUTATION && request.method === 'GET') return { errors: [writesByGet] };
    return executeOperation(args);
  }

  /** Tells a subscription until it ends, or its client has gone. */
  private follow(
    source: AsyncIterable<unknown>,
    args: SubscriptionArgs,
    stream: EventStream,
    request: IncomingMessage,
  ): void {
    noteOf(request).begun?.();
    const sending = this.parts.fanout.begin(source, args, stream, callerOf(request));
    onClose(stream.response, () => sending.end());
    if (sending instanceof Subscription) this.watch(sending, request, stream.response);
  }

  /** Ends a subscription with the cursor to resume from, where its credentials hold no longer, or its client takes nothing. */
  private watch(subscription: Subscription, request: IncomingMessage, response: ServerResponse): void {
    const { draining, who } = this.parts;
    const cutOff = (): void => subscription.interrupt(slowConsumer);
    const drained = { connection: request.socket, taken: 0, looks: 0, cutOff };
    draining.watch(drained);
    const end = (why: string): void => subscription.interrupt(endOfCredentials(why));
    const stop = watchCredentials(who, request.headers.authorization, end);
    onClose(response, () => {
      draining.letGo(drained);
      stop();
    });
  }
}

/** Calls back when the response is over or its client has gone: at once, where it has. */
function onClose(response: ServerResponse, close: () => void): void {
  if (response.destroyed) close();
  else response.once('close', close);
}
