import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { CatalogError } from '../errors.js';

/** Answers queries and mutations. The one place where the executor is chosen, for HTTP and for WebSocket. */
export async function executeOperation(args: ExecutionArgs): Promise<ExecutionResult> {
  if (getOperationAST(args.document, args.operationName)?.operation === 'subscription') {
    const message =
      'Subscriptions are served at this same path over WebSocket (graphql-transport-ws), or as events (accept: text/event-stream).';
    return { errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })] };
  }
  return execute(args);
}

const asError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('The subscription ended.', { originalError: error as Error, path: [] });

/** An error that says that the store could not answer. */
function unavailableIn({ errors = [] }: ExecutionResult): CatalogError | null {
  const causes = errors.map((each) => each.originalError);
  return (
    (causes.find((each) => each instanceof CatalogError && each.code === 'UNAVAILABLE') as CatalogError | undefined) ??
    null
  );
}

/** Answers a subscription of one event. Throws CatalogError UNAVAILABLE where the store could not answer: half an event is none. */
export async function executeEvent(args: ExecutionArgs, event: unknown): Promise<ExecutionResult> {
  const result = await execute({ ...args, rootValue: event });
  const unavailable = unavailableIn(result);
  if (unavailable) throw unavailable;
  return result;
}

/** Events, and where to resume if the last one could not be told. */
export type ResumableEvents = AsyncIterator<unknown> & { readonly cursor?: string };

/** The error with the cursor to resume from, where it has none of its own. */
function withCursor(error: unknown, cursor: string | undefined): unknown {
  if (!(error instanceof CatalogError) || error.code !== 'UNAVAILABLE' || error.details['after'] || !cursor)
    return error;
  const message = `${error.message} The subscription goes on with after: "${cursor}".`;
  const told = new CatalogError('UNAVAILABLE', message, { ...error.details, after: cursor });
  told.cause = error.cause;
  return told;
}

/** Each event executed as it is pulled; a source that fails ends with a result that says so. */
class Results implements AsyncIterableIterator<ExecutionResult> {
  private ended = false;

  constructor(
    private readonly events: ResumableEvents,
    private readonly args: ExecutionArgs,
    private readonly onEnd: () => void,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult>> {
    if (this.ended) return { value: undefined, done: true };
    try {
      const event = await this.events.next();
      if (event.done) {
        this.onEnd();
        return { value: undefined, done: true };
      }
      return { value: await executeEvent(this.args, event.value), done: false };
    } catch (error) {
      const { cursor } = this.events;
      await this.return();
      return { value: { errors: [asError(withCursor(error, cursor))] }, done: false };
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.ended = true;
    this.onEnd();
    await this.events.return?.();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/**
 * Answers subscriptions: a stream of results, or the one result that says why there is none. `eventsOf` says which events
 * of the source are to be executed for this one alone, `opened` hears of one that begins, and gives what hears of its end.
 */
export async function subscribeOperation<Args extends ExecutionArgs>(
  args: Args,
  eventsOf: (source: AsyncIterable<unknown>, args: Args) => ResumableEvents,
  opened: (() => () => void) | undefined,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  return Symbol.asyncIterator in source
    ? new Results(eventsOf(source, args), args, opened?.() ?? (() => undefined))
    : source;
}
