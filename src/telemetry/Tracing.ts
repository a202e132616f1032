/** What is said of a span, under the names of OpenTelemetry's semantic conventions. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** How it went: what the error was of, and whether it was the service's own; null where there was none. */
export type Ending = { readonly error: string; readonly own: boolean } | null;

/** Work for somebody outside, from its beginning to its end. */
export interface OpenSpan {
  /** Runs a part of it. What that asks of the store and of the compiler, as long as the span is open, stands beneath it. */
  within<T>(work: () => T): T;
  /** Says more of it, or names it anew. */
  tell(attributes: Attributes, name?: string): void;
  /** Ends it; once. */
  end(ending: Ending): void;
}

/** Tells a collector what a process does for whom, and how long each part took. */
export interface Tracing {
  /** Begins what somebody asked for. `carrier` has the names of W3C Trace Context (`traceparent`), where he is traced himself. */
  begin(name: string, carrier: Readonly<Record<string, unknown>>, attributes: Attributes): OpenSpan;
  /** Runs a statement of SQL beneath the span that is open; gives what it gives. Its text holds no values, nor does what is told of its errors. */
  statement<T>(system: 'sqlite' | 'postgresql', text: string, run: () => Promise<T> | T): Promise<T>;
  /** Tells of a task of the compiler that has just ended, and of its stages, in milliseconds, in order. */
  compiled(
    task: string,
    took: { readonly durationMs: number; readonly stagesMs: Readonly<Record<string, number>> },
  ): void;
}
