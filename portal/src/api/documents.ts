/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from './document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PrincipalKind =
  | 'ANONYMOUS'
  | 'TOKEN'
  | 'USER';

export type VisitorQueryVariables = Exact<{ [key: string]: never; }>;


export type VisitorQuery = { readonly viewer: { readonly kind: PrincipalKind, readonly name: string | null, readonly email: string | null, readonly teams: ReadonlyArray<string>, readonly domains: ReadonlyArray<string>, readonly roles: ReadonlyArray<string>, readonly scopes: ReadonlyArray<string> } };

export const VisitorDocument = document<VisitorQuery, VisitorQueryVariables>(
  'query Visitor{viewer{kind name email teams domains roles scopes}}',
);
