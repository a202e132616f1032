import type { CompiledContractTerms, CompiledProduct } from './artifact.js';
import type { AnnouncedPort } from './contracts/announced.js';
import type { Consumption } from './contracts/evolution.js';
import type { JudgedChange } from './contracts/judge.js';
import type { SourceFile } from './source.js';
import type { RefResolution, ProviderPort, ClaimedTable, UpstreamPort } from './mesh.js';

/** The product that is being compiled as it stands, with the contracts that others hold on it. */
export interface StandingVersion {
  readonly compiled: CompiledProduct;
  readonly consumptions: readonly Consumption[];
}

/** A version of a provider that is announced and changes a port that the product reads. */
export interface RunningNotice {
  /** fqn of the provider's output port. */
  readonly providerPort: string;
  readonly product: string;
  readonly version: string;
  /** ISO 8601 UTC. */
  readonly effectiveAt: string;
  /** What it makes of the port; null: announced before that was kept. */
  readonly announced: AnnouncedPort | null;
  /** What the contract was told that the product holds; nothing where it holds none. */
  readonly changes: readonly JudgedChange[];
  /** The consumer has agreed to what it was told. */
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
  /** fqns of the published products (not retired) that input ports name; where one is not found, of all of its domain. */
  readonly publishedProducts: readonly string[];
  /** Names of all domains known to the catalog. */
  readonly domains: readonly string[];
  /** The contracts this product already holds as consumer, by provider port fqn. */
  readonly standingContracts: readonly { readonly providerPort: string; readonly terms: CompiledContractTerms }[];
  /** What is announced of the ports that input ports name. */
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
