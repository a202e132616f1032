import type { IncomingMessage, ServerResponse } from 'node:http';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Metrics } from '../../telemetry/Metrics.js';
import type { Handler } from '../request/caller.js';
import { noteOf, type OperationLabels, type RequestNote } from '../request/note.js';

interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly cost: number;
}

/** The way on which a subscription is told. */
export type Transport = 'websocket' | 'sse';

/** What a note says of an operation. */
export type Told = Pick<RequestNote, 'name'> & Required<Pick<RequestNote, 'labels' | 'cost'>>;

const UNKNOWN: OperationLabels = { type: 'unknown', operation: 'other', root_field: 'other' };

function rootField({ selectionSet }: OperationDefinitionNode): string {
  const [first, ...more] = selectionSet.selections;
  if (more.length > 0) return 'several';
  return first?.kind === Kind.FIELD ? first.name.value : 'other';
}

function namesIn(text: string): string[] {
  try {
    const { definitions } = parse(text);
    return definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? (each.name?.value ?? []) : []));
  } catch {
    return []; // told to whoever asks for it
  }
}

const isOfGraphql = ({ method, url = '' }: IncomingMessage): boolean =>
  method !== 'OPTIONS' && /^\/graphql(\?|$)/.test(url);

/** Counts and times operations, whichever way they come and are answered. */
export class RequestMeasures {
  private readonly known: ReadonlySet<string>;
  private readonly labels = new WeakMap<OperationDefinitionNode, OperationLabels>();

  /** With the texts of the documents whose operations have a name of their own in what is counted. */
  constructor(
    private readonly metrics: Metrics,
    trusted: Iterable<string>,
  ) {
    this.known = new Set([...trusted].flatMap(namesIn));
  }

  /** What a valid operation is counted under; of the same operation the same. */
  labelsOf(operation: OperationDefinitionNode): OperationLabels {
    const known = this.labels.get(operation);
    if (known) return known;
    const { operation: type, name } = operation;
    const called = name && this.known.has(name.value) ? name.value : 'other';
    const made = { type, operation: called, root_field: rootField(operation) };
    this.labels.set(operation, made);
    return made;
  }

  /** What is noted of a request that asks for this operation. */
  told({ operation, cost }: Asked): Told {
    return { labels: this.labelsOf(operation), cost, name: operation.name?.value };
  }

  /** Notes of a request which operation it asks for. */
  note(request: IncomingMessage, asked: Asked): void {
    Object.assign(noteOf(request), this.told(asked));
  }

  /** Counts an operation that is over. */
  count(labels: OperationLabels | null, code: string | null, started: number, cost: number): void {
    const { requests, requestCost, requestSeconds } = this.metrics;
    const of = labels ?? UNKNOWN;
    requests.inc({ ...of, code: code ?? 'OK' });
    if (!labels) return;
    requestCost.inc({ ...of }, cost);
    if (labels.type !== 'subscription') requestSeconds.observe({ ...of }, (performance.now() - started) / 1_000);
  }

  /** Counts a subscription among those that are open; with -1, one that has ended. */
  subscribed(operation: OperationDefinitionNode, transport: Transport, change: 1 | -1): void {
    this.metrics.subscribers.inc({ subscription: this.labelsOf(operation).root_field, transport }, change);
  }

  /** Counts whether an answer was kept. */
  kept(hit: boolean): void {
    this.metrics.keptAnswers.inc({ result: hit ? 'hit' : 'miss' });
  }

  /** Counts what is asked at /graphql over HTTP, once its answer is sent or its client is gone. */
  measured(next: Handler): Handler {
    return (request: IncomingMessage, response: ServerResponse) => {
      if (isOfGraphql(request)) {
        const started = performance.now();
        const note = noteOf(request);
        response.once('close', () => {
          const { labels = null, code = null, cost = 0 } = note;
          const unheard = code === null && !response.writableFinished && labels?.type !== 'subscription';
          if (labels || code) this.count(labels, unheard ? 'CLIENT_CLOSED' : code, started, cost);
        });
      }
      return next(request, response);
    };
  }
}
