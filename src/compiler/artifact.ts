/**
 * The compiled forms: what a compilation hands on to the store. Normalised, JSON-safe, the same bytes for the same
 * input (no clock, sorted where order means nothing). Durations are ISO 8601 in the units of the document ("PT24H"
 * stays "PT24H"); percentages are numbers from 0 to 100.
 */

export type Organization = 'centralized' | 'data_mesh';
export type ModelingPattern = 'medallion' | 'kimball' | 'data_vault' | 'hybrid';
export type Enforcement = 'off' | 'warn' | 'strict';
export type NamingCase = 'snake_case' | 'camelCase' | 'PascalCase';
export type CompatibilityMode =
  'none' | 'backward' | 'forward' | 'full' | 'backward_transitive' | 'forward_transitive' | 'full_transitive';

export interface CompiledOwner {
  readonly team: string | null;
  readonly email: string | null;
  readonly slack: string | null;
}

/** Numbers that bound the values of a column, by JSON Schema's names: minimum, maxLength, multipleOf, minItems ... */
export type ColumnBounds = Readonly<Partial<Record<BoundName, number>>>;
export type BoundName =
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'multipleOf'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minProperties'
  | 'maxProperties';

/** What a document may say of a column beyond what every column says; absent where it says nothing. */
interface ColumnDetails {
  /** A stable id, kept when the column is renamed (Open Data Contract Standard). */
  readonly id?: string;
  /** Names that it had before, by which a reader of this contract finds it in older data. */
  readonly aliases?: readonly string[];
  /** The name it had before, where readers of either name must change. */
  readonly renamedFrom?: string;
  readonly default?: unknown;
  /** true: the list of values may grow without notice. */
  readonly enumOpen?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly bounds?: ColumnBounds;
  readonly physicalType?: string;
  /** Of an object. */
  readonly fields?: readonly CompiledColumn[];
  /** What an array holds. */
  readonly items?: CompiledColumn;
  /** What a map holds. */
  readonly keys?: CompiledColumn;
  readonly values?: CompiledColumn;
  /** The types of which it is one. */
  readonly branches?: readonly string[];
  /** The columns of other tables it refers to: `customers.id`. */
  readonly references?: readonly string[];
  readonly encrypted?: boolean;
  readonly maskedInNonProd?: boolean;
  /** Days after which the data is gone. */
  readonly retentionDays?: number;
  readonly deprecated?: boolean;
  /** Unit, currency or meaning of the values: another one is another column. */
  readonly semantic?: string;
  readonly title?: string;
  readonly tags?: readonly string[];
  /** Terms of the glossary. */
  readonly terms?: readonly string[];
  /** What else is promised, by its own name; a change of it is told, not judged. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface CompiledColumn extends ColumnDetails {
  readonly name: string;
  /** string, integer, number, boolean, timestamp, date, time, decimal(p,s), array, object ...; any where none is stated */
  readonly type: string;
  readonly required: boolean;
  readonly description: string | null;
  readonly enum: readonly string[] | null;
  readonly classification: string | null;
  readonly primaryKey: boolean;
  readonly unique: boolean;
}

export interface CompiledSla {
  readonly freshness: string | null;
  readonly availability: number | null;
  readonly quality: readonly { readonly metric: string; readonly target: number }[];
  /** How long data is kept, ISO 8601. */
  readonly retention?: string;
  /** Dates, ISO 8601: until when it is mended, until when it is there at all. */
  readonly endOfSupport?: string;
  readonly endOfLife?: string;
  /** What else is promised, by its own name. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A rule of quality beyond the targets of an SLA (Open Data Contract Standard, `quality`). */
export interface CompiledQualityRule {
  /** Its id or name; what it measures where it has neither. */
  readonly key: string;
  readonly type: string;
  /** The library metric, the query or the engine's own text. */
  readonly measure: unknown;
  readonly operator: string | null;
  readonly threshold: unknown;
}

export type GranteeKind = 'role' | 'domain' | 'product';
export interface CompiledGrant {
  readonly grantee: string;
  readonly granteeKind: GranteeKind;
  readonly access: 'read' | 'read_write';
}
export interface CompiledAccess {
  /** Whether the document has an access block at all; without one, `default` is deny (decision 11). */
  readonly stated: boolean;
  readonly default: 'deny' | 'allow';
  readonly grants: readonly CompiledGrant[];
}

/** How the dimensions of a layer keep history (ADR-0021, Slowly Changing Dimensions). */
export interface CompiledScd {
  /** 1 overwrites, 2 adds a row. */
  readonly typesAllowed: readonly number[];
  /** The type of a dimension that says nothing; null where no manifest says and the pattern has no default. */
  readonly defaultType: number | null;
}

export interface CompiledLayer {
  readonly name: string;
  /** What the names of its models begin with, the first where there are several; empty where suffixes or patterns say it. */
  readonly prefix: string;
  /** All of them, where there are several. */
  readonly prefixes?: readonly string[];
  /** What the names end with. */
  readonly suffixes?: readonly string[];
  /** Regular expressions of the names. */
  readonly namePatterns?: readonly string[];
  readonly description: string | null;
  readonly requiredTests: readonly string[];
  readonly minimumCoverage: number;
  /** `sales.gold`; in a centralized platform `gold`. */
  readonly namespace: string;
  /** Absent where the layer says nothing of slowly changing dimensions. */
  readonly scd?: CompiledScd;
}

export interface CompiledNamespace {
  readonly path: string;
  readonly parent: string | null;
  /** The layer it holds, if it is a layer namespace. */
  readonly layer: string | null;
  readonly grants: readonly CompiledGrant[];
}

/** One step in the life of an effective value, root manifest first. */
export interface PolicyStep {
  readonly manifest: string; // name@version
  readonly value: unknown;
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
}
export type MergeStrategy = 'override' | 'extend' | 'strengthen' | 'forbid';
export interface PolicyOrigin {
  readonly path: string;
  readonly value: unknown;
  /** name@version of the manifest the standing value comes from. */
  readonly manifest: string;
  readonly strategy: MergeStrategy;
  readonly chain: readonly PolicyStep[];
}

export interface CompiledService {
  /** compute, orchestrator, catalog, ingestion, semantic_layer ... */
  readonly kind: string;
  readonly type: string;
  readonly config: unknown;
  /** true where the enterprise (or the centralized platform) offers it to all, false where the domain chose it. */
  readonly shared: boolean;
  readonly origin: PolicyOrigin;
}

/** A term of the glossary. */
export interface CompiledTerm {
  readonly name: string;
  readonly definition: string;
  readonly owner: CompiledOwner | null;
}

export interface CompiledManifest {
  readonly name: string;
  readonly version: string;
  readonly scope: 'enterprise' | 'domain' | 'platform';
  /** Nearest parent first; what each ref resolved to, with its digest. */
  readonly ancestors: readonly {
    readonly name: string;
    readonly version: string;
    readonly ref: string | null;
    readonly digest: string;
  }[];
  /** The document merged with every ancestor, in the documents' own field names. */
  readonly effective: Record<string, unknown>;
  readonly pattern: ModelingPattern | null;
  readonly layers: readonly CompiledLayer[];
  readonly namespaces: readonly CompiledNamespace[];
  readonly services: readonly CompiledService[];
  /** scope domain: the domain it is the platform of. scope platform: the implicit one, named after the manifest. */
  readonly domain: {
    readonly name: string;
    readonly namespace: string;
    readonly owners: readonly CompiledOwner[];
  } | null;
  /** scope enterprise: the domain of its own products, which it is the platform of (docs/decisions/0012); absent where it has none. */
  readonly carriedDomain?: {
    readonly name: string;
    readonly namespace: string;
    readonly owners: readonly CompiledOwner[];
    readonly pattern: ModelingPattern;
    readonly layers: readonly CompiledLayer[];
    /** Its root and those below. */
    readonly namespaces: readonly CompiledNamespace[];
  };
  /** The terms that it explains itself; absent where none. */
  readonly glossary?: readonly CompiledTerm[];
  /** scope enterprise: the domains it registers, in document order. */
  readonly registeredDomains: readonly {
    readonly name: string;
    readonly namespace: string;
    readonly owners: readonly CompiledOwner[];
  }[];
}

/** Where a product, a port or a contract stands in its life; absent where it is simply in use. */
export interface CompiledLifecycle {
  readonly status: 'draft' | 'active' | 'deprecated' | 'retired';
  /** ISO 8601 dates. */
  readonly since?: string;
  readonly removeAfter?: string;
  /** fqn of the output port (of a product: of the product) that takes its place. */
  readonly replacedBy?: string;
}

export interface CompiledOutputPort {
  readonly name: string;
  /** A stable id that a rename does not change. */
  readonly id?: string;
  readonly fqn: string;
  readonly description: string | null;
  readonly table: string;
  /** The namespace of the table: everything before its last dot. */
  readonly namespace: string;
  readonly columns: readonly CompiledColumn[];
  readonly sla: CompiledSla | null;
  readonly access: CompiledAccess;
  readonly lifecycle?: CompiledLifecycle;
  readonly kept?: CompiledKept;
  readonly tags?: readonly string[];
  /** Terms of the glossary. */
  readonly terms?: readonly string[];
}

/** How it is known which columns of a port a product uses: declared under `source.columns`, or read from its models' SQL. */
export type ColumnsOrigin = 'declared' | 'read';

export type CompiledInputSource =
  | {
      readonly kind: 'ingestion';
      readonly type: string;
      readonly source: string;
      readonly config: Record<string, unknown>;
    }
  | {
      readonly kind: 'data_product';
      readonly ref: string;
      /** The columns that the product uses; absent where that is not known: then all. */
      readonly columns?: readonly string[];
      readonly columnsOrigin?: ColumnsOrigin;
    };

export interface CompiledInputPort {
  readonly name: string;
  readonly fqn: string;
  readonly description: string | null;
  readonly source: CompiledInputSource;
  readonly freshnessRequirement: string | null;
}

export interface CompiledModel {
  readonly name: string;
  /** `sales.customer-360#sales_gold_customers` */
  readonly fqn: string;
  readonly layer: string | null;
  /** The catalog table it writes, `sales.gold.customers`; null where it belongs to no layer. */
  readonly table: string | null;
  readonly columns: readonly CompiledColumn[];
  /** Names of the tests it declares, model and column level, each once, sorted. */
  readonly tests: readonly string[];
  /** 0 to 100. */
  readonly coverage: number;
  readonly description: string | null;
}

export type LineageKind = 'source' | 'input_port' | 'model' | 'output_port' | 'product' | 'column';

/** How a column is made of another; `unknown` where its name alone tells. */
export type ColumnDerivation = 'identity' | 'transformation' | 'hash' | 'aggregation' | 'unknown';
/** Edges are stored for each level they are read at; see docs/graph.md. */
export interface CompiledEdge {
  readonly level: 'product' | 'port' | 'model' | 'column';
  readonly from: string;
  readonly fromKind: LineageKind;
  readonly to: string;
  readonly toKind: LineageKind;
  /** At level column. */
  readonly how?: ColumnDerivation;
}

export interface CompiledSchedule {
  readonly cron: string;
  readonly timezone: string;
  /** The longest time between the beginnings of two runs. */
  readonly longestGap: string;
  /** How long a run takes; null where the document does not say. */
  readonly duration: string | null;
}

/**
 * What a document of the Open Data Contract Standard said beyond the port that was read from it (docs/standards.md):
 * judged with it, and given out with it. Where no such document was, all but `product` and `row` is empty.
 */
export interface CompiledKept {
  readonly contract: Readonly<Record<string, string | undefined>>;
  readonly ports: readonly { readonly port: string; readonly schema?: string | undefined }[];
  /** The names of columns in the document, by ours. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly residue: {
    /** By place: a JSON pointer in which an item of a list stands by its name, `[orders]`. */
    readonly kept?: Readonly<Record<string, unknown>> | undefined;
    /** What the document writes `as` one thing and the port says `for` it. */
    readonly written?: Readonly<Record<string, { readonly as: unknown; readonly for: unknown }>> | undefined;
  };
  /**
   * What a document of the Open Data Product Standard said beyond the product and this port, by place: `/product/team`,
   * and of the port `/product/port/sbom`.
   */
  readonly product?: Readonly<Record<string, unknown>> | undefined;
  /** What its JSON Schema says of a row as a whole by words that no column holds, by their names. */
  readonly row?: Readonly<Record<string, unknown>> | undefined;
}

/** What a contract promises, apart from its name, version and status. */
export interface CompiledContractTerms {
  readonly columns: readonly CompiledColumn[];
  readonly sla: CompiledSla | null;
  readonly compatibility: CompatibilityMode;
  /** ISO 8601, "P7D". */
  readonly breakingChangeNotice: string | null;
  readonly table: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly lifecycle?: CompiledLifecycle;
  readonly rules?: readonly CompiledQualityRule[];
  readonly kept?: CompiledKept;
  /** What else is promised, by its own name; a change of it is told, not judged. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The policy by which a contract is made and its changes are judged. */
export interface CompiledContractPolicy {
  readonly compatibility: CompatibilityMode;
  /** ISO 8601. */
  readonly breakingChangeNotice: string;
  /** By whose rules types may grow; absent: only where every value stays what it is. */
  readonly profile?: 'default' | 'iceberg' | 'delta' | 'avro';
  /** Rows of the table of changes that are risky where they would break, and the manifest that says so. */
  readonly demoted?: { readonly rules: readonly string[]; readonly by: string };
}

/** A dependency on another product's output port; the contract's name and version are given when it is established. */
export interface CompiledContract {
  readonly providerPort: string;
  readonly consumer: string;
  readonly inputPort: string;
  /** null while the provider is not published. */
  readonly terms: CompiledContractTerms | null;
  /** The policy by which a contract is made when the provider arrives. */
  readonly policy: CompiledContractPolicy;
}

export interface CompiledProduct {
  readonly fqn: string;
  readonly name: string;
  readonly domain: string;
  readonly version: string;
  readonly description: string | null;
  readonly ownership: CompiledOwner;
  readonly pattern: ModelingPattern;
  /** What every ref of the chain resolved to, nearest first (decision 10). */
  readonly platform: readonly {
    readonly ref: string;
    readonly name: string;
    readonly version: string;
    readonly digest: string;
  }[];
  readonly layers: readonly CompiledLayer[];
  readonly outputPorts: readonly CompiledOutputPort[];
  readonly inputPorts: readonly CompiledInputPort[];
  readonly models: readonly CompiledModel[];
  /** Edges inside the product and from its sources and providers into its input ports (port level and model level). Product level: provider product -> this. */
  readonly lineage: readonly CompiledEdge[];
  readonly contracts: readonly CompiledContract[];
  readonly schedule: CompiledSchedule | null;
  readonly tags?: readonly string[];
  /** Test coverage of the product as a whole, 0 to 100; null without models. */
  readonly lifecycle?: CompiledLifecycle;
  readonly coverage: number | null;
}
