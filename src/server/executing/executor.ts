import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { CatalogError } from '../../errors.js';

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

/** The error with the cursor to resume from, where it has none of its own. */
function withCursor(error: unknown, cursor: string): unknown {
  if (!(error instanceof CatalogError) || error.code !== 'UNAVAILABLE' || error.details['after']) return error;
  const message = `${error.message} The subscription goes on with after: "${cursor}".`;
  const told = new CatalogError('UNAVAILABLE', message, { ...error.details, after: cursor });
  told.cause = error.cause;
  return told;
}

/** The last result of a subscription that follows the log, which ends with an error: it says where to resume. */
export const endedBy = (error: unknown, cursor: string): ExecutionResult => ({
  errors: [asError(withCursor(error, cursor))],
});

/** The results of a source that is not the event log: each event executed as it is pulled; one that fails ends with a result that says so. */
export class Results {
  private ended = false;
  private readonly events: AsyncIterator<unknown>;

  constructor(
    source: AsyncIterable<unknown>,
    private readonly args: ExecutionArgs,
    /** Is called once. */
    private readonly onEnd: () => void,
  ) {
    this.events = source[Symbol.asyncIterator]();
  }

  /** Hands each to whoever takes it, the next once it is taken. */
  async to(taker: (result: ExecutionResult) => Promise<void>): Promise<void> {
    try {
      for (let event = await this.events.next(); !event.done; event = await this.events.next()) {
        if (this.ended) return;
        await taker(await executeEvent(this.args, event.value));
      }
    } catch (error) {
      if (!this.ended) await taker({ errors: [asError(error)] });
    }
    this.end();
  }

  /** Nobody takes them any more. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.onEnd();
    void this.events.return?.();
  }
}

/** What a subscription is to be told of: its source, or the one result that says why there is none. */
export const sourceOf = (args: ExecutionArgs): Promise<AsyncIterable<unknown> | ExecutionResult> =>
  createSourceEventStream(args);
