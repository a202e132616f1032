import type { Reader } from '../database.js';
import { ContractVersionRow } from '../rows/contracts/ContractVersionRow.js';
import { ProductVersionRow } from '../rows/products/ProductVersionRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** Every version of products that stood at an instant is the one published last before it. */
const lastPublished = (at: string, where: Sql): Sql => sql`
  SELECT MAX(w.id) FROM product_versions w WHERE w.published_at <= ${at} AND ${where} GROUP BY w.product_id`;

/** Retirements of the product of `v` after `v` was published and not after the instant; by number, for clocks tie. */
export const retirements = (at: string): Sql => sql`
  FROM events e WHERE e.kind = 'product_retired' AND e.subject_id = v.product_id AND e.at <= ${at}
  AND e.seq > (SELECT f.seq FROM events f WHERE f.kind = 'product_published' AND f.subject_id = v.id)`;

/** A version of a product that stood at an instant. */
export type VersionAsOf = ProductVersionRow & { readonly retiredAt: string | null };

/** The versions of these products (ids) that were published last before an instant, and whether they were retired by then. */
export const versionsAsOf = (db: Reader, products: readonly number[], at: string): Promise<VersionAsOf[]> =>
  db.all<VersionAsOf>(sql`
    SELECT ${selectList(ProductVersionRow, 'v')}, (SELECT MIN(e.at) ${retirements(at)}) AS "retiredAt"
    FROM product_versions v WHERE v.id IN (${lastPublished(at, sql`w.product_id ${sql.in(products)}`)})`);

/** Every version of these products (ids) up to an instant, the last one first. */
export const versionsUntil = (db: Reader, products: readonly number[], at: string): Promise<ProductVersionRow[]> =>
  db.all<ProductVersionRow>(sql`
    SELECT ${selectList(ProductVersionRow, 'v')} FROM product_versions v
    WHERE v.published_at <= ${at} AND v.product_id ${sql.in(products)} ORDER BY v.id DESC`);

/** The entries of the feed that say where a contract stands. */
const tellsStatus = sql.raw(`(y.kind IN ('CONTRACT_ESTABLISHED', 'CONTRACT_ENDED')
  OR (y.kind = 'STATUS_CHANGED' AND y.path = 'status'))`);

const lastStatus = (at: string): Sql => sql`
  (SELECT MAX(y.seq) FROM contract_changes y WHERE y.contract_id = k.id AND y.at <= ${at} AND ${tellsStatus})`;

/** The contract `k` was in force at an instant. */
export const liveAsOf = (at: string): Sql => sql`EXISTS (
  SELECT 1 FROM contract_changes x WHERE x.seq = ${lastStatus(at)} AND x.kind <> 'CONTRACT_ENDED'
  AND (x.kind <> 'STATUS_CHANGED' OR x.after <> '"retired"'))`;

/** A version of a contract with the entry of the feed that says where it stood. */
export interface ContractVersionAsOf extends ContractVersionRow {
  readonly statusKind: string;
  /** JSON. */
  readonly statusAfter: string | null;
  readonly statusMessage: string;
}

/** What these contracts (ids) promised at an instant, and where they stood; none for one that had not begun. */
export const contractVersionsAsOf = (
  db: Reader,
  contracts: readonly number[],
  at: string,
): Promise<ContractVersionAsOf[]> =>
  db.all<ContractVersionAsOf>(sql`
    SELECT ${selectList(ContractVersionRow, 'v')}, x.kind AS "statusKind", x.after AS "statusAfter", x.message AS "statusMessage"
    FROM contracts k
    JOIN contract_versions v ON v.id = (SELECT MAX(w.id) FROM contract_versions w WHERE w.contract_id = k.id AND w.at <= ${at})
    JOIN contract_changes x ON x.seq = ${lastStatus(at)}
    WHERE k.id ${sql.in(contracts)}`);
