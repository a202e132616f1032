import type {
  CompiledAccess,
  CompiledColumn,
  CompiledContractTerms,
  CompiledLifecycle,
  CompiledProduct,
  CompiledSla,
} from './artifact.js';
import type { Consumption } from './contracts/evolution.js';
import type { JudgedChange } from './contracts/judge.js';
import type { SourceFile } from './source.js';

/** A manifest published in the catalog, as an action found it for a ref. */
export interface PublishedManifest {
  readonly name: string;
  readonly version: string;
  /** The oci:// ref it was published under, if any. */
  readonly ref: string | null;
  readonly digest: string;
  readonly source: SourceFile;
}

/** The answer to one `parent.ref`, `domain.ref` or `platform.ref`: the manifest, or the near matches of a ref nobody published. */
export type RefResolution =
  | { readonly ref: string; readonly found: PublishedManifest }
  | { readonly ref: string; readonly found: null; readonly nearMatches: readonly string[] };

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
}

/** A table of another product. */
export interface ClaimedTable {
  readonly table: string;
  /** fqn */
  readonly product: string;
  /** The output port that exposes it; null where only a model writes it. */
  readonly port: string | null;
}

/** One provider port that an output port is made from. */
export interface MadeFrom {
  /** The input port of the product through which it reads, `marketing.campaign-attribution.customers`. */
  readonly inputPort: string;
  readonly providerPort: string;
  /** No model of the product tells; all its input ports are taken to feed all its output ports. */
  readonly assumed: boolean;
}

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

/** The product that is being compiled as it stands, with the contracts that others hold on it. */
export interface StandingVersion {
  readonly compiled: CompiledProduct;
  readonly consumptions: readonly Consumption[];
}

/** A version of a provider that is announced and breaks a contract of the product that is being compiled. */
export interface RunningNotice {
  /** fqn of the provider's output port. */
  readonly providerPort: string;
  readonly product: string;
  readonly version: string;
  /** ISO 8601 UTC. */
  readonly effectiveAt: string;
  readonly changes: readonly JudgedChange[];
  /** The consumer has agreed to it. */
  readonly accepted: boolean;
}

/** Plain data about the rest of the mesh, gathered before a compilation; the compiler asks nobody. */
export interface MeshFacts {
  /** One entry a ref met on the way up from the document, in any order. */
  readonly refs: readonly RefResolution[];
  /** Every output port of every published product that an input port names (so near matches can be told). */
  readonly providerPorts: readonly ProviderPort[];
  /** The ports that input ports name and all that those are made of, through any number of products; each once. */
  readonly upstreamPorts: readonly UpstreamPort[];
  /** fqns of the published products (not retired) of the domains that input ports name. */
  readonly publishedProducts: readonly string[];
  /** Names of all domains known to the catalog. */
  readonly domains: readonly string[];
  /** The contracts this product already holds as consumer, by provider port fqn. */
  readonly standingContracts: readonly { readonly providerPort: string; readonly terms: CompiledContractTerms }[];
  /** What was announced for the contracts that this product holds as consumer. */
  readonly notices: readonly RunningNotice[];
  /** When all this was gathered, ISO 8601 UTC: the compiler has no clock. */
  readonly now: string;
  /** null: it is published for the first time. */
  readonly standing: StandingVersion | null;
  /** Tables that other standing products expose or write, out of those this product names. */
  readonly claimedTables: readonly ClaimedTable[];
}

export interface ProductCompileInput {
  readonly product: SourceFile;
  /** schemas/*.json, dbt schema YAML, SQL, platform-manifest.yaml ..., paths relative to the product folder. */
  readonly files: readonly SourceFile[];
  /** dbt's target/manifest.json, in place of schema YAML. */
  readonly dbtManifest?: string | null;
  /** `production` where nobody says otherwise (decision 20). */
  readonly environment: string;
  readonly mesh: MeshFacts;
}

export interface ManifestCompileInput {
  readonly manifest: SourceFile;
  readonly refs: readonly RefResolution[];
}
