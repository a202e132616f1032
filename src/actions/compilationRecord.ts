import type { ManifestCompileResult, ProductCompileResult } from '../compiler/result.js';
import type { CompilationRow } from '../entities/rows/CompilationRow.js';

export interface Measured<T> {
  readonly result: T;
  readonly durationMs: number;
}

/** Runs a compilation and takes its time in milliseconds. */
export function measured<T>(compile: () => T): Measured<T> {
  const start = performance.now();
  const result = compile();
  return { result, durationMs: performance.now() - start };
}

/** The row that records a compilation, failed or not. */
export function compilationRecord(
  { result, durationMs }: Measured<ProductCompileResult | ManifestCompileResult>,
  facts: { readonly kind: 'product' | 'manifest'; readonly environment: string; readonly at: string },
): Omit<CompilationRow, 'id'> {
  return {
    subject: result.subject,
    subjectKind: facts.kind,
    status: result.outcome,
    stages: [...result.stages],
    diagnostics: [...result.diagnostics],
    closing: result.closing,
    artifacts: result.artifact,
    contractNames: [],
    durationMs,
    environment: facts.environment,
    at: facts.at,
  };
}
