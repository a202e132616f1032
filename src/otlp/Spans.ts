import { AsyncLocalStorage } from 'node:async_hooks';
import {
  defaultTextMapGetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { Attributes, Ending, OpenSpan, Tracing } from '../telemetry/Tracing.js';

/** The span that what runs now is a part of. */
interface Around {
  readonly span: Span;
  readonly context: Context;
}

const around = new AsyncLocalStorage<Around>();
const propagator = new W3CTraceContextPropagator();

/** A statement with thousands of parameters says no more by the last of them. */
const LONGEST_TEXT = 2_000;
const verbOf = (text: string): string => (/^\s*(\w+)/.exec(text)?.[1] ?? 'SQL').toUpperCase();

/** What tells one error from another, without its words: those of a database may hold values. */
function kindOf(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null)?.code;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : '_OTHER';
}

function end(span: Span, ending: Ending): void {
  if (ending) span.setAttribute('error.type', ending.error);
  if (ending?.own) span.setStatus({ code: SpanStatusCode.ERROR, message: ending.error });
  span.end();
}

class Open implements OpenSpan {
  constructor(private readonly around: Around) {}

  within<T>(work: () => T): T {
    return around.run(this.around, work);
  }

  tell(attributes: Attributes, name?: string): void {
    const { span } = this.around;
    span.setAttributes(attributes);
    if (name !== undefined) span.updateName(name);
  }

  end(ending: Ending): void {
    if (this.around.span.isRecording()) end(this.around.span, ending);
  }
}

/** Spans of OpenTelemetry: one for what somebody asks, and beneath it one for each statement and each stage of a compilation. */
export class Spans implements Tracing {
  constructor(private readonly tracer: Tracer) {}

  begin(name: string, carrier: Readonly<Record<string, unknown>>, attributes: Attributes): OpenSpan {
    const parent = propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
    const span = this.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
    return new Open({ span, context: trace.setSpan(parent, span) });
  }

  async statement<T>(system: 'sqlite' | 'postgresql', text: string, run: () => Promise<T> | T): Promise<T> {
    const parent = around.getStore();
    // What goes on behind an answer that is given (a subscription, what is noted later) is not part of it.
    if (!parent?.span.isRecording()) return run();
    const verb = verbOf(text);
    const attributes = {
      'db.system.name': system,
      'db.operation.name': verb,
      'db.query.text': text.slice(0, LONGEST_TEXT),
    };
    const span = this.tracer.startSpan(verb, { kind: SpanKind.CLIENT, attributes }, parent.context);
    let ending: Ending = null;
    try {
      return await run();
    } catch (error) {
      ending = { error: kindOf(error), own: true };
      throw error;
    } finally {
      end(span, ending);
    }
  }

  compiled(task: string, { durationMs, stagesMs }: Parameters<Tracing['compiled']>[1]): void {
    const parent = around.getStore();
    if (!parent?.span.isRecording()) return;
    const ended = Date.now();
    const attributes = { 'floe.compile.task': task };
    const whole = this.tracer.startSpan(
      `compile ${task}`,
      { startTime: ended - durationMs, attributes },
      parent.context,
    );
    const within = trace.setSpan(parent.context, whole);
    let at = ended - durationMs;
    for (const [stage, ms] of Object.entries(stagesMs)) {
      this.tracer.startSpan(stage, { startTime: at, attributes }, within).end(at + ms);
      at += ms;
    }
    whole.end(ended);
  }
}
