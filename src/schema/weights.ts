/**
 * What the cost of an operation is reckoned with, here (src/server/limits/OperationCost.ts) and by gateways
 * (costDirectives.ts). One is what an object of an answer costs; the weights are in the same
 * unit, some 10 µs, as they were measured on a mesh of 10,000 products (docs/limits.md). A list is as long as its argument
 * says, else as long as such lists are.
 */

/** A value of an object. */
export const LEAF = 0.1;

/** How many entries a page has: what the first of these arguments says that is given, or as many as is usual; at most `most`. */
export interface PageSize {
  readonly args: readonly string[];
  readonly usual: number;
  readonly most: number;
}

/** As src/resolvers/paging/pageRange.ts cuts them. */
const PAGE: PageSize = { args: ['first', 'last'], usual: 50, most: 500 };

/** Where no page of a lineage is asked for it is given as a whole. */
const LINEAGE: PageSize = { args: ['first', 'maxNodes'], usual: 10_000, most: 100_000 };

/** How long the lists of an object of this type are; null where it is no page of something. */
export function pageSizeOf(type: string): PageSize | null {
  if (type === 'LineageGraph') return LINEAGE;
  return type.endsWith('Connection') ? PAGE : null;
}

/** A list that is said nothing of. */
const LIST = 3;

const LISTS: Readonly<Record<string, number>> = {
  // 900, each at three times its cost: no plan reads them.
  'Query.namespaces': 3_000,
  'Query.diagnosticRules': 150,
  'Query.catalogDrift': 100,
  'Model.columns': 15,
  'OutputPort.columns': 15,
  'DataContract.columns': 15,
  'DataContractVersion.columns': 15,
  'LayerNamespace.children': 1,
  'Domain.namespaces': 5,
  'Compilation.stages': 6,
  'CompilationStage.checks': 10,
  // Of the port that most others read.
  'ChangePreview.downstream': 4_000,
  'ChangePreview.consumers': 3_000,
};

/** How long a list is that no argument bounds. */
export const lengthOf = (field: string): number => LISTS[field] ?? LIST;

/** Fields that take more than the objects they give. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'Query.search': 10_000,
  'Query.searchFacets': 20_000,
  'Query.lineage': 15_000,
  'Query.reach': 10_000,
  'Query.diff': 1_800,
  'Query.effectiveAccess': 50,
  'AccessReason.location': 150,
  'Query.previewChange': 35_000,
  // The terms of each consumer.
  'ChangePreview.json': 15_000,
  'Query.compileContext': 1_000,
  'Query.manifestContext': 500,
  // Another system is asked, a list after the other.
  'Query.catalogDrift': 20_000,
  'Query._service': 50,
  'Compilation.artifacts': 60,
  'DataProduct.source': 150,
  'OutputPort.source': 150,
  'DataContract.source': 150,
  'DataContractVersion.source': 150,
  'Manifest.effective': 100,
  'Manifest.explain': 200,
  'Manifest.starter': 400,
  'LineageNode.object': 5,
  'LineageEdge.contract': 5,
};

/** A mutation compiles, takes its turn at the event log and is audited. */
const MUTATION = 2_000;

/** What an argument adds: what was at an instant is read of kept versions and the log. */
const argumentWeights: Readonly<Record<string, number>> = { asOf: 700, filter: 200 };

/** What an argument adds to one field: the graph is copied, and the products that changed since are read and put back. */
const ARGUMENTS: Readonly<Record<string, number>> = { 'Query.lineage(asOf)': 35_000 };

/** A text in a filter is looked for in all names, and each that holds it is counted. */
export const TEXT_FILTER = 4_200;

/** What an argument adds to what its field costs: held of an operation, and told to gateways. */
export const argumentWeightOf = (type: string, field: string, argument: string): number =>
  ARGUMENTS[`${type}.${field}(${argument})`] ?? argumentWeights[argument] ?? 0;

/** How much dearer an object is that is asked for by itself: what a gateway asks is read by no plan. */
export const ONE_BY_ONE = 1.5;

/** What the field itself costs, beside the objects that it gives. */
export const weightOf = (type: string, field: string): number =>
  type === 'Mutation' ? MUTATION : (WEIGHTS[`${type}.${field}`] ?? 0);

/** Of what the schema says of itself: plain values in memory, and most types inside of types are none. */
export const INTROSPECTION = 0.02;

const INTROSPECTION_LISTS: Readonly<Record<string, number>> = {
  types: 200,
  fields: 8,
  possibleTypes: 10,
  directives: 15,
};

/** How long a list is in what the schema says of itself. */
export const introspectionLengthOf = (field: string): number => INTROSPECTION_LISTS[field] ?? 4;
