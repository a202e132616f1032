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

export type ModelingPattern =
  | 'DATA_VAULT'
  | 'HYBRID'
  | 'KIMBALL'
  | 'MEDALLION';

export type SlaRisk =
  | 'AT_RISK'
  | 'BREACHED';

export type SlaState =
  | 'BREACHED'
  | 'MET'
  | 'UNKNOWN';

export type DomainQueryVariables = Exact<{
  name: string;
}>;


export type DomainQuery = { readonly domain: { readonly name: string, readonly pattern: ModelingPattern | null, readonly namespace: string, readonly owners: ReadonlyArray<{ readonly team: string | null, readonly email: string | null, readonly slack: string | null }>, readonly manifest: { readonly name: string, readonly version: string, readonly publishedAt: string, readonly ref: string | null, readonly source: string } | null, readonly layers: ReadonlyArray<{ readonly name: string, readonly prefix: string, readonly description: string | null, readonly minimumCoverage: string, readonly requiredTests: ReadonlyArray<string>, readonly namespace: { readonly path: string } | null }>, readonly products: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly version: string, readonly description: string | null, readonly ownership: { readonly team: string | null }, readonly outputPorts: ReadonlyArray<{ readonly slaStatus: ReadonlyArray<{ readonly state: SlaState }> }>, readonly consumers: { readonly totalCount: number } }> } } | null, readonly given: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string, readonly status: ContractStatus, readonly slaRisk: SlaRisk | null, readonly provider: { readonly fqn: string }, readonly consumer: { readonly fqn: string }, readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null }> }, readonly taken: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string, readonly status: ContractStatus, readonly slaRisk: SlaRisk | null, readonly provider: { readonly fqn: string }, readonly consumer: { readonly fqn: string }, readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null }> } };

export type UnderFragment = { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string, readonly status: ContractStatus, readonly slaRisk: SlaRisk | null, readonly provider: { readonly fqn: string }, readonly consumer: { readonly fqn: string }, readonly announced: { readonly announcement: { readonly effectiveAt: string } } | null }> };

export const DomainDocument = document<DomainQuery, DomainQueryVariables>(
  'query Domain($name:String!){domain(name:$name){name pattern namespace owners{team email slack}manifest{name version publishedAt ref source}layers{name prefix description minimumCoverage requiredTests namespace{path}}products(first:200 orderBy:FQN_ASC){totalCount nodes{fqn version description ownership{team}outputPorts{slaStatus{state}}consumers(first:1){totalCount}}}}given:contracts(first:50 filter:{provider:$name}){...Under}taken:contracts(first:50 filter:{consumer:$name}){...Under}}fragment Under on DataContractConnection{totalCount nodes{name status slaRisk provider{fqn}consumer{fqn}announced{announcement{effectiveAt}}}}',
);
