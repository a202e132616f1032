/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type CompilationStatus =
  | 'FAILED'
  | 'SUCCEEDED';

export type CompileProductInput = {
  readonly artifactDigest?: string | null | undefined;
  readonly dbtManifest?: string | null | undefined;
  readonly environment?: string | null | undefined;
  readonly expectedVersion?: string | null | undefined;
  readonly file?: string | null | undefined;
  readonly files?: ReadonlyArray<DocumentInput> | null | undefined;
  readonly forceReason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly progressId?: string | null | undefined;
  readonly ref?: string | null | undefined;
  readonly source: string;
};

export type DiagnosticSeverity =
  | 'ERROR'
  | 'INFO'
  | 'WARNING';

export type DocumentInput = {
  readonly content: string;
  readonly path: string;
};

export type ManifestScope =
  | 'DOMAIN'
  | 'ENTERPRISE'
  | 'PLATFORM';

export type MergeStrategy =
  | 'EXTEND'
  | 'FORBID'
  | 'OVERRIDE'
  | 'STRENGTHEN';

export type PublishManifestInput = {
  readonly artifactDigest?: string | null | undefined;
  readonly expectedVersion?: string | null | undefined;
  readonly file?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly progressId?: string | null | undefined;
  readonly ref?: string | null | undefined;
  readonly source: string;
};

export type StageStatus =
  | 'FAILED'
  | 'PASSED'
  | 'SKIPPED';

export type StageFragment = { readonly index: number, readonly of: number, readonly title: string, readonly status: StageStatus, readonly checks: ReadonlyArray<{ readonly depth: number, readonly message: string, readonly ok: boolean }> };

export type ResultFragment = { readonly subject: string, readonly status: CompilationStatus, readonly closing: string | null, readonly durationMs: number, readonly artifacts: unknown, readonly stages: ReadonlyArray<{ readonly index: number, readonly of: number, readonly title: string, readonly status: StageStatus, readonly checks: ReadonlyArray<{ readonly depth: number, readonly message: string, readonly ok: boolean }> }>, readonly diagnostics: ReadonlyArray<{ readonly code: string, readonly severity: DiagnosticSeverity, readonly message: string, readonly expected: string | null, readonly hint: string | null, readonly notes: ReadonlyArray<string>, readonly subject: string | null, readonly location: { readonly file: string, readonly line: number, readonly column: number } | null }> };

export type CompilationStagesSubscriptionVariables = Exact<{
  id: string;
}>;


export type CompilationStagesSubscription = { readonly compilationProgressed: ReadonlyArray<{ readonly index: number, readonly of: number, readonly title: string, readonly status: StageStatus, readonly checks: ReadonlyArray<{ readonly depth: number, readonly message: string, readonly ok: boolean }> }> };

export type CompileProductMutationVariables = Exact<{
  input: CompileProductInput;
}>;


export type CompileProductMutation = { readonly compileProduct: { readonly compilation: { readonly subject: string, readonly status: CompilationStatus, readonly closing: string | null, readonly durationMs: number, readonly artifacts: unknown, readonly stages: ReadonlyArray<{ readonly index: number, readonly of: number, readonly title: string, readonly status: StageStatus, readonly checks: ReadonlyArray<{ readonly depth: number, readonly message: string, readonly ok: boolean }> }>, readonly diagnostics: ReadonlyArray<{ readonly code: string, readonly severity: DiagnosticSeverity, readonly message: string, readonly expected: string | null, readonly hint: string | null, readonly notes: ReadonlyArray<string>, readonly subject: string | null, readonly location: { readonly file: string, readonly line: number, readonly column: number } | null }> } } };

export type CompileManifestMutationVariables = Exact<{
  input: PublishManifestInput;
}>;


export type CompileManifestMutation = { readonly compileManifest: { readonly compilation: { readonly subject: string, readonly status: CompilationStatus, readonly closing: string | null, readonly durationMs: number, readonly artifacts: unknown, readonly stages: ReadonlyArray<{ readonly index: number, readonly of: number, readonly title: string, readonly status: StageStatus, readonly checks: ReadonlyArray<{ readonly depth: number, readonly message: string, readonly ok: boolean }> }>, readonly diagnostics: ReadonlyArray<{ readonly code: string, readonly severity: DiagnosticSeverity, readonly message: string, readonly expected: string | null, readonly hint: string | null, readonly notes: ReadonlyArray<string>, readonly subject: string | null, readonly location: { readonly file: string, readonly line: number, readonly column: number } | null }> } } };

export type StandingDocumentQueryVariables = Exact<{
  fqn: string;
}>;


export type StandingDocumentQuery = { readonly product: { readonly source: string } | null };

export type DomainManifestQueryVariables = Exact<{
  domain: string;
}>;


export type DomainManifestQuery = { readonly domain: { readonly manifest: { readonly name: string, readonly version: string } | null } | null };

export type EffectivePolicyQueryVariables = Exact<{
  name: string;
  version?: string | null | undefined;
}>;


export type EffectivePolicyQuery = { readonly manifest: { readonly effective: unknown } | null };

export type OriginFragment = { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> };

export type OriginsQueryVariables = Exact<{
  name: string;
  version?: string | null | undefined;
  p0: string;
  p1: string;
  p2: string;
  p3: string;
  p4: string;
  p5: string;
  p6: string;
  p7: string;
}>;


export type OriginsQuery = { readonly manifest: { readonly o0: { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> } | null, readonly o1: { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> } | null, readonly o2: { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> } | null, readonly o3: { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> } | null, readonly o4: { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> } | null, readonly o5: { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> } | null, readonly o6: { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> } | null, readonly o7: { readonly strategy: MergeStrategy, readonly manifest: { readonly name: string, readonly version: string, readonly scope: ManifestScope }, readonly chain: ReadonlyArray<{ readonly value: unknown, readonly manifest: { readonly name: string, readonly scope: ManifestScope } }> } | null } | null };

export const CompilationStagesDocument = document<CompilationStagesSubscription, CompilationStagesSubscriptionVariables>(
  'subscription CompilationStages($id:ID!){compilationProgressed(id:$id){...Stage}}fragment Stage on CompilationStage{index of title status checks{depth message ok}}',
);

export const CompileProductDocument = document<CompileProductMutation, CompileProductMutationVariables>(
  'mutation CompileProduct($input:CompileProductInput!){compileProduct(input:$input){compilation{...Result}}}fragment Result on Compilation{subject status closing durationMs artifacts stages{...Stage}diagnostics{code severity message expected hint notes subject location{file line column}}}fragment Stage on CompilationStage{index of title status checks{depth message ok}}',
);

export const CompileManifestDocument = document<CompileManifestMutation, CompileManifestMutationVariables>(
  'mutation CompileManifest($input:PublishManifestInput!){compileManifest(input:$input){compilation{...Result}}}fragment Result on Compilation{subject status closing durationMs artifacts stages{...Stage}diagnostics{code severity message expected hint notes subject location{file line column}}}fragment Stage on CompilationStage{index of title status checks{depth message ok}}',
);

export const StandingDocumentDocument = document<StandingDocumentQuery, StandingDocumentQueryVariables>(
  'query StandingDocument($fqn:String!){product(fqn:$fqn){source}}',
);

export const DomainManifestDocument = document<DomainManifestQuery, DomainManifestQueryVariables>(
  'query DomainManifest($domain:String!){domain(name:$domain){manifest{name version}}}',
);

export const EffectivePolicyDocument = document<EffectivePolicyQuery, EffectivePolicyQueryVariables>(
  'query EffectivePolicy($name:String!$version:SemVer){manifest(name:$name version:$version){effective}}',
);

export const OriginsDocument = document<OriginsQuery, OriginsQueryVariables>(
  'query Origins($name:String!$version:SemVer$p0:String!$p1:String!$p2:String!$p3:String!$p4:String!$p5:String!$p6:String!$p7:String!){manifest(name:$name version:$version){o0:explain(path:$p0){...Origin}o1:explain(path:$p1){...Origin}o2:explain(path:$p2){...Origin}o3:explain(path:$p3){...Origin}o4:explain(path:$p4){...Origin}o5:explain(path:$p5){...Origin}o6:explain(path:$p6){...Origin}o7:explain(path:$p7){...Origin}}}fragment Origin on PolicyOrigin{strategy manifest{name version scope}chain{value manifest{name scope}}}',
);
