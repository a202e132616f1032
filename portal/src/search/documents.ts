/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../api/document';

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

export type SearchKind =
  | 'COLUMN'
  | 'CONTRACT'
  | 'DOMAIN'
  | 'MODEL'
  | 'NAMESPACE'
  | 'PORT'
  | 'PRODUCT'
  | 'TERM';

export type SearchQueryVariables = Exact<{
  text: string;
  kinds?: ReadonlyArray<SearchKind> | SearchKind | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SearchQuery = { readonly search: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<
      | { readonly __typename: 'DataContract', readonly name: string, readonly status: ContractStatus, readonly version: string }
      | { readonly __typename: 'DataProduct', readonly fqn: string, readonly description: string | null, readonly version: string, readonly ownership: { readonly team: string | null } }
      | { readonly __typename: 'Domain', readonly name: string, readonly pattern: ModelingPattern | null }
      | { readonly __typename: 'LayerNamespace', readonly path: string, readonly domain: { readonly name: string } | null }
      | { readonly __typename: 'Model', readonly fqn: string, readonly description: string | null, readonly product: { readonly fqn: string } }
      | { readonly __typename: 'OutputPort', readonly fqn: string, readonly description: string | null, readonly table: string, readonly columns: ReadonlyArray<{ readonly name: string }> }
      | { readonly __typename: 'Term', readonly name: string, readonly definition: string }
    > } };

export const SearchDocument = document<SearchQuery, SearchQueryVariables>(
  'query Search($text:String!$kinds:[SearchKind!]$first:Int!$after:Cursor){search(text:$text kinds:$kinds first:$first after:$after){totalCount pageInfo{endCursor hasNextPage}nodes{__typename ...on DataProduct{fqn description version ownership{team}}...on OutputPort{fqn description table columns{name}}...on DataContract{name status version}...on Domain{name pattern}...on Model{fqn description product{fqn}}...on Term{name definition}...on LayerNamespace{path domain{name}}}}}',
);
