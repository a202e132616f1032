/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ContractStatus =
  | 'ACTIVE'
  | 'BROKEN'
  | 'DEPRECATED'
  | 'DRAFT'
  | 'RETIRED';

export type SlaState =
  | 'BREACHED'
  | 'MET'
  | 'UNKNOWN';

export type BoxFragment = { readonly fqn: string, readonly name: string, readonly version: string, readonly domain: { readonly name: string }, readonly inputPorts: ReadonlyArray<{ readonly contract: { readonly name: string, readonly status: ContractStatus, readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null, readonly provider: { readonly fqn: string, readonly product: { readonly fqn: string }, readonly slaStatus: ReadonlyArray<{ readonly state: SlaState }> } } | null }>, readonly providerCount: { readonly totalCount: number }, readonly consumerCount: { readonly totalCount: number } };

export type MapAroundQueryVariables = Exact<{
  of: string;
  asOf?: string | null | undefined;
  providers: number;
  consumers: number;
}>;


export type MapAroundQuery = { readonly product: { readonly fqn: string, readonly name: string, readonly version: string, readonly providers: { readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly name: string, readonly version: string, readonly domain: { readonly name: string }, readonly inputPorts: ReadonlyArray<{ readonly contract: { readonly name: string, readonly status: ContractStatus, readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null, readonly provider: { readonly fqn: string, readonly product: { readonly fqn: string }, readonly slaStatus: ReadonlyArray<{ readonly state: SlaState }> } } | null }>, readonly providerCount: { readonly totalCount: number }, readonly consumerCount: { readonly totalCount: number } }> }, readonly consumers: { readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly name: string, readonly version: string, readonly domain: { readonly name: string }, readonly inputPorts: ReadonlyArray<{ readonly contract: { readonly name: string, readonly status: ContractStatus, readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null, readonly provider: { readonly fqn: string, readonly product: { readonly fqn: string }, readonly slaStatus: ReadonlyArray<{ readonly state: SlaState }> } } | null }>, readonly providerCount: { readonly totalCount: number }, readonly consumerCount: { readonly totalCount: number } }> }, readonly domain: { readonly name: string }, readonly inputPorts: ReadonlyArray<{ readonly contract: { readonly name: string, readonly status: ContractStatus, readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null, readonly provider: { readonly fqn: string, readonly product: { readonly fqn: string }, readonly slaStatus: ReadonlyArray<{ readonly state: SlaState }> } } | null }>, readonly providerCount: { readonly totalCount: number }, readonly consumerCount: { readonly totalCount: number } } | null };

export type MapMeshQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type MapMeshQuery = { readonly products: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly name: string, readonly version: string, readonly domain: { readonly name: string }, readonly inputPorts: ReadonlyArray<{ readonly contract: { readonly name: string, readonly status: ContractStatus, readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null, readonly provider: { readonly fqn: string, readonly product: { readonly fqn: string }, readonly slaStatus: ReadonlyArray<{ readonly state: SlaState }> } } | null }>, readonly providerCount: { readonly totalCount: number }, readonly consumerCount: { readonly totalCount: number } }> } };

export type MapRisksQueryVariables = Exact<{
  first: number;
}>;


export type MapRisksQuery = { readonly slaBreaches: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly atRisk: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly contract: { readonly name: string } }> } }> } };

export const MapAroundDocument = document<MapAroundQuery, MapAroundQueryVariables>(
  'query MapAround($of:String!$asOf:DateTime$providers:Int!$consumers:Int!){product(fqn:$of asOf:$asOf){...Box providers(first:$providers){nodes{...Box}}consumers(first:$consumers){nodes{...Box}}}}fragment Box on DataProduct{fqn name version domain{name}inputPorts{contract{name status announced{announcement{effectiveAt}}provider{fqn product{fqn}slaStatus{state}}}}providerCount:providers(first:1){totalCount}consumerCount:consumers(first:1){totalCount}}',
);

export const MapMeshDocument = document<MapMeshQuery, MapMeshQueryVariables>(
  'query MapMesh($first:Int!$after:Cursor){products(first:$first after:$after orderBy:FQN_ASC){totalCount pageInfo{endCursor hasNextPage}nodes{...Box}}}fragment Box on DataProduct{fqn name version domain{name}inputPorts{contract{name status announced{announcement{effectiveAt}}provider{fqn product{fqn}slaStatus{state}}}}providerCount:providers(first:1){totalCount}consumerCount:consumers(first:1){totalCount}}',
);

export const MapRisksDocument = document<MapRisksQuery, MapRisksQueryVariables>(
  'query MapRisks($first:Int!){slaBreaches(first:$first filter:{open:true}){totalCount nodes{atRisk(first:100){totalCount nodes{contract{name}}}}}}',
);
