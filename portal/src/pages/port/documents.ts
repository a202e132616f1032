/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type Access =
  | 'READ'
  | 'READ_WRITE';

export type AccessDefault =
  | 'ALLOW'
  | 'DENY';

export type ColumnDerivation =
  | 'AGGREGATION'
  | 'HASH'
  | 'IDENTITY'
  | 'TRANSFORMATION'
  | 'UNKNOWN';

export type ColumnsOrigin =
  | 'DECLARED'
  | 'READ';

export type ContractFormat =
  | 'AVRO'
  | 'DBT'
  | 'FLOE'
  | 'JSON_SCHEMA'
  | 'ODCS';

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

export type GranteeKind =
  | 'DOMAIN'
  | 'PRODUCT'
  | 'ROLE';

export type ImpactVerdict =
  | 'BREAKING'
  | 'RISKY'
  | 'UNAFFECTED';

export type LifecycleStatus =
  | 'ACTIVE'
  | 'DEPRECATED'
  | 'DRAFT'
  | 'RETIRED';

export type LineageDirection =
  | 'BOTH'
  | 'DOWNSTREAM'
  | 'UPSTREAM';

export type SlaObjective =
  | 'AVAILABILITY'
  | 'FRESHNESS'
  | 'QUALITY';

export type SlaState =
  | 'BREACHED'
  | 'MET'
  | 'UNKNOWN';

export type PortQueryVariables = Exact<{
  fqn: string;
}>;


export type PortQuery = { readonly outputPort: { readonly fqn: string, readonly name: string, readonly table: string, readonly description: string | null, readonly detailsHidden: boolean, readonly tags: ReadonlyArray<string>, readonly terms: ReadonlyArray<{ readonly name: string, readonly definition: string }>, readonly product: { readonly fqn: string, readonly version: string, readonly ownership: { readonly team: string | null, readonly email: string | null, readonly slack: string | null } }, readonly lifecycle: { readonly status: LifecycleStatus, readonly removeAfter: string | null, readonly replacedBy: string | null } | null, readonly columns: ReadonlyArray<{ readonly name: string, readonly type: string, readonly required: boolean, readonly primaryKey: boolean, readonly unique: boolean, readonly classification: string | null, readonly description: string | null, readonly enum: ReadonlyArray<string> | null, readonly tags: ReadonlyArray<string>, readonly terms: ReadonlyArray<{ readonly name: string, readonly definition: string }> }>, readonly slaStatus: ReadonlyArray<{ readonly objective: SlaObjective, readonly metric: string, readonly target: string, readonly observed: string | null, readonly observedAt: string | null, readonly state: SlaState, readonly attainment: string | null, readonly errorBudgetLeft: string | null }>, readonly access: { readonly default: AccessDefault, readonly grants: ReadonlyArray<{ readonly access: Access, readonly grantee: string, readonly granteeKind: GranteeKind }> }, readonly contracts: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string, readonly version: string, readonly status: ContractStatus, readonly announced: { readonly announcement: { readonly version: string, readonly effectiveAt: string } } | null, readonly consumer: { readonly fqn: string, readonly inputPorts: ReadonlyArray<{ readonly contract: { readonly name: string } | null, readonly source:
              | { readonly __typename: 'DataProductSource', readonly columns: ReadonlyArray<string> | null, readonly columnsOrigin: ColumnsOrigin | null }
              | { readonly __typename: 'IngestionSource' }
             }> } }> } } | null, readonly effectiveAccess: { readonly access: Access | null, readonly principal: string, readonly reasons: ReadonlyArray<{ readonly message: string, readonly manifest: { readonly name: string } | null, readonly location: { readonly file: string, readonly line: number, readonly column: number } | null }> } };

export type AccessQueryVariables = Exact<{
  fqn: string;
  principal: string;
}>;


export type AccessQuery = { readonly effectiveAccess: { readonly access: Access | null, readonly principal: string, readonly reasons: ReadonlyArray<{ readonly message: string, readonly manifest: { readonly name: string } | null, readonly location: { readonly file: string, readonly line: number, readonly column: number } | null }> } };

export type PortSourceQueryVariables = Exact<{
  fqn: string;
  format: ContractFormat;
}>;


export type PortSourceQuery = { readonly outputPort: { readonly source: string } | null };

export type PreviewPortQueryVariables = Exact<{
  fqn: string;
  schema: string;
}>;


export type PreviewPortQuery = { readonly previewChange: { readonly diagnostics: ReadonlyArray<{ readonly severity: DiagnosticSeverity, readonly message: string }>, readonly preview: { readonly before: string, readonly requiredVersion: string | null, readonly effectiveAt: string | null, readonly publishable: boolean, readonly consumers: ReadonlyArray<{ readonly verdict: ImpactVerdict, readonly columns: ReadonlyArray<string> | null, readonly consumer: { readonly fqn: string, readonly ownership: { readonly team: string | null } }, readonly contract: { readonly name: string }, readonly changes: ReadonlyArray<{ readonly message: string }> }>, readonly downstream: ReadonlyArray<{ readonly depth: number, readonly product: { readonly fqn: string } }> } | null } };

export type ColumnLineageQueryVariables = Exact<{
  of: string;
  direction: LineageDirection;
}>;


export type ColumnLineageQuery = { readonly lineage: { readonly totalNodes: number, readonly root: { readonly fqn: string }, readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly depth: number }>, readonly edges: ReadonlyArray<{ readonly from: string, readonly to: string, readonly how: ColumnDerivation | null }> } };

export const PortDocument = document<PortQuery, PortQueryVariables>(
  'query Port($fqn:String!){outputPort(fqn:$fqn){fqn name table description detailsHidden tags terms{name definition}product{fqn version ownership{team email slack}}lifecycle{status removeAfter replacedBy}columns{name type required primaryKey unique classification description enum tags terms{name definition}}slaStatus{objective metric target observed observedAt state attainment errorBudgetLeft}access{default grants{access grantee granteeKind}}contracts(first:100){totalCount nodes{name version status announced{announcement{version effectiveAt}}consumer{fqn inputPorts{contract{name}source{__typename ...on DataProductSource{columns columnsOrigin}}}}}}}effectiveAccess(port:$fqn){access principal reasons{message manifest{name}location{file line column}}}}',
);

export const AccessDocument = document<AccessQuery, AccessQueryVariables>(
  'query Access($fqn:String!$principal:String!){effectiveAccess(port:$fqn principal:$principal){access principal reasons{message manifest{name}location{file line column}}}}',
);

export const PortSourceDocument = document<PortSourceQuery, PortSourceQueryVariables>(
  'query PortSource($fqn:String!$format:ContractFormat!){outputPort(fqn:$fqn){source(format:$format)}}',
);

export const PreviewPortDocument = document<PreviewPortQuery, PreviewPortQueryVariables>(
  'query PreviewPort($fqn:String!$schema:String!){previewChange(input:{port:{fqn:$fqn schema:$schema}}){diagnostics{severity message}preview{before requiredVersion effectiveAt publishable consumers{verdict columns consumer{fqn ownership{team}}contract{name}changes{message}}downstream{depth product{fqn}}}}}',
);

export const ColumnLineageDocument = document<ColumnLineageQuery, ColumnLineageQueryVariables>(
  'query ColumnLineage($of:String!$direction:LineageDirection!){lineage(of:$of direction:$direction level:COLUMN first:60){totalNodes root{fqn}nodes{fqn depth}edges{from to how}}}',
);
