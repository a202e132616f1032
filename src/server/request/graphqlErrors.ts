/** One error in GraphQL's shape, for what goes wrong before GraphQL. */
export const graphqlErrors = (message: string, code: string, details: object = {}): object => ({
  errors: [{ message, extensions: { ...details, code } }],
});
