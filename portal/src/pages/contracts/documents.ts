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
  filter: DataContractFilter;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  anyStatus: DataContractFilter;
  active: DataContractFilter;
  deprecated: DataContractFilter;
  broken: DataContractFilter;
  draft: DataContractFilter;
  retired: DataContractFilter;
  running: DataContractFilter;
  endangered: DataContractFilter;
  breached: DataContractFilter;
  atRisk: DataContractFilter;
}>;


export type ContractsQuery = { readonly contracts: { readonly totalCount: number, readonly pageInfo: { readonly startCursor: string | null, readonly endCursor: string | null, readonly hasNextPage: boolean, readonly hasPreviousPage: boolean }, readonly nodes: ReadonlyArray<{ readonly name: string, readonly version: string, readonly status: ContractStatus, readonly slaRisk: SlaRisk | null, readonly provider: { readonly fqn: string }, readonly consumer: { readonly fqn: string }, readonly announced: { readonly response: AnnouncementResponse | null, readonly announcement: { readonly version: string, readonly effectiveAt: string } } | null }> }, readonly domains: { readonly nodes: ReadonlyArray<{ readonly name: string }> }, readonly anyStatus: { readonly totalCount: number }, readonly active: { readonly totalCount: number }, readonly deprecated: { readonly totalCount: number }, readonly broken: { readonly totalCount: number }, readonly draft: { readonly totalCount: number }, readonly retired: { readonly totalCount: number }, readonly running: { readonly totalCount: number }, readonly endangered: { readonly totalCount: number }, readonly breached: { readonly totalCount: number }, readonly atRisk: { readonly totalCount: number } };

export const ContractsDocument = document<ContractsQuery, ContractsQueryVariables>(
  'query Contracts($filter:DataContractFilter!$first:Int$after:Cursor$last:Int$before:Cursor$anyStatus:DataContractFilter!$active:DataContractFilter!$deprecated:DataContractFilter!$broken:DataContractFilter!$draft:DataContractFilter!$retired:DataContractFilter!$running:DataContractFilter!$endangered:DataContractFilter!$breached:DataContractFilter!$atRisk:DataContractFilter!){contracts(filter:$filter first:$first after:$after last:$last before:$before){totalCount pageInfo{startCursor endCursor hasNextPage hasPreviousPage}nodes{name version status slaRisk provider{fqn}consumer{fqn}announced{response announcement{version effectiveAt}}}}domains(first:500){nodes{name}}anyStatus:contracts(filter:$anyStatus){totalCount}active:contracts(filter:$active){totalCount}deprecated:contracts(filter:$deprecated){totalCount}broken:contracts(filter:$broken){totalCount}draft:contracts(filter:$draft){totalCount}retired:contracts(filter:$retired){totalCount}running:contracts(filter:$running){totalCount}endangered:contracts(filter:$endangered){totalCount}breached:contracts(filter:$breached){totalCount}atRisk:contracts(filter:$atRisk){totalCount}}',
);
