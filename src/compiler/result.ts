import type { CompiledManifest, CompiledProduct, Organization } from './artifact.js';
import type { Evolution } from './contracts/evolution.js';
import type { Diagnostic } from './diagnostic.js';
import type { NamedTables } from './facts/product/namedTables.js';

/** One printed line of a stage. A failed check (or a warning) carries its diagnostic. */
export interface Check {
  readonly ok: boolean;
  readonly message: string;
  /** 0 for a line of the stage, 1 for a line that belongs to the one above it (`✓ Schema compatibility: OK`). */
  readonly depth: number;
  readonly diagnostic?: Diagnostic;
}

export type StageStatus = 'passed' | 'failed' | 'skipped';

/** What the console prints as `[index/of] title`. */
export interface Stage {
  readonly index: number;
  readonly of: number;
  readonly title: string;
  readonly status: StageStatus;
  readonly checks: readonly Check[];
}

/** Hears of each stage of a compilation as it ends, in order. */
export type OnStage = (stage: Stage) => void;

interface Outcome {
  readonly outcome: 'succeeded' | 'failed';
  /** The fqn of the product (`sales.customer-360`) or the name of the manifest. */
  readonly subject: string;
  readonly stages: readonly Stage[];
  /** All findings of all stages, sorted by stage, document, position, code. */
  readonly diagnostics: readonly Diagnostic[];
  /** The console's last line of a failed compilation, e.g. "Fix data contract violation and re-run `floe compile`". */
  readonly closing: string | null;
}

export interface ProductCompileResult extends Outcome {
  readonly organization: Organization;
  /** null where the compilation failed. */
  readonly artifact: CompiledProduct | null;
  /** What it means to those who rely on the version that stands; null where none stands, or it cannot be told. */
  readonly evolution: Evolution | null;
  /** The tables it names, by which the claims of other products are found; of a failed compilation too. */
  readonly tables: NamedTables;
}

export interface ManifestCompileResult extends Outcome {
  readonly artifact: CompiledManifest | null;
}
