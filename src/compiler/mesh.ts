import type { SourceFile } from './source.js';
import type { CompiledAccess, CompiledColumn, CompiledKept, CompiledLifecycle, CompiledSla } from './artifact.js';

/** What a published output port promises, and what it rests on. */
export interface UpstreamPort {
  readonly fqn: string;
  /** `marketing.campaign-attribution` */
  readonly product: string;
  readonly sla: CompiledSla | null;
  /** The longest that its data waits for the next run to end (ISO 8601); null where its product has no schedule. */
  readonly runsWithin: string | null;
  readonly madeFrom: readonly MadeFrom[];
}

/** One provider port that an output port is made from. */
export interface MadeFrom {
  /** The input port of the product through which it reads, `marketing.campaign-attribution.customers`. */
  readonly inputPort: string;
  readonly providerPort: string;
  /** No model of the product tells; all its input ports are taken to feed all its output ports. */
  readonly assumed: boolean;
}

/** A table of another product. */
export interface ClaimedTable {
  readonly table: string;
  /** fqn */
  readonly product: string;
  /** The output port that exposes it; null where only a model writes it. */
  readonly port: string | null;
}

/** What the catalog knows of an output port that an input port names. */
export interface ProviderPort {
  /** `marketing.campaign-attribution.customer_interactions` */
  readonly fqn: string;
  readonly domain: string;
  readonly product: string;
  readonly port: string;
  readonly table: string;
  readonly columns: readonly CompiledColumn[];
  readonly sla: CompiledSla | null;
  readonly access: CompiledAccess;
  readonly lifecycle?: CompiledLifecycle;
  readonly kept?: CompiledKept;
}

/** The answer to one `parent.ref`, `domain.ref` or `platform.ref`: the manifest, or the near matches of a ref nobody published. */
export type RefResolution =
  | {
      readonly ref: string;
      readonly found: PublishedManifest;
      /** The digest that its tag leads to now, where that is not the one that it is pinned to. */
      readonly movedTo?: string;
    }
  | {
      readonly ref: string;
      readonly found: null;
      readonly nearMatches: readonly string[];
      /** Why its registry did not give it either, where that was asked. */
      readonly notPulled?: string;
    };

/** A manifest published in the catalog, as an action found it for a ref. */
export interface PublishedManifest {
  readonly name: string;
  readonly version: string;
  /** The oci:// ref it was published under, if any. */
  readonly ref: string | null;
  readonly digest: string;
  /** Of the artifact that its ref is pinned to. */
  readonly artifactDigest?: string | null;
  readonly source: SourceFile;
}
