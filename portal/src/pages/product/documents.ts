/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ColumnsOrigin =
  | 'DECLARED'
  | 'READ';

export type ContractStatus =
  | 'ACTIVE'
  | 'BROKEN'
  | 'DEPRECATED'
  | 'DRAFT'
  | 'RETIRED';

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

export type ProductQueryVariables = Exact<{
  fqn: string;
}>;


export type ProductQuery = { readonly product: { readonly fqn: string, readonly name: string, readonly version: string, readonly description: string | null, readonly pattern: ModelingPattern, readonly publishedAt: string, readonly publishedBy: string | null, readonly ref: string | null, readonly coverage: string | null, readonly domain: { readonly name: string }, readonly ownership: { readonly team: string | null, readonly email: string | null, readonly slack: string | null }, readonly lifecycle: { readonly status: LifecycleStatus, readonly since: string | null, readonly removeAfter: string | null, readonly replacedBy: string | null } | null, readonly schedule: { readonly cron: string, readonly timezone: string, readonly nextRun: string | null } | null, readonly outputPorts: ReadonlyArray<{ readonly fqn: string, readonly name: string, readonly table: string, readonly description: string | null, readonly sla: { readonly freshness: string | null, readonly availability: string | null } | null, readonly slaStatus: ReadonlyArray<{ readonly objective: SlaObjective, readonly metric: string, readonly target: string, readonly observed: string | null, readonly observedAt: string | null, readonly state: SlaState, readonly dueAt: string | null, readonly attainment: string | null, readonly errorBudgetLeft: string | null }>, readonly consumers: { readonly totalCount: number } }>, readonly inputPorts: ReadonlyArray<{ readonly name: string, readonly freshnessRequirement: string | null, readonly contract: { readonly name: string, readonly status: ContractStatus, readonly version: string } | null, readonly source:
        | { readonly __typename: 'DataProductSource', readonly ref: string, readonly columns: ReadonlyArray<string> | null, readonly columnsOrigin: ColumnsOrigin | null }
        | { readonly __typename: 'IngestionSource', readonly type: string, readonly source: string }
       }>, readonly consumers: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly version: string, readonly ownership: { readonly team: string | null } }> }, readonly announcement: { readonly version: string, readonly effectiveAt: string, readonly announcedAt: string } | null } | null };

export const ProductDocument = document<ProductQuery, ProductQueryVariables>(
  'query Product($fqn:String!){product(fqn:$fqn){fqn name version description pattern publishedAt publishedBy ref coverage domain{name}ownership{team email slack}lifecycle{status since removeAfter replacedBy}schedule{cron timezone nextRun}outputPorts{fqn name table description sla{freshness availability}slaStatus{objective metric target observed observedAt state dueAt attainment errorBudgetLeft}consumers(first:1){totalCount}}inputPorts{name freshnessRequirement contract{name status version}source{__typename ...on DataProductSource{ref columns columnsOrigin}...on IngestionSource{type source}}}consumers(first:50){totalCount nodes{fqn version ownership{team}}}announcement{version effectiveAt announcedAt}}}',
);
