import { allPages, PAGE_INFO } from '../../catalog/allPages.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { mustBeAccepted, type UserErrorAnswer } from '../../report/compilation.js';
import { table } from '../../terminal/table.js';
import { Failure } from '../../terminal/Failure.js';

interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly domains: readonly string[];
  readonly createdBy: string | null;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

const TOKEN = 'id name scopes domains createdBy expiresAt lastUsedAt revokedAt';
const CREATE = `mutation CreateToken($input: CreateTokenInput!) {
  createToken(input: $input) { secret token { ${TOKEN} } userErrors { code path message } } }`;
const REVOKE = `mutation RevokeToken($input: RevokeTokenInput!) {
  revokeToken(input: $input) { token { ${TOKEN} } userErrors { code path message } } }`;
const LIST = `query Tokens($first: Int, $after: Cursor) {
  tokens(first: $first, after: $after) { nodes { ${TOKEN} } ${PAGE_INFO} } }`;

export interface CreateOptions {
  readonly scope: readonly string[];
  readonly domain?: readonly string[];
  readonly expiresIn?: string;
  readonly json?: boolean;
}

interface Created {
  readonly createToken: {
    readonly secret: string | null;
    readonly token: Token | null;
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

/** `floe token create <name>`: the secret on stdout, once. Throws Failure 1 where it is refused. */
export async function tokenCreate({ client, terminal }: Setting, name: string, options: CreateOptions): Promise<void> {
  const { scope, domain, expiresIn, json } = options;
  const input = { name, scopes: scope, domains: domain ?? [], expiresIn };
  const { createToken } = await client.ask<Created>(CREATE, { input });
  if (json) terminal.out(asJson(createToken));
  mustBeAccepted(createToken.userErrors);
  if (json || createToken.secret === null) return;
  terminal.out(createToken.secret);
  terminal.err(`The token ${name} is shown here and never again: FLOE_TOKEN is where floe looks for it.`);
}

const allTokens = (client: Setting['client']): Promise<readonly Token[]> => allPages<Token>(client, LIST);

/** `floe token list`. */
export async function tokenList({ client, terminal }: Setting, { json }: { readonly json?: boolean }): Promise<void> {
  const tokens = await allTokens(client);
  if (json) return terminal.out(asJson(tokens));
  const columns = [
    { title: 'NAME', width: 20 },
    { title: 'DOMAINS', width: 16 },
    { title: 'SCOPES', width: 24 },
    { title: 'EXPIRES', width: 26 },
    { title: 'LAST USED', width: 26 },
    { title: 'STATE', width: 8 },
  ];
  const rows = tokens.map((each) => [
    each.name,
    each.domains.join(', ') || '-',
    each.scopes.join(', '),
    each.expiresAt ?? 'never',
    each.lastUsedAt ?? 'never',
    each.revokedAt === null ? 'stands' : 'revoked',
  ]);
  terminal.out(table(columns, rows, terminal.columns));
}

/** `floe token revoke <name>`: of the token of this name that stands. Throws Failure 1 where there is none. */
export async function tokenRevoke(
  { client, terminal }: Setting,
  name: string,
  { json }: { readonly json?: boolean },
): Promise<void> {
  const found = (await allTokens(client)).find((each) => each.name === name && each.revokedAt === null);
  if (!found) throw new Failure(1, `there is no token ${name} that stands.`);
  const { revokeToken } = await client.ask<{
    readonly revokeToken: { readonly token: Token | null; readonly userErrors: readonly UserErrorAnswer[] };
  }>(REVOKE, { input: { id: found.id } });
  if (json) terminal.out(asJson(revokeToken));
  mustBeAccepted(revokeToken.userErrors);
  if (!json) terminal.out(`Revoked ${name}.`);
}
