/** A document of GraphQL with the types of its answer and its variables; made by `npm run generate` of a `documents.graphql`. */
export interface Document<Data, Variables> {
  readonly text: string;
  /** Never there: it holds the types. */
  readonly types?: (variables: Variables) => Data;
}

/** A text as the document of these types. */
export const document = <Data, Variables>(text: string): Document<Data, Variables> => ({ text });
