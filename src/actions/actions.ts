import type { AccessQuestion } from '../compiler/access/accessPlaces.js';
import type { MeshFacts } from '../compiler/input.js';
import type { SourceLocation } from '../compiler/source.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import type { AnalyzedMigration, MigrationRequest } from './analyzeMigration.js';
import type { DriftRequest } from './catalogDrift.js';
import type { Drift } from './kit/needs.js';
import type { VersionDiff, DiffRequest } from './diffVersions.js';
import type { PreviewedChange, PreviewRequest } from './previewChange.js';
import type { ManyRequest, PublishedMany } from './publishMany.js';
import type { PublishedTogether, TogetherRequest } from './publishTogether.js';
import type { ProductRequest } from './kit/productRequest.js';
import type { PublishedManifestResult, ManifestRequest } from './publishManifest.js';
import type { PublishedProductResult } from './storing/storeProduct.js';
import type { AnnouncedProductResult, AnnounceRequest } from './announceProduct.js';
import type { WithdrawRequest } from './withdrawAnnouncement.js';
import type { AnnouncementResult, AcknowledgeRequest } from './acknowledgeChange.js';
import type { RetiredProductResult, RetireRequest } from './retireProduct.js';
import type { ObservationsRequest, RecordedObservations } from './recordObservations.js';
import type { DecideAccessRequest } from './access/decideAccess.js';
import type { AccessRequestResult, RequestAccessRequest } from './access/requestAccess.js';
import type { AcknowledgeBreachRequest, AcknowledgedBreach } from './sla/acknowledgeBreach.js';
import type { MaintenanceRequest, ScheduledMaintenance } from './sla/scheduleMaintenance.js';
import type { CreateWebhookRequest } from './webhooks/createWebhook.js';
import type { DeleteWebhookRequest } from './webhooks/deleteWebhook.js';
import type { RedeliverRequest } from './webhooks/redeliver.js';
import type { UpdateWebhookRequest } from './webhooks/updateWebhook.js';
import type { WebhookResult } from './webhooks/webhook.js';
import type { DatasetAliasRequest, DatasetAliasResult } from './ingest/addDatasetAlias.js';
import type { AlertsRequest, IngestedAlerts } from './ingest/ingestAlerts.js';
import type { DbtRequest, Ingested } from './ingest/ingestDbt.js';
import type { IngestedLineage, LineageRequest } from './ingest/ingestLineage.js';
import type { RecordedRun } from './runs/recordRun.js';
import type { RunRequest } from './runs/told.js';
import type { CreatedToken, CreateTokenRequest } from './createToken.js';
import type { RevokedToken, RevokeTokenRequest } from './revokeToken.js';

/** The verbs that only read. */
export type ReadingVerb =
  'accessPlace' | 'manifestContext' | 'compileContext' | 'previewChange' | 'diffVersions' | 'catalogDrift';

/** The verbs of the catalog. Each is one transaction together with its events, publishMany several; what it returns is durable. */
export interface Actions {
  publishManifest(request: ManifestRequest): Promise<PublishedManifestResult>;
  compileManifest(request: ManifestRequest): Promise<CompilationRow>;
  compileProduct(request: ProductRequest): Promise<CompilationRow>;
  compileContext(request: ProductRequest): Promise<MeshFacts>;
  manifestContext(request: ManifestRequest): Promise<Pick<MeshFacts, 'refs'>>;
  accessPlace(request: AccessQuestion): Promise<SourceLocation | null>;
  previewChange(request: PreviewRequest): Promise<PreviewedChange>;
  diffVersions(request: DiffRequest): Promise<VersionDiff>;
  catalogDrift(request: DriftRequest): Promise<readonly Drift[]>;
  analyzeMigration(request: MigrationRequest): Promise<AnalyzedMigration>;
  publishProduct(request: ProductRequest): Promise<PublishedProductResult>;
  publishTogether(request: TogetherRequest): Promise<PublishedTogether>;
  publishMany(request: ManyRequest): Promise<PublishedMany>;
  announceProduct(request: AnnounceRequest): Promise<AnnouncedProductResult>;
  withdrawAnnouncement(request: WithdrawRequest): Promise<AnnouncementResult>;
  acknowledgeChange(request: AcknowledgeRequest): Promise<AnnouncementResult>;
  retireProduct(request: RetireRequest): Promise<RetiredProductResult>;
  recordObservations(request: ObservationsRequest): Promise<RecordedObservations>;
  acknowledgeBreach(request: AcknowledgeBreachRequest): Promise<AcknowledgedBreach>;
  scheduleMaintenance(request: MaintenanceRequest): Promise<ScheduledMaintenance>;
  recordRun(request: RunRequest): Promise<RecordedRun>;
  ingestDbt(request: DbtRequest): Promise<Ingested>;
  ingestLineage(request: LineageRequest): Promise<IngestedLineage>;
  ingestAlerts(request: AlertsRequest): Promise<IngestedAlerts>;
  addDatasetAlias(request: DatasetAliasRequest): Promise<DatasetAliasResult>;
  requestAccess(request: RequestAccessRequest): Promise<AccessRequestResult>;
  decideAccess(request: DecideAccessRequest): Promise<AccessRequestResult>;
  createToken(request: CreateTokenRequest): Promise<CreatedToken>;
  revokeToken(request: RevokeTokenRequest): Promise<RevokedToken>;
  createWebhook(request: CreateWebhookRequest): Promise<WebhookResult>;
  updateWebhook(request: UpdateWebhookRequest): Promise<WebhookResult>;
  deleteWebhook(request: DeleteWebhookRequest): Promise<WebhookResult>;
  redeliver(request: RedeliverRequest): Promise<WebhookResult>;
}
