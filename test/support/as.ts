import { ask, type GraphQLAnswer } from './server.js';

/** Asks as whoever holds this token; without one as nobody. */
export async function askAs(
  url: string,
  token: string | null,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphQLAnswer> {
  return ask(url, query, variables, token === null ? {} : { authorization: `Bearer ${token}` });
}

export const BOOTSTRAP = 'a-secret-of-the-tests-with-more-than-32-characters';

const CREATE = `mutation ($input: CreateTokenInput!) {
  createToken(input: $input) { secret token { id name scopes domains createdBy expiresAt lastUsedAt revokedAt } userErrors { code path message } } }`;

interface Created {
  readonly createToken: {
    readonly secret: string | null;
    readonly token: Readonly<Record<string, unknown>> | null;
    readonly userErrors: readonly { code: string; path: string[]; message: string }[];
  };
}

/** Makes a token as another one, the bootstrap secret where none is given. */
export async function createToken(
  url: string,
  input: Record<string, unknown>,
  as = BOOTSTRAP,
): Promise<Created['createToken']> {
  const { data, errors } = await askAs(url, as, CREATE, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return (data as unknown as Created).createToken;
}

/** The secret of a new token. */
export async function tokenFor(
  url: string,
  name: string,
  scopes: readonly string[],
  domains: readonly string[] = [],
): Promise<string> {
  const { secret, userErrors } = await createToken(url, { name, scopes, domains });
  if (secret === null) throw new Error(JSON.stringify(userErrors));
  return secret;
}
