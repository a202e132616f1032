/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AcknowledgeChangeInput = {
  readonly contract: string;
  readonly expectedVersion?: string | null | undefined;
  readonly note?: string | null | undefined;
  readonly response: AnnouncementResponse;
};

export type AnnouncementResponse =
  | 'ACCEPTED'
  | 'BLOCKED'
  | 'MIGRATING';

export type AnnouncementStatus =
  | 'ANNOUNCED'
  | 'PUBLISHED'
  | 'WITHDRAWN';

export type ChangeSeverity =
  | 'BREAKING'
  | 'COMPATIBLE'
  | 'INFO'
  | 'RISKY';

export type CompatibilityMode =
  | 'BACKWARD'
  | 'BACKWARD_TRANSITIVE'
  | 'FORWARD'
  | 'FORWARD_TRANSITIVE'
  | 'FULL'
  | 'FULL_TRANSITIVE'
  | 'NONE';

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

export type ContractStatus =
  | 'ACTIVE'
  | 'BROKEN'
  | 'DEPRECATED'
  | 'DRAFT'
  | 'RETIRED';

export type SlaRisk =
  | 'AT_RISK'
  | 'BREACHED';

export type ContractQueryVariables = Exact<{
  name: string;
}>;


export type ContractQuery = { readonly contract: { readonly name: string, readonly version: string, readonly status: ContractStatus, readonly slaRisk: SlaRisk | null, readonly brokenReason: string | null, readonly compatibility: CompatibilityMode, readonly compatibilityDefinition: string, readonly breakingChangeNotice: string | null, readonly provider: { readonly fqn: string, readonly product: { readonly fqn: string } }, readonly consumer: { readonly fqn: string, readonly domain: { readonly name: string }, readonly ownership: { readonly team: string | null, readonly email: string | null } }, readonly sla: { readonly freshness: string | null, readonly availability: string | null } | null, readonly columns: ReadonlyArray<{ readonly name: string, readonly type: string, readonly required: boolean, readonly classification: string | null }>, readonly announced: { readonly response: AnnouncementResponse | null, readonly respondedAt: string | null, readonly respondedBy: string | null, readonly note: string | null, readonly announcement: { readonly version: string, readonly announcedAt: string, readonly announcedBy: string | null, readonly effectiveAt: string, readonly status: AnnouncementStatus }, readonly changes: ReadonlyArray<{ readonly path: string, readonly severity: ChangeSeverity, readonly message: string }> } | null, readonly versions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly version: string, readonly at: string }> } } | null, readonly contractChanges: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly cursor: string, readonly at: string, readonly actor: string | null, readonly kind: ContractChangeKind, readonly severity: ChangeSeverity, readonly path: string, readonly message: string, readonly effectiveAt: string | null }> } };

export type AcknowledgeMutationVariables = Exact<{
  input: AcknowledgeChangeInput;
}>;


export type AcknowledgeMutation = { readonly acknowledgeChange: { readonly announcement: { readonly version: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }> } };

export const ContractDocument = document<ContractQuery, ContractQueryVariables>(
  'query Contract($name:String!){contract(name:$name){name version status slaRisk brokenReason compatibility compatibilityDefinition breakingChangeNotice provider{fqn product{fqn}}consumer{fqn domain{name}ownership{team email}}sla{freshness availability}columns{name type required classification}announced{announcement{version announcedAt announcedBy effectiveAt status}changes{path severity message}response respondedAt respondedBy note}versions(first:100){totalCount nodes{version at}}}contractChanges(last:100 filter:{contracts:[$name]}){totalCount nodes{cursor at actor kind severity path message effectiveAt}}}',
);

export const AcknowledgeDocument = document<AcknowledgeMutation, AcknowledgeMutationVariables>(
  'mutation Acknowledge($input:AcknowledgeChangeInput!){acknowledgeChange(input:$input){announcement{version}userErrors{code message}}}',
);
