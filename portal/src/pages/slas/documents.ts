/* Generated from documents.graphql beside it by `npm run generate`. */
import { document } from '../../api/document';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AcknowledgeBreachInput = {
  readonly breach: string;
  readonly note?: string | null | undefined;
};

export type SlaObjective =
  | 'AVAILABILITY'
  | 'FRESHNESS'
  | 'QUALITY';

export type SlaState =
  | 'BREACHED'
  | 'MET'
  | 'UNKNOWN';

export type OpenBreachesQueryVariables = Exact<{
  first: number;
}>;


export type OpenBreachesQuery = { readonly slaBreaches: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly objective: SlaObjective, readonly metric: string, readonly target: string, readonly observed: string, readonly openedAt: string, readonly acknowledgedAt: string | null, readonly acknowledgedBy: string | null, readonly acknowledgementNote: string | null, readonly port: { readonly fqn: string }, readonly rootCauses: ReadonlyArray<{ readonly id: string, readonly openedAt: string, readonly port: { readonly fqn: string } }>, readonly affected: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly name: string, readonly consumer: { readonly fqn: string } }> }, readonly atRisk: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly at: string, readonly contract: { readonly name: string, readonly provider: { readonly fqn: string }, readonly consumer: { readonly fqn: string } } }> } }> } };

export type PromisesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PromisesQuery = { readonly products: { readonly totalCount: number, readonly pageInfo: { readonly endCursor: string | null, readonly hasNextPage: boolean }, readonly nodes: ReadonlyArray<{ readonly domain: { readonly name: string }, readonly outputPorts: ReadonlyArray<{ readonly fqn: string, readonly slaStatus: ReadonlyArray<{ readonly objective: SlaObjective, readonly metric: string, readonly state: SlaState, readonly target: string, readonly attainment: string | null, readonly dueAt: string | null }> }> }> } };

export type AcknowledgeBreachMutationVariables = Exact<{
  input: AcknowledgeBreachInput;
}>;


export type AcknowledgeBreachMutation = { readonly acknowledgeBreach: { readonly breach: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly message: string, readonly code: string }> } };

export const OpenBreachesDocument = document<OpenBreachesQuery, OpenBreachesQueryVariables>(
  'query OpenBreaches($first:Int!){slaBreaches(first:$first filter:{open:true}){totalCount nodes{id objective metric target observed openedAt acknowledgedAt acknowledgedBy acknowledgementNote port{fqn}rootCauses{id openedAt port{fqn}}affected(first:5){totalCount nodes{name consumer{fqn}}}atRisk(first:20){totalCount nodes{at contract{name provider{fqn}consumer{fqn}}}}}}}',
);

export const PromisesDocument = document<PromisesQuery, PromisesQueryVariables>(
  'query Promises($first:Int!$after:Cursor){products(first:$first after:$after orderBy:FQN_ASC){totalCount pageInfo{endCursor hasNextPage}nodes{domain{name}outputPorts{fqn slaStatus{objective metric state target attainment dueAt}}}}}',
);

export const AcknowledgeBreachDocument = document<AcknowledgeBreachMutation, AcknowledgeBreachMutationVariables>(
  'mutation AcknowledgeBreach($input:AcknowledgeBreachInput!){acknowledgeBreach(input:$input){breach{id}userErrors{message code}}}',
);
