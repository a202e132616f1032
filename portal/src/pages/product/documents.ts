/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ChangeBump =
  | 'MAJOR'
  | 'MINOR'
  | 'PATCH';

export type ChangeSeverity =
  | 'BREAKING'
  | 'COMPATIBLE'
  | 'INFO'
  | 'RISKY';

export type ColumnsOrigin =
  | 'DECLARED'
  | 'READ';

export type CompilationStatus =
  | 'FAILED'
  | 'SUCCEEDED';

export type ContractStatus =
  | 'ACTIVE'
  | 'BROKEN'
  | 'DEPRECATED'
  | 'DRAFT'
  | 'RETIRED';

export type DiagnosticSeverity =
  | 'ERROR'
  | 'INFO'
  | 'WARNING';

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

export type ProductFormat =
  | 'FLOE'
  | 'ODPS';

export type SlaObjective =
  | 'AVAILABILITY'
  | 'FRESHNESS'
  | 'QUALITY';

export type SlaState =
  | 'BREACHED'
  | 'MET'
  | 'UNKNOWN';

export type StageStatus =
  | 'FAILED'
  | 'PASSED'
  | 'SKIPPED';

export type ProductQueryVariables = Exact<{
  fqn: string;
}>;


export type ProductQuery = { readonly product: { readonly fqn: string, readonly name: string, readonly version: string, readonly description: string | null, readonly pattern: ModelingPattern, readonly publishedAt: string, readonly publishedBy: string | null, readonly ref: string | null, readonly coverage: string | null, readonly tags: ReadonlyArray<string>, readonly domain: { readonly name: string }, readonly ownership: { readonly team: string | null, readonly email: string | null, readonly slack: string | null }, readonly lifecycle: { readonly status: LifecycleStatus, readonly since: string | null, readonly removeAfter: string | null, readonly replacedBy: string | null } | null, readonly schedule: { readonly cron: string, readonly timezone: string, readonly nextRun: string | null } | null, readonly outputPorts: ReadonlyArray<{ readonly fqn: string, readonly name: string, readonly table: string, readonly description: string | null, readonly sla: { readonly freshness: string | null, readonly availability: string | null } | null, readonly slaStatus: ReadonlyArray<{ readonly objective: SlaObjective, readonly metric: string, readonly target: string, readonly observed: string | null, readonly observedAt: string | null, readonly state: SlaState, readonly dueAt: string | null, readonly attainment: string | null, readonly errorBudgetLeft: string | null }>, readonly consumers: { readonly totalCount: number } }>, readonly inputPorts: ReadonlyArray<{ readonly name: string, readonly freshnessRequirement: string | null, readonly contract: { readonly name: string, readonly status: ContractStatus, readonly version: string } | null, readonly source:
        | { readonly __typename: 'DataProductSource', readonly ref: string, readonly columns: ReadonlyArray<string> | null, readonly columnsOrigin: ColumnsOrigin | null }
        | { readonly __typename: 'IngestionSource', readonly type: string, readonly source: string }
       }>, readonly consumers: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly version: string, readonly ownership: { readonly team: string | null } }> }, readonly announcement: { readonly version: string, readonly effectiveAt: string, readonly announcedAt: string } | null } | null };

export type ProductVersionsQueryVariables = Exact<{
  fqn: string;
  after?: string | null | undefined;
}>;


export type ProductVersionsQuery = { readonly product: { readonly versions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly version: string, readonly publishedAt: string, readonly publishedBy: string | null, readonly digest: string }> } } | null };

export type ProductDiffQueryVariables = Exact<{
  fqn: string;
  from: string;
  to: string;
}>;


export type ProductDiffQuery = { readonly diff: { readonly bump: ChangeBump | null, readonly requiredVersion: string | null, readonly ports: ReadonlyArray<{ readonly port: string, readonly changes: ReadonlyArray<{ readonly path: string, readonly severity: ChangeSeverity, readonly message: string }> }> } };

export type LastCompilationQueryVariables = Exact<{
  fqn: string;
}>;


export type LastCompilationQuery = { readonly product: { readonly source: string, readonly latestCompilation: { readonly status: CompilationStatus, readonly at: string, readonly durationMs: number, readonly environment: string, readonly stages: ReadonlyArray<{ readonly index: number, readonly of: number, readonly title: string, readonly status: StageStatus, readonly checks: ReadonlyArray<{ readonly ok: boolean, readonly depth: number, readonly message: string }> }>, readonly diagnostics: ReadonlyArray<{ readonly code: string, readonly severity: DiagnosticSeverity, readonly message: string, readonly expected: string | null, readonly hint: string | null, readonly location: { readonly file: string, readonly line: number, readonly column: number } | null }> } | null } | null };

export type EpisodesQueryVariables = Exact<{
  fqn: string;
  before?: string | null | undefined;
}>;


export type EpisodesQuery = { readonly slaBreaches: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly objective: SlaObjective, readonly metric: string, readonly target: string, readonly observed: string, readonly openedAt: string, readonly resolvedAt: string | null, readonly duration: string | null, readonly acknowledgedBy: string | null, readonly port: { readonly fqn: string }, readonly rootCauses: ReadonlyArray<{ readonly id: string, readonly port: { readonly fqn: string } }> }> } };

export type ProductSourceQueryVariables = Exact<{
  fqn: string;
  format: ProductFormat;
}>;


export type ProductSourceQuery = { readonly product: { readonly source: string } | null };

export const ProductDocument = document<ProductQuery, ProductQueryVariables>(
  'query Product($fqn:String!){product(fqn:$fqn){fqn name version description pattern publishedAt publishedBy ref coverage tags domain{name}ownership{team email slack}lifecycle{status since removeAfter replacedBy}schedule{cron timezone nextRun}outputPorts{fqn name table description sla{freshness availability}slaStatus{objective metric target observed observedAt state dueAt attainment errorBudgetLeft}consumers(first:1){totalCount}}inputPorts{name freshnessRequirement contract{name status version}source{__typename ...on DataProductSource{ref columns columnsOrigin}...on IngestionSource{type source}}}consumers(first:50){totalCount nodes{fqn version ownership{team}}}announcement{version effectiveAt announcedAt}}}',
);

export const ProductVersionsDocument = document<ProductVersionsQuery, ProductVersionsQueryVariables>(
  'query ProductVersions($fqn:String!$after:Cursor){product(fqn:$fqn){versions(first:50 after:$after){totalCount nodes{version publishedAt publishedBy digest}}}}',
);

export const ProductDiffDocument = document<ProductDiffQuery, ProductDiffQueryVariables>(
  'query ProductDiff($fqn:String!$from:SemVer!$to:SemVer!){diff(fqn:$fqn from:$from to:$to){bump requiredVersion ports{port changes{path severity message}}}}',
);

export const LastCompilationDocument = document<LastCompilationQuery, LastCompilationQueryVariables>(
  'query LastCompilation($fqn:String!){product(fqn:$fqn){source latestCompilation{status at durationMs environment stages{index of title status checks{ok depth message}}diagnostics{code severity message expected hint location{file line column}}}}}',
);

export const EpisodesDocument = document<EpisodesQuery, EpisodesQueryVariables>(
  'query Episodes($fqn:String!$before:Cursor){slaBreaches(last:50 before:$before filter:{products:[$fqn]}){totalCount nodes{id objective metric target observed openedAt resolvedAt duration acknowledgedBy port{fqn}rootCauses{id port{fqn}}}}}',
);

export const ProductSourceDocument = document<ProductSourceQuery, ProductSourceQueryVariables>(
  'query ProductSource($fqn:String!$format:ProductFormat!){product(fqn:$fqn){source(format:$format)}}',
);
