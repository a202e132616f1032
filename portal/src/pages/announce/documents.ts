/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AnnounceProductInput = {
  readonly artifactDigest?: string | null | undefined;
  readonly dbtManifest?: string | null | undefined;
  readonly effectiveAt?: string | null | undefined;
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

export type ChangeSeverity =
  | 'BREAKING'
  | 'COMPATIBLE'
  | 'INFO'
  | 'RISKY';

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

export type ImpactVerdict =
  | 'BREAKING'
  | 'RISKY'
  | 'UNAFFECTED';

export type AnnouncingQueryVariables = Exact<{
  fqn: string;
}>;


export type AnnouncingQuery = { readonly product: { readonly fqn: string, readonly version: string, readonly source: string, readonly domain: { readonly name: string }, readonly ownership: { readonly team: string | null, readonly email: string | null }, readonly announcement: { readonly version: string, readonly effectiveAt: string } | null } | null };

export type PreviewProductQueryVariables = Exact<{
  input: CompileProductInput;
}>;


export type PreviewProductQuery = { readonly previewChange: { readonly diagnostics: ReadonlyArray<{ readonly code: string, readonly severity: DiagnosticSeverity, readonly message: string, readonly location: { readonly file: string, readonly line: number, readonly column: number } | null }>, readonly preview: { readonly before: string, readonly after: string, readonly requiredVersion: string | null, readonly effectiveAt: string | null, readonly publishable: boolean, readonly ports: ReadonlyArray<{ readonly port: string, readonly changes: ReadonlyArray<{ readonly severity: ChangeSeverity, readonly path: string, readonly message: string }> }>, readonly consumers: ReadonlyArray<{ readonly verdict: ImpactVerdict, readonly consumer: { readonly fqn: string }, readonly contract: { readonly name: string } }> } | null } };

export type AnnounceMutationVariables = Exact<{
  input: AnnounceProductInput;
}>;


export type AnnounceMutation = { readonly announceProduct: { readonly announcement: { readonly version: string, readonly effectiveAt: string, readonly contracts: ReadonlyArray<{ readonly contract: { readonly name: string } }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: string, readonly message: string }>, readonly compilation: { readonly diagnostics: ReadonlyArray<{ readonly code: string, readonly message: string }> } } };

export const AnnouncingDocument = document<AnnouncingQuery, AnnouncingQueryVariables>(
  'query Announcing($fqn:String!){product(fqn:$fqn){fqn version source domain{name}ownership{team email}announcement{version effectiveAt}}}',
);

export const PreviewProductDocument = document<PreviewProductQuery, PreviewProductQueryVariables>(
  'query PreviewProduct($input:CompileProductInput!){previewChange(input:{product:$input}){diagnostics{code severity message location{file line column}}preview{before after requiredVersion effectiveAt publishable ports{port changes{severity path message}}consumers{verdict consumer{fqn}contract{name}}}}}',
);

export const AnnounceDocument = document<AnnounceMutation, AnnounceMutationVariables>(
  'mutation Announce($input:AnnounceProductInput!){announceProduct(input:$input){announcement{version effectiveAt contracts{contract{name}}}userErrors{code message}compilation{diagnostics(severity:ERROR){code message}}}}',
);
