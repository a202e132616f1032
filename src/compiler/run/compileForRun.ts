import { compileWithFacts } from '../compileProduct.js';
import { approvedPlugins } from '../inherit/approval.js';
import type { ProductCompileInput } from '../input.js';
import { ingestionPorts, type IngestionPort } from '../ingestion/ingestionPorts.js';
import type { OnStage, ProductCompileResult } from '../result.js';
import type { RunPlan } from './plan.js';
import { planRun } from './planRun.js';

/** A product as it is run: what compiling it found, and its models as SQL. */
export interface Runnable {
  readonly result: ProductCompileResult;
  /** `plugins.compute.type` of the effective manifest; null where none is stated. */
  readonly compute: string | null;
  /** The computes that are approved for its domain (ADR-0021, approved_plugins); null: any. */
  readonly approved: readonly string[] | null;
  /** `plugins.orchestrator.type` of the effective manifest; null where none is stated. */
  readonly orchestrator: string | null;
  /** What tools bring in. */
  readonly ingestion: readonly IngestionPort[];
  /** Of its domain; null where no platform could be loaded. */
  readonly namespace: string | null;
  /** null where the compilation failed. */
  readonly plan: () => RunPlan | null;
}

/** Compiles a product, and plans its run as SQL where that is asked for. `given`: variables of the command line. */
export function compileForRun(
  input: ProductCompileInput,
  given: Readonly<Record<string, unknown>>,
  onStage?: OnStage,
): Runnable {
  const { result, facts } = compileWithFacts(input, onStage);
  const chosen = (category: string): string | null =>
    facts?.platform.services.find(({ kind }) => kind === category)?.type ?? null;
  return {
    result,
    approved: facts ? approvedPlugins(facts.platform.effective, 'compute') : null,
    compute: chosen('compute'),
    orchestrator: chosen('orchestrator'),
    ingestion: facts ? ingestionPorts(facts) : [],
    namespace: facts?.platform.domain.namespace ?? null,
    plan: () => (facts && result.outcome === 'succeeded' ? planRun(facts, given) : null),
  };
}
