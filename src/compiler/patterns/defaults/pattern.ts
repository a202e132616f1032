import type { CompiledScd, Enforcement, ModelingPattern, NamingCase } from '../../artifact.js';

/** What a pattern says of one layer as long as no manifest says otherwise. */
export interface LayerDefaults {
  readonly name: string;
  readonly prefix: string;
  readonly description: string;
  readonly requiredTests: readonly string[];
  /** 0 to 100. */
  readonly minimumCoverage: number;
  /** The last segment of the layer's namespace. */
  readonly namespace: string;
  /** Of a layer of dimensions. */
  readonly scd?: CompiledScd;
}

/** A modeling pattern as a table of defaults. Defaults fill what no manifest states; they are no policy (decision 2). */
export interface Pattern {
  readonly name: ModelingPattern;
  /** In pattern order: the way data flows. */
  readonly layers: readonly LayerDefaults[];
  readonly enforcement: Enforcement;
  readonly namingCase: NamingCase;
}
