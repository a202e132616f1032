/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AnnouncementResponse =
  | 'ACCEPTED'
  | 'BLOCKED'
  | 'MIGRATING';

export type ContractStatus =
  | 'ACTIVE'
  | 'BROKEN'
  | 'DEPRECATED'
  | 'DRAFT'
  | 'RETIRED';

export type DataContractFilter = {
  readonly announced?: boolean | null | undefined;
  readonly consumer?: string | null | undefined;
  readonly provider?: string | null | undefined;
  readonly slaRisk?: ReadonlyArray<SlaRisk> | null | undefined;
  readonly status?: ReadonlyArray<ContractStatus> | null | undefined;
  readonly text?: string | null | undefined;
};

export type SlaRisk =
  | 'AT_RISK'
  | 'BREACHED';

export type ContractsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: DataContractFilter | null | undefined;
}>;


export type ContractsQuery = { readonly contracts: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly name: string, readonly version: string, readonly status: ContractStatus, readonly brokenReason: string | null, readonly provider: { readonly fqn: string }, readonly consumer: { readonly fqn: string }, readonly announced: { readonly response: AnnouncementResponse | null, readonly announcement: { readonly version: string, readonly effectiveAt: string } } | null }> } };

export const ContractsDocument = document<ContractsQuery, ContractsQueryVariables>(
  'query Contracts($first:Int!$after:Cursor$filter:DataContractFilter){contracts(first:$first after:$after filter:$filter){totalCount pageInfo{endCursor}nodes{name version status brokenReason provider{fqn}consumer{fqn}announced{response announcement{version effectiveAt}}}}}',
);
