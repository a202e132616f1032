/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ModelingPattern =
  | 'DATA_VAULT'
  | 'HYBRID'
  | 'KIMBALL'
  | 'MEDALLION';

export type DomainQueryVariables = Exact<{
  name: string;
}>;


export type DomainQuery = { readonly domain: { readonly name: string, readonly pattern: ModelingPattern | null, readonly namespace: string, readonly owners: ReadonlyArray<{ readonly team: string | null, readonly email: string | null, readonly slack: string | null }>, readonly manifest: { readonly name: string, readonly version: string, readonly publishedAt: string, readonly ref: string | null } | null, readonly layers: ReadonlyArray<{ readonly name: string, readonly prefix: string, readonly description: string | null, readonly minimumCoverage: string, readonly requiredTests: ReadonlyArray<string>, readonly namespace: { readonly path: string } | null }>, readonly products: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly fqn: string, readonly version: string, readonly description: string | null, readonly ownership: { readonly team: string | null }, readonly consumers: { readonly totalCount: number } }> } } | null };

export const DomainDocument = document<DomainQuery, DomainQueryVariables>(
  'query Domain($name:String!){domain(name:$name){name pattern namespace owners{team email slack}manifest{name version publishedAt ref}layers{name prefix description minimumCoverage requiredTests namespace{path}}products(first:200 orderBy:FQN_ASC){totalCount nodes{fqn version description ownership{team}consumers(first:1){totalCount}}}}}',
);
