import type { ModelingPattern } from '../compiler/artifact.js';
import type { MeshFacts } from '../compiler/input.js';
import type { UserError } from '../errors.js';
import type { AnnouncementResponse } from '../entities/rows/AnnouncedContractRow.js';
import type { AnnouncementRow } from '../entities/rows/AnnouncementRow.js';
import type { CompilationRow } from '../entities/rows/CompilationRow.js';
import type { ManifestRow } from '../entities/rows/ManifestRow.js';
import type { ProductRow } from '../entities/rows/ProductRow.js';
import type { SlaBreachRow } from '../entities/rows/SlaBreachRow.js';
import type { SourceFile } from '../compiler/source.js';
import type { AnalyzedMigration } from './analyzeMigration.js';
import type { VersionDiff } from './diffVersions.js';
import type { PreviewedChange } from './previewChange.js';
import type { PublishedTogether, TogetherRequest } from './publishTogether.js';

/** What is compiled for a client. */
interface Watchable {
  /** The name under which the client watches it. */
  readonly progressId?: string | null;
}

export interface ManifestRequest extends Watchable {
  /** The document, YAML. */
  readonly source: string;
  /** The name diagnostics give it. */
  readonly file: string;
  /** The oci:// ref it is published under; where absent, the one the configured registry implies. */
  readonly ref?: string | null;
  /** The version it replaces; another one stored is a CONFLICT. */
  readonly expectedVersion?: string | null;
}

export interface ProductRequest extends Watchable {
  readonly source: string;
  readonly file: string;
  readonly files: readonly SourceFile[];
  readonly dbtManifest?: string | null;
  readonly environment?: string | null;
  readonly expectedVersion?: string | null;
  /** publishProduct: why contracts may be broken before their notice has ended. */
  readonly forceReason?: string | null;
}

export interface AnnounceRequest extends ProductRequest {
  /** ISO 8601 UTC: a later date than the notices ask for. */
  readonly effectiveAt?: string | null;
}

export interface WithdrawRequest {
  readonly fqn: string;
  readonly reason: string;
}

export interface AcknowledgeRequest {
  /** The name of the contract. */
  readonly contract: string;
  readonly response: AnnouncementResponse;
  readonly note?: string | null;
}

export interface AnnouncedProductResult {
  readonly announcement: AnnouncementRow | null;
  readonly compilation: CompilationRow;
  readonly userErrors: readonly UserError[];
}

export interface AnnouncementResult {
  readonly announcement: AnnouncementRow | null;
  readonly userErrors: readonly UserError[];
}

/** One of the three. */
export interface PreviewRequest {
  readonly product?: ProductRequest | null;
  /** Another JSON Schema for a port that stands. */
  readonly port?: { readonly fqn: string; readonly schema: string; readonly file: string } | null;
  /** A DataContract document for a contract that stands. */
  readonly contract?: { readonly name: string; readonly source: string; readonly file: string } | null;
}

export interface MigrationRequest {
  readonly domain?: string | null;
  /** fqn */
  readonly product?: string | null;
  readonly to: ModelingPattern;
}

export interface RetireRequest {
  readonly fqn: string;
  readonly reason: string;
  readonly expectedVersion?: string | null;
}

export interface ObservationRequest {
  /** fqn of the output port. */
  readonly port: string;
  readonly objective: 'freshness' | 'availability' | 'quality';
  /** ISO 8601 UTC: when it was observed. */
  readonly at: string;
  /** FRESHNESS: the time of the newest data. */
  readonly dataAt?: string | null;
  /** AVAILABILITY: one probe or run. */
  readonly up?: boolean | null;
  /** QUALITY: completeness, accuracy ... */
  readonly metric?: string | null;
  /** QUALITY: the measured share, 0 to 100. */
  readonly value?: number | null;
}

/** Two kept versions of a product or an output port (fqn), or of a contract (name). */
export interface DiffRequest {
  readonly fqn: string;
  readonly from: string;
  readonly to: string;
}

export interface PublishedManifestResult {
  readonly manifest: ManifestRow | null;
  readonly compilation: CompilationRow;
  readonly userErrors: readonly UserError[];
}

export interface PublishedProductResult {
  readonly product: ProductRow | null;
  readonly compilation: CompilationRow;
  readonly userErrors: readonly UserError[];
}

export interface RetiredProductResult {
  readonly product: ProductRow | null;
  readonly userErrors: readonly UserError[];
}

export interface RecordedObservations {
  readonly accepted: number;
  /** Breaches that these observations opened or resolved, in the order of the observations. */
  readonly breaches: readonly SlaBreachRow[];
  readonly userErrors: readonly UserError[];
}

/** The verbs of the catalog. Each is one transaction together with its events; what it returns is durable. */
export interface Actions {
  publishManifest(request: ManifestRequest): Promise<PublishedManifestResult>;
  compileManifest(request: ManifestRequest): Promise<CompilationRow>;
  compileProduct(request: ProductRequest): Promise<CompilationRow>;
  compileContext(request: ProductRequest): Promise<MeshFacts>;
  manifestContext(request: ManifestRequest): Promise<Pick<MeshFacts, 'refs'>>;
  previewChange(request: PreviewRequest): Promise<PreviewedChange>;
  diffVersions(request: DiffRequest): Promise<VersionDiff>;
  analyzeMigration(request: MigrationRequest): Promise<AnalyzedMigration>;
  publishProduct(request: ProductRequest): Promise<PublishedProductResult>;
  publishTogether(request: TogetherRequest): Promise<PublishedTogether>;
  announceProduct(request: AnnounceRequest): Promise<AnnouncedProductResult>;
  withdrawAnnouncement(request: WithdrawRequest): Promise<AnnouncementResult>;
  acknowledgeChange(request: AcknowledgeRequest): Promise<AnnouncementResult>;
  retireProduct(request: RetireRequest): Promise<RetiredProductResult>;
  recordObservations(request: { readonly observations: readonly ObservationRequest[] }): Promise<RecordedObservations>;
}
