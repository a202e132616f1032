import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';

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

/** Answers a subscription of one event. */
export const executeEvent = async (args: ExecutionArgs, event: unknown): Promise<ExecutionResult> =>
  execute({ ...args, rootValue: event });

/** Each event executed as it is pulled; a source that fails ends with a result that says so. */
class Results implements AsyncIterableIterator<ExecutionResult> {
  private ended = false;

  constructor(
    private readonly events: AsyncIterator<unknown>,
    private readonly args: ExecutionArgs,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult>> {
    if (this.ended) return { value: undefined, done: true };
    try {
      const event = await this.events.next();
      if (event.done) return { value: undefined, done: true };
      return { value: await executeEvent(this.args, event.value), done: false };
    } catch (error) {
      this.ended = true;
      return { value: { errors: [asError(error)] }, done: false };
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.ended = true;
    await this.events.return?.();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/**
 * Answers subscriptions: a stream of results, or the one result that says why there is none. `eventsOf` says which events
 * of the source are to be executed for this one alone.
 */
export async function subscribeOperation<Args extends ExecutionArgs>(
  args: Args,
  eventsOf: (source: AsyncIterable<unknown>, args: Args) => AsyncIterator<unknown>,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  return Symbol.asyncIterator in source ? new Results(eventsOf(source, args), args) : source;
}
