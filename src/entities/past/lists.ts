import type { ChildQuery } from '../paging.js';
import { changesQuery, contractVersionsQuery, portContractsQuery, productContractsQuery } from '../reads/contracts.js';
import { productVersionsQuery } from '../reads/products.js';
import { sql, type Sql } from '../sql.js';

const also = (query: ChildQuery, condition: Sql): ChildQuery => ({ ...query, where: [...query.where, condition] });

/** The contract of this id was established by then: looked up for each that is listed, not read of all that there are. */
const begun = (id: Sql, at: string): Sql =>
  sql`EXISTS (SELECT 1 FROM contracts b WHERE b.id = ${id} AND b.established_at <= ${at})`;

/** The contracts of products that had begun at an instant, ended ones too. */
export const productContractsAsOf = (
  role: 'provider' | 'consumer' | null,
  products: readonly number[],
  at: string,
): ChildQuery => also(productContractsQuery(role, products), begun(sql.raw('x.id'), at));

/** The contracts on output ports that had begun at an instant, ended ones too. */
export const portContractsAsOf = (at: string): ChildQuery => also(portContractsQuery, begun(sql.raw('k.id'), at));

/** The versions of contracts up to an instant. */
export const contractVersionsUntil = (at: string): ChildQuery => also(contractVersionsQuery, sql`v.at <= ${at}`);

/** The changes of contracts up to an instant. */
export const changesUntil = (at: string): ChildQuery => also(changesQuery(null), sql`x.at <= ${at}`);

/** The versions of products that were published by an instant. */
export const productVersionsUntil = (at: string): ChildQuery =>
  also(productVersionsQuery, sql`v.published_at <= ${at}`);
