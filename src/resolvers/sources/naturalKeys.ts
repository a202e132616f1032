import type { AccessRequestRow } from '../../entities/rows/access/AccessRequestRow.js';
import type { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import type { ApiTokenRow } from '../../entities/rows/access/ApiTokenRow.js';
import type { AuditEventRow } from '../../entities/rows/access/AuditEventRow.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import type { ContractVersionRow } from '../../entities/rows/contracts/ContractVersionRow.js';
import type { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import type { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import type { ProductVersionRow } from '../../entities/rows/products/ProductVersionRow.js';
import type { RunRow } from '../../entities/rows/runs/RunRow.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { WebhookRow } from '../../entities/rows/webhooks/WebhookRow.js';
import type { TermRow } from '../../entities/rows/platform/TermRow.js';
import type { TableRow } from '../../entities/rows/products/TableRow.js';
import { encodeGlobalId, type NodeType } from '../../schema/globalId.js';
import type { ContractSource, InputPortSource, ModelSource, OutputPortSource, ProductSource } from './sources.js';

/** What each type's resolvers take. */
export interface NodeSources {
  readonly AccessRequest: AccessRequestRow;
  readonly Announcement: AnnouncementRow;
  readonly ApiToken: ApiTokenRow;
  readonly AuditEvent: AuditEventRow;
  readonly Compilation: CompilationRow;
  readonly ContractChange: ContractChangeRow;
  readonly DataContract: ContractSource;
  readonly DataContractVersion: ContractVersionRow;
  readonly DataProduct: ProductSource;
  readonly DataProductVersion: ProductVersionRow;
  readonly Domain: DomainRow;
  readonly InputPort: InputPortSource;
  readonly LayerNamespace: NamespaceRow;
  readonly Manifest: ManifestRow;
  readonly Model: ModelSource;
  readonly OutputPort: OutputPortSource;
  readonly Run: RunRow;
  readonly SlaBreach: SlaBreachRow;
  readonly Table: TableRow;
  readonly Term: TermRow;
  readonly Webhook: WebhookRow;
}

/** The columns that are the key of an object within its type: the name people use, where it has one. */
export const NATURAL_KEYS: { readonly [T in NodeType]: readonly (keyof NodeSources[T] & string)[] } = {
  AccessRequest: ['id'],
  Announcement: ['id'],
  ApiToken: ['id'],
  AuditEvent: ['id'],
  Compilation: ['id'],
  ContractChange: ['seq'],
  DataContract: ['name'],
  DataContractVersion: ['id'],
  DataProduct: ['fqn'],
  DataProductVersion: ['id'],
  Domain: ['name'],
  InputPort: ['fqn'],
  LayerNamespace: ['path'],
  Manifest: ['name', 'version'],
  Model: ['fqn'],
  OutputPort: ['fqn'],
  Run: ['id'],
  SlaBreach: ['id'],
  Table: ['path'],
  Term: ['name'],
  Webhook: ['id'],
};

/** The global id of an object; that of a kept version has `@version` behind its key. */
export function globalIdOf(type: NodeType, row: object): string {
  const columns = row as Readonly<Record<string, unknown>>;
  const kept = columns['keptVersion'];
  const key = NATURAL_KEYS[type].map((column) => String(columns[column]));
  return encodeGlobalId(type, (kept ? [...key, String(kept)] : key).join('@'));
}
