/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CatalogEventKind =
  | 'ACCESS_DECIDED'
  | 'ACCESS_REQUESTED'
  | 'CHANGE_ACKNOWLEDGED'
  | 'CHANGE_ANNOUNCED'
  | 'CHANGE_WITHDRAWN'
  | 'CONTRACT_CHANGED'
  | 'MANIFEST_PUBLISHED'
  | 'PRODUCT_PUBLISHED'
  | 'PRODUCT_RETIRED'
  | 'RUN_ENDED'
  | 'SLA_BREACH_OPENED'
  | 'SLA_BREACH_RESOLVED';

export type ChangeSeverity =
  | 'BREAKING'
  | 'COMPATIBLE'
  | 'INFO'
  | 'RISKY';

export type RunStatus =
  | 'CANCELLED'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING'
  | 'SUCCEEDED';

export type SlaObjective =
  | 'AVAILABILITY'
  | 'FRESHNESS'
  | 'QUALITY';

export type LiveStartQueryVariables = Exact<{ [key: string]: never; }>;


export type LiveStartQuery = { readonly contractChanges: { readonly nodes: ReadonlyArray<{ readonly cursor: string }> }, readonly domains: { readonly nodes: ReadonlyArray<{ readonly name: string }> } };

export type LiveSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  domains?: ReadonlyArray<string> | string | null | undefined;
  kinds?: ReadonlyArray<CatalogEventKind> | CatalogEventKind | null | undefined;
}>;


export type LiveSubscription = { readonly catalogChanged: { readonly cursor: string, readonly at: string, readonly kind: CatalogEventKind, readonly actor: string | null, readonly change: { readonly message: string, readonly severity: ChangeSeverity, readonly contract: { readonly name: string } } | null, readonly subject:
      | { readonly __typename: 'AccessRequest', readonly port: { readonly fqn: string } }
      | { readonly __typename: 'Announcement' }
      | { readonly __typename: 'ApiToken' }
      | { readonly __typename: 'AuditEvent' }
      | { readonly __typename: 'Compilation' }
      | { readonly __typename: 'ContractChange' }
      | { readonly __typename: 'DataContract', readonly name: string }
      | { readonly __typename: 'DataContractVersion' }
      | { readonly __typename: 'DataProduct', readonly fqn: string, readonly version: string }
      | { readonly __typename: 'DataProductVersion' }
      | { readonly __typename: 'Domain' }
      | { readonly __typename: 'InputPort' }
      | { readonly __typename: 'LayerNamespace' }
      | { readonly __typename: 'Manifest', readonly name: string, readonly version: string }
      | { readonly __typename: 'Model' }
      | { readonly __typename: 'OutputPort' }
      | { readonly __typename: 'Run', readonly status: RunStatus, readonly product: { readonly fqn: string } }
      | { readonly __typename: 'SlaBreach', readonly objective: SlaObjective, readonly observed: string, readonly target: string, readonly port: { readonly fqn: string } }
      | { readonly __typename: 'Table' }
      | { readonly __typename: 'Term' }
      | { readonly __typename: 'Webhook' }
     | null } };

export const LiveStartDocument = document<LiveStartQuery, LiveStartQueryVariables>(
  'query LiveStart{contractChanges(last:20){nodes{cursor}}domains(first:500){nodes{name}}}',
);

export const LiveDocument = document<LiveSubscription, LiveSubscriptionVariables>(
  'subscription Live($after:Cursor$domains:[String!]$kinds:[CatalogEventKind!]){catalogChanged(after:$after domains:$domains kinds:$kinds){cursor at kind actor change{message severity contract{name}}subject{__typename ...on DataProduct{fqn version}...on Manifest{name version}...on DataContract{name}...on SlaBreach{objective observed target port{fqn}}...on AccessRequest{port{fqn}}...on Run{product{fqn}status}}}}',
);
