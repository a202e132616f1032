import type {
  CompatibilityMode,
  CompiledLayer,
  CompiledNamespace,
  CompiledOwner,
  CompiledService,
  Enforcement,
  ModelingPattern,
  NamingCase,
  PolicyOrigin,
  Organization,
} from '../../artifact.js';
import type { Judging } from '../../contracts/judge.js';
import type { PromotionProfile } from '../../types/dataType.js';
import type { Severity } from '../../diagnostic.js';
import type { Decoded } from '../../document/decode.js';
import type { Manifest } from '../../document/manifest.js';
/** enterprise and domain as the documents say; platform: centralized, no scope in the document. */
export type ManifestScope = 'enterprise' | 'domain' | 'platform';

/** One manifest of the chain a product compiles under. */
export interface ChainLink {
  readonly manifest: Decoded<Manifest>;
  readonly name: string;
  readonly version: string;
  /** The ref as the document below writes it; null for the document that is being compiled itself. */
  readonly ref: string | null;
  /** null for a document that comes from no catalog (a centralized project's own platform-manifest.yaml). */
  readonly digest: string | null;
  readonly scope: ManifestScope;
}

/** What the classification of a column asks of it (ADR-0021, Enterprise Manifest, `governance.classification`). */
export interface ClassificationDuties {
  readonly requires_encryption?: boolean;
  readonly retention_max_days?: number;
  readonly requires_masking_in_non_prod?: boolean;
}

/** The merged chain of manifests that a product compiles under. */
export interface EffectivePlatform {
  readonly organization: Organization;
  /** Nearest first: domain, enterprise; or the one manifest of a centralized platform. */
  readonly chain: readonly ChainLink[];
  /** The chain merged, in the documents' own field names; pattern defaults are not in it. */
  readonly effective: Record<string, unknown>;
  /** Where the value at a path (`governance.quality_gates.minimum_test_coverage`) comes from; null where no manifest states it. */
  explain(path: string): PolicyOrigin | null;
  /** Centralized: the implicit domain, both names the manifest's. */
  readonly domain: { readonly name: string; readonly namespace: string };
  /** The domain is the one that the enterprise carries itself: its products are for all domains. */
  readonly carried: boolean;
  readonly owners: readonly CompiledOwner[];
  readonly enterprise: { readonly name: string; readonly version: string } | null;
  readonly pattern: ModelingPattern;
  readonly enforcement: Enforcement;
  readonly namingCase: NamingCase;
  /** null: the names of columns are nobody's business. */
  readonly columnCase: NamingCase | null;
  /** In pattern order. */
  readonly layers: readonly CompiledLayer[];
  /** Roots before their children. */
  readonly namespaces: readonly CompiledNamespace[];
  /** `governance.quality_gates.required_tests`, asked of every model beside its layer's own (decision 3). */
  readonly requiredTests: readonly string[];
  readonly minimumTestCoverage: { readonly value: number; readonly path: string } | null;
  /** A required test's name to the dbt tests that also count as it (decision 7). */
  readonly testAliases: Readonly<Record<string, readonly string[]>>;
  readonly classification: {
    /** From weakest to strongest (decision 8); empty where no manifest lists them. */
    readonly levels: readonly string[];
    readonly duties: Readonly<Record<string, ClassificationDuties>>;
  };
  readonly contractPolicy: {
    readonly compatibility: CompatibilityMode;
    /** ISO 8601. */
    readonly breakingChangeNotice: string;
    /** By whose rules types may grow. */
    readonly profile: PromotionProfile;
    /** Rows of the table of changes that are risky where they would break, and the manifest that says so; null: none. */
    readonly demoted: Judging['demoted'] | null;
    /** null: not configured. */
    readonly unpublishedProvider: Severity | null;
  };
  readonly services: readonly CompiledService[];
}
