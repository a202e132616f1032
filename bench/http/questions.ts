/** What the bench asks of each server, in GraphQL; every one of them gives the same answer. */
export const DESCRIBE = `query ($fqn: String!) { product(fqn: $fqn) { name version domain { name } ownership { email }
  outputPorts { name table sla { freshness availability } consumers(first: 50) { nodes { fqn } } }
  inputPorts { name source { ... on IngestionSource { type source } ... on DataProductSource { ref } } } } }`;

export const PAGE = `query ($after: Cursor) { products(first: 50, after: $after) {
  nodes { fqn version domain { name } ownership { team } outputPorts { name } } } }`;

export interface Question {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}
