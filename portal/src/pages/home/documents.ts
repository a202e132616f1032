/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ChangeSeverity =
  | 'BREAKING'
  | 'COMPATIBLE'
  | 'INFO'
  | 'RISKY';

export type ContractChangeKind =
  | 'ACCESS_GRANTED'
  | 'ACCESS_REVOKED'
  | 'ANNOUNCEMENT_STANDS'
  | 'ANNOUNCEMENT_WITHDRAWN'
  | 'BREAKING_CHANGE_ANNOUNCED'
  | 'CHANGE_ACKNOWLEDGED'
  | 'CLASSIFICATION_CHANGED'
  | 'COLUMN_ADDED'
  | 'COLUMN_OPTIONAL'
  | 'COLUMN_REMOVED'
  | 'COLUMN_RENAMED'
  | 'COLUMN_REQUIRED'
  | 'COLUMN_TYPE_CHANGED'
  | 'CONSTRAINT_CHANGED'
  | 'CONTRACT_ENDED'
  | 'CONTRACT_ESTABLISHED'
  | 'DESCRIPTION_CHANGED'
  | 'ENUM_VALUE_ADDED'
  | 'ENUM_VALUE_REMOVED'
  | 'NOTICE_OVERRIDDEN'
  | 'SLA_LOOSENED'
  | 'SLA_TIGHTENED'
  | 'STATUS_CHANGED'
  | 'TABLE_CHANGED'
  | 'VALIDATION_CHANGED';

export type LifecycleStatus =
  | 'ACTIVE'
  | 'DEPRECATED'
  | 'DRAFT'
  | 'RETIRED';

export type ModelingPattern =
  | 'DATA_VAULT'
  | 'HYBRID'
  | 'KIMBALL'
  | 'MEDALLION';

export type SlaObjective =
  | 'AVAILABILITY'
  | 'FRESHNESS'
  | 'QUALITY';

export type SlaState =
  | 'BREACHED'
  | 'MET'
  | 'UNKNOWN';

export type HomeQueryVariables = Exact<{
  first: number;
}>;


export type HomeQuery = { readonly domains: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string }> }, readonly products: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly name: string, readonly version: string, readonly pattern: ModelingPattern, readonly description: string | null, readonly ownership: { readonly team: string | null, readonly email: string | null }, readonly domain: { readonly name: string }, readonly lifecycle: { readonly status: LifecycleStatus } | null, readonly outputPorts: ReadonlyArray<{ readonly fqn: string, readonly name: string, readonly slaStatus: ReadonlyArray<{ readonly state: SlaState }> }>, readonly consumers: { readonly totalCount: number } }> }, readonly contracts: { readonly totalCount: number }, readonly slaBreaches: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly objective: SlaObjective, readonly target: string, readonly observed: string, readonly openedAt: string, readonly port: { readonly fqn: string } }> }, readonly contractChanges: { readonly nodes: ReadonlyArray<{ readonly cursor: string, readonly at: string, readonly kind: ContractChangeKind, readonly severity: ChangeSeverity, readonly message: string, readonly contract: { readonly name: string } }> } };

export const HomeDocument = document<HomeQuery, HomeQueryVariables>(
  'query Home($first:Int!){domains(first:200){totalCount nodes{name}}products(first:$first orderBy:FQN_ASC){totalCount pageInfo{hasNextPage}nodes{fqn name version pattern description ownership{team email}domain{name}lifecycle{status}outputPorts{fqn name slaStatus{state}}consumers(first:1){totalCount}}}contracts(first:1){totalCount}slaBreaches(first:5 filter:{open:true}){totalCount nodes{id objective target observed openedAt port{fqn}}}contractChanges(last:8){nodes{cursor at kind severity message contract{name}}}}',
);
