import { GraphQLError, OperationTypeNode, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Logger } from 'pino';
import type { Caller } from '../../actions/guard/Caller.js';
import type { FollowingContext } from '../../subscriptions/FollowingContext.js';
import type { OpenSpan, Tracing } from '../../telemetry/Tracing.js';
import { executeOperation, sourceOf } from '../executing/executor.js';
import { audienceKey, type Sights } from '../fanout/audienceKey.js';
import type { Fanout } from '../fanout/Fanout.js';
import type { SubscriptionArgs } from '../fanout/SubscriptionArgs.js';
import { Payload } from '../fanout/Receiver.js';
import type { Documents } from '../lean/documents.js';
import { limitExceeded } from '../limits/limitExceeded.js';
import { patience, type Check } from '../limits/Patience.js';
import { REQUEST, type Rates } from '../limits/Rates.js';
import type { RequestMeasures } from '../metrics/RequestMeasures.js';
import { attributesOf, endingOf, nameOf } from '../metrics/tracedDoor.js';
import type { PersistedDocuments } from '../persisted/PersistedDocuments.js';
import { asRefusal, prepareOperation, presentResult, presentStreamError } from '../executing/prepareOperation.js';
import type { RequestNote } from '../request/note.js';
import { inScope, requestId } from '../request/requestScope.js';
import { Running } from './Running.js';
import type { SocketReceiver } from './SocketReceiver.js';

export interface SocketOperationsParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly persisted: PersistedDocuments;
  readonly log: Logger;
  /** How many operations may run over one socket at once. */
  readonly maxSubscriptions: number;
  readonly contextOf: (caller: Caller, check?: Check) => FollowingContext;
  readonly queryLimitSeconds: number;
  readonly rates: Rates;
  readonly measures: RequestMeasures | null;
  readonly tracing: Tracing | null;
  readonly fanout: Fanout;
  /** Whose events they are. */
  readonly sightsOf: (caller: Caller) => Sights;
}

/** An operation that was let in. */
interface LetIn extends SubscriptionArgs {
  /** When it was asked for, by `performance.now()`. */
  readonly started: number;
  readonly cost: number;
  /** What it is traced as; null where nothing is. */
  readonly span: OpenSpan | null;
}

function tooManyAtOnce(found: number, allowed: number): GraphQLError {
  const mend = 'End some of them, or open another WebSocket.';
  return limitExceeded(
    { limit: 'MAX_SUBSCRIPTIONS', found, allowed },
    'Too many operations run over this WebSocket',
    mend,
  );
}

/** Answers what is asked over sockets. */
export class SocketOperations {
  /** Queries and mutations that run. */
  readonly running = new Running();

  constructor(private readonly parts: SocketOperationsParts) {}

  /** Answers an operation; of a subscription, resolves once it follows. */
  async serve(receiver: SocketReceiver, given: SubscribePayload): Promise<void> {
    const { session } = receiver;
    const { maxSubscriptions, log } = this.parts;
    const { atOnce } = session;
    if (atOnce > maxSubscriptions) return this.refuse(receiver, given, [tooManyAtOnce(atOnce, maxSubscriptions)]);
    session.running += 1;
    const args = await this.letIn(receiver, given);
    if (Array.isArray(args)) {
      session.running -= 1;
      return this.refuse(receiver, given, args);
    }
    const { span } = args;
    const work = (): Promise<void> => this.carryOut(receiver, args);
    const inSpan = span ? () => span.within(work) : work;
    await inScope(log, requestId(undefined), () => session.carriedOut(inSpan)).finally(() => {
      // Who waits for the answer has it by then; nobody may wait any more.
      if (span) setImmediate(() => span.end(endingOf('CLIENT_CLOSED')));
    });
  }

  private refuse(receiver: SocketReceiver, given: SubscribePayload, errors: readonly GraphQLError[]): void {
    if (!receiver.open) return;
    const presented = errors.map((each) => presentStreamError(each, this.parts.log));
    this.counted(null, { errors: presented });
    this.spanOf(given)?.end(endingOf(String(presented[0]?.extensions?.['code'])));
    receiver.refuse(presented);
  }

  private async letIn(receiver: SocketReceiver, given: SubscribePayload): Promise<LetIn | GraphQLError[]> {
    const { schema, documents, persisted, rates, contextOf, sightsOf, measures, queryLimitSeconds } = this.parts;
    try {
      const { caller } = receiver.session;
      const started = performance.now();
      await rates.spend(caller, REQUEST);
      const query = persisted.textIn({ ...given }) ?? given.query;
      if (typeof query !== 'string') return [new GraphQLError(query.message, { extensions: { code: query.code } })];
      const asked = { query, operationName: given.operationName, variables: given.variables };
      const prepared = prepareOperation(schema, documents, asked);
      if (Array.isArray(prepared)) return prepared;
      await rates.spend(caller, prepared.cost);
      const audience = audienceKey(asked, prepared.document, sightsOf(caller));
      const isQuery = prepared.operation.operation === OperationTypeNode.QUERY;
      const check = isQuery ? patience(queryLimitSeconds, () => !receiver.open) : undefined;
      const span = this.spanOf(given, measures?.told(prepared));
      return { ...prepared, contextValue: contextOf(caller, check), audience, started, span };
    } catch (error) {
      return [asRefusal(error)];
    }
  }

  private async carryOut(receiver: SocketReceiver, args: LetIn): Promise<void> {
    if (args.operation.operation === OperationTypeNode.SUBSCRIPTION) return this.subscribe(receiver, args);
    const result = await this.running.track(executeOperation(args));
    await this.answer(receiver, args, presentResult(result, this.parts.log));
  }

  private async answer(receiver: SocketReceiver, args: LetIn, result: FormattedExecutionResult): Promise<void> {
    if (!receiver.open) return;
    this.counted(args, result);
    receiver.send(new Payload(result));
    await receiver.flushed();
    receiver.complete();
  }

  private async subscribe(receiver: SocketReceiver, args: LetIn): Promise<void> {
    const { fanout, log } = this.parts;
    const { started: _started, span: _span, ...shared } = args;
    const source = await sourceOf(shared);
    if (!(Symbol.asyncIterator in source)) return this.answer(receiver, args, presentResult(source, log));
    this.counted(args);
    receiver.follow(fanout.begin(source, shared, receiver, receiver.session.caller));
  }

  /** An operation over a socket, by what its client says of itself in `extensions`, for which HTTP has headers. */
  private spanOf(given: SubscribePayload, told: RequestNote = {}): OpenSpan | null {
    const about = { 'network.protocol.name': 'websocket', 'http.route': '/graphql', ...attributesOf(told) };
    return this.parts.tracing?.begin(nameOf(told), { ...given.extensions }, about) ?? null;
  }

  /** Counts an operation that was answered, or refused before it began. */
  private counted(args: LetIn | null, { errors }: Pick<FormattedExecutionResult, 'errors'> = {}): void {
    const { measures } = this.parts;
    const given = errors?.[0]?.extensions?.['code'];
    const code = typeof given === 'string' ? given : null;
    const labels = args && measures ? measures.labelsOf(args.operation) : null;
    measures?.count(labels, code, args?.started ?? 0, args?.cost ?? 0);
    args?.span?.end(endingOf(code));
  }
}
