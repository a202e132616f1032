import { AccessRequestRow } from './access/AccessRequestRow.js';
import { ApiTokenRow } from './access/ApiTokenRow.js';
import { AuditEventRow } from './access/AuditEventRow.js';
import { IdempotencyKeyRow } from './access/IdempotencyKeyRow.js';
import { AnnouncedContractRow } from './contracts/AnnouncedContractRow.js';
import { AnnouncementRow } from './contracts/AnnouncementRow.js';
import { CompilationRow } from './platform/CompilationRow.js';
import { ContractChangeRow } from './contracts/ContractChangeRow.js';
import { ContractRow } from './contracts/ContractRow.js';
import { ContractVersionRow } from './contracts/ContractVersionRow.js';
import { CounterRow } from './platform/CounterRow.js';
import { DatasetAliasRow } from './datasets/DatasetAliasRow.js';
import { DomainRow } from './platform/DomainRow.js';
import { EdgeRow } from './products/EdgeRow.js';
import { EventCounterRow } from './events/EventCounterRow.js';
import { EventRow } from './events/EventRow.js';
import { FollowRow } from './access/FollowRow.js';
import { GrantRow } from './platform/GrantRow.js';
import { InputPortRow } from './products/InputPortRow.js';
import { MaintenanceRow } from './sla/MaintenanceRow.js';
import { ManifestRow } from './platform/ManifestRow.js';
import { ModelRow } from './products/ModelRow.js';
import { NamespaceRow } from './platform/NamespaceRow.js';
import { ObservationIdRow } from './sla/ObservationIdRow.js';
import { ObservationRow } from './sla/ObservationRow.js';
import { OutputPortRow } from './products/OutputPortRow.js';
import { ProductRow } from './products/ProductRow.js';
import { ProductVersionRow } from './products/ProductVersionRow.js';
import { RunRow } from './runs/RunRow.js';
import { RunStepRow } from './runs/RunStepRow.js';
import { SearchEntryRow } from './products/SearchEntryRow.js';
import { SlaBreachRow } from './sla/SlaBreachRow.js';
import { SlaStatusRow } from './sla/SlaStatusRow.js';
import { TableRow } from './products/TableRow.js';
import { TermRow } from './platform/TermRow.js';
import { TermUseRow } from './products/TermUseRow.js';
import { UnmatchedDatasetRow } from './datasets/UnmatchedDatasetRow.js';
import { WordRow } from './products/WordRow.js';
import { WebhookDeliveryRow } from './webhooks/WebhookDeliveryRow.js';
import { WebhookRow } from './webhooks/WebhookRow.js';

/** Every table, for the data source. */
export const rows = [
  AccessRequestRow,
  ApiTokenRow,
  AuditEventRow,
  AnnouncedContractRow,
  AnnouncementRow,
  CompilationRow,
  ContractChangeRow,
  ContractRow,
  ContractVersionRow,
  CounterRow,
  DatasetAliasRow,
  DomainRow,
  EdgeRow,
  EventCounterRow,
  EventRow,
  FollowRow,
  GrantRow,
  IdempotencyKeyRow,
  InputPortRow,
  MaintenanceRow,
  ManifestRow,
  ModelRow,
  NamespaceRow,
  ObservationIdRow,
  ObservationRow,
  OutputPortRow,
  ProductRow,
  ProductVersionRow,
  RunRow,
  RunStepRow,
  SearchEntryRow,
  SlaBreachRow,
  SlaStatusRow,
  TableRow,
  TermRow,
  TermUseRow,
  UnmatchedDatasetRow,
  WebhookDeliveryRow,
  WebhookRow,
  WordRow,
];
