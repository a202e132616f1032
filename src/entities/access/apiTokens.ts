import type { Reader } from '../database.js';
import type { PagedQuery } from '../paging.js';
import { ApiTokenRow } from '../rows/access/ApiTokenRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** The token that begins with this, revoked or not. */
export const tokenByPublicId = (db: Reader, publicId: string): Promise<ApiTokenRow | undefined> =>
  db.one(sql`SELECT ${selectList(ApiTokenRow, 't')} FROM api_tokens t WHERE t.public_id = ${publicId}`);

/** Tokens by id. */
export const tokensById = (db: Reader, ids: readonly number[]): Promise<ApiTokenRow[]> =>
  db.all(sql`SELECT ${selectList(ApiTokenRow, 't')} FROM api_tokens t WHERE t.id ${sql.in(ids)}`);

/** The token of this name that is not revoked. */
export const standingTokenNamed = (db: Reader, name: string): Promise<ApiTokenRow | undefined> =>
  db.one(sql`SELECT ${selectList(ApiTokenRow, 't')} FROM api_tokens t WHERE t.name = ${name} AND t.revoked_at IS NULL`);

/** Whose tokens: those that somebody made, and those that are bound to one of these domains. */
export interface TokensOf {
  readonly createdBy: string | null;
  readonly domains: readonly string[];
}

/** The JSON list of the token's domains holds this name. */
const boundTo = (domain: string): Sql => {
  const name = JSON.stringify(domain);
  return sql.per({ sqlite: sql`instr(t.domains, ${name}) > 0`, postgres: sql`strpos(t.domains, ${name}) > 0` });
};

/** Tokens in the order in which they were made; all of them where nobody is named. */
export const tokensQuery = (of: TokensOf | null): PagedQuery => ({
  select: selectList(ApiTokenRow, 't'),
  from: sql`api_tokens t`,
  where: of ? [sql`(${sql.join([sql`t.created_by = ${of.createdBy}`, ...of.domains.map(boundTo)], ' OR ')})`] : [],
  order: [{ column: 't.id', numeric: true }],
});
