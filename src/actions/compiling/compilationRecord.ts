import type { ManifestCompileResult, ProductCompileResult } from '../../compiler/result.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import type { Measured } from '../kit/needs.js';

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
