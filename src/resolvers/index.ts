import 'reflect-metadata';
import type { ResolverClass } from '../schema/buildSchema.js';
import { AnnouncementMutation } from './Mutation/AnnouncementMutation.js';
import { ManifestMutation } from './Mutation/ManifestMutation.js';
import { ObservationMutation } from './sla/ObservationMutation.js';
import { IngestMutation } from './Mutation/IngestMutation.js';
import { ProductMutation } from './Mutation/ProductMutation.js';
import { AccessRequestMutation } from './access/AccessRequestMutation.js';
import { AccessRequestResolver } from './access/AccessRequestResolver.js';
import { AccessReasonResolver } from './access/AccessReasonResolver.js';
import { TokenMutation } from './access/TokenMutation.js';
import { AccessQuery } from './access/AccessQuery.js';
import { ContractQuery } from './Query/ContractQuery.js';
import { DatasetQuery } from './Query/DatasetQuery.js';
import { DiagnosticQuery } from './Query/DiagnosticQuery.js';
import { DiscoveryQuery } from './Query/DiscoveryQuery.js';
import { FollowMutation } from './following/FollowMutation.js';
import { FollowQuery } from './following/FollowQuery.js';
import { FollowResolver } from './following/FollowResolver.js';
import { TermQuery } from './Query/TermQuery.js';
import { ColumnResolver, TermResolver } from './types/TermResolver.js';
import { SearchQuery } from './Query/SearchQuery.js';
import { MigrationMutation } from './Mutation/MigrationMutation.js';
import { EvolutionQuery } from './Query/EvolutionQuery.js';
import { WebhookMutation } from './webhooks/WebhookMutation.js';
import { WebhookQuery } from './webhooks/WebhookQuery.js';
import { DeliveryResolver, WebhookResolver } from './webhooks/WebhookResolver.js';
import { RunMutation } from './runs/RunMutation.js';
import { CatalogEventQuery } from './feed/CatalogEventQuery.js';
import { RunQuery } from './runs/RunQuery.js';
import { RunResolver } from './runs/RunResolver.js';
import { NodeQuery } from './Query/NodeQuery.js';
import { PlatformQuery } from './Query/PlatformQuery.js';
import { ProductQuery } from './Query/ProductQuery.js';
import { SlaQuery } from './sla/SlaQuery.js';
import { References } from './references.js';
import { AuditEventResolver } from './access/AuditEventResolver.js';
import { AnnouncedContractResolver, AnnouncementResolver } from './types/AnnouncementResolver.js';
import {
  ChangePreviewResolver,
  ConsumerImpactResolver,
  DownstreamImpactResolver,
} from './types/ChangePreviewResolver.js';
import { CompilationResolver, DiagnosticResolver } from './types/CompilationResolver.js';
import { CatalogEventResolver } from './feed/CatalogEventResolver.js';
import { ContractChangeResolver } from './feed/ContractChangeResolver.js';
import { DataContractResolver, DataContractVersionResolver } from './types/DataContractResolver.js';
import { DataProductResolver } from './types/DataProductResolver.js';
import { DatasetAliasResolver, UnmatchedDatasetResolver } from './types/DatasetResolver.js';
import { DomainResolver } from './types/DomainResolver.js';
import { DataProductSourceResolver, InputPortResolver } from './types/InputPortResolver.js';
import { LayerNamespaceResolver } from './types/LayerNamespaceResolver.js';
import { LayerResolver } from './types/LayerResolver.js';
import { LineageEdgeResolver, LineageNodeResolver } from './types/LineageResolver.js';
import { ManifestResolver } from './types/ManifestResolver.js';
import { ModelResolver } from './types/ModelResolver.js';
import { NodeResolver } from './types/NodeResolver.js';
import { OutputPortResolver } from './types/OutputPortResolver.js';
import { PolicyOriginResolver, PolicyStepResolver } from './types/PolicyResolver.js';
import { ProductRelationsResolver } from './types/ProductRelationsResolver.js';
import { ScheduleResolver } from './types/ScheduleResolver.js';
import { MaintenanceResolver } from './sla/MaintenanceResolver.js';
import { SlaReportResolver } from './sla/SlaReportResolver.js';
import { SlaStatusResolver } from './sla/SlaStatusResolver.js';
import { SlaBreachResolver } from './sla/SlaBreachResolver.js';
import { TableResolver } from './types/TableResolver.js';

/** Every query, every mutation, every type with computed fields, and the references of the federation. */
export const catalogResolvers: readonly ResolverClass[] = [
  ...[
    NodeQuery,
    PlatformQuery,
    ProductQuery,
    ContractQuery,
    DiscoveryQuery,
    SearchQuery,
    TermQuery,
    TermResolver,
    ColumnResolver,
    DiagnosticQuery,
    EvolutionQuery,
  ],
  ...[DatasetQuery, IngestMutation, DatasetAliasResolver, UnmatchedDatasetResolver],
  ...[AccessQuery, TokenMutation, AccessRequestMutation],
  ...[WebhookQuery, WebhookMutation, WebhookResolver, DeliveryResolver],
  ...[CatalogEventQuery],
  ...[FollowQuery, FollowMutation, FollowResolver],
  ...[RunQuery, RunMutation, RunResolver],
  ...[ManifestMutation, ProductMutation, ObservationMutation, AnnouncementMutation, MigrationMutation],
  ...[NodeResolver, DomainResolver, ManifestResolver, PolicyOriginResolver, PolicyStepResolver],
  ...[LayerResolver, LayerNamespaceResolver, TableResolver, ModelResolver],
  ...[DataProductResolver, ProductRelationsResolver, OutputPortResolver, InputPortResolver, DataProductSourceResolver],
  ...[ScheduleResolver, DataContractResolver, DataContractVersionResolver, ContractChangeResolver],
  CatalogEventResolver,
  ...[LineageNodeResolver, LineageEdgeResolver, CompilationResolver, DiagnosticResolver, SlaBreachResolver],
  ...[AnnouncementResolver, AnnouncedContractResolver],
  ...[ChangePreviewResolver, ConsumerImpactResolver, DownstreamImpactResolver],
  ...[SlaQuery, SlaStatusResolver, SlaReportResolver, MaintenanceResolver],
  ...[AuditEventResolver, AccessRequestResolver, AccessReasonResolver],
  References,
];
