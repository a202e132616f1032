import type { Reader } from '../database.js';
import { AnnouncedContractRow } from '../rows/contracts/AnnouncedContractRow.js';
import { AnnouncementRow } from '../rows/contracts/AnnouncementRow.js';
import type { Kept } from '../rows/products/keptProduct.js';
import { selectList, sql, type Sql } from '../sql.js';

/** The announcements that ran at an instant: begun, and neither published nor withdrawn by then. */
async function runningAsOf(db: Reader, condition: Sql, at: string): Promise<(AnnouncementRow & Kept)[]> {
  const rows = await db.all<AnnouncementRow>(sql`
    SELECT ${selectList(AnnouncementRow, 'a')} FROM announcements a
    WHERE ${condition} AND a.announced_at <= ${at} AND (a.ended_at IS NULL OR a.ended_at > ${at}) ORDER BY a.id`);
  return rows.map((row) => ({ ...row, status: 'announced', reason: null, asOf: at }));
}

/** Those of these ids that ran at an instant. */
export const announcementsAsOf = (
  db: Reader,
  ids: readonly number[],
  at: string,
): Promise<(AnnouncementRow & Kept)[]> => runningAsOf(db, sql`a.id ${sql.in(ids)}`, at);

/** What was announced of these products (ids) at an instant. */
export const announcementsOfProductsAsOf = (
  db: Reader,
  products: readonly number[],
  at: string,
): Promise<(AnnouncementRow & Kept)[]> => runningAsOf(db, sql`a.product_id ${sql.in(products)}`, at);

/** What was announced for contracts at an instant, with what their consumers had answered by then. */
async function announcedAsOf(db: Reader, condition: Sql, at: string): Promise<(AnnouncedContractRow & Kept)[]> {
  const rows = await db.all<AnnouncedContractRow>(sql`
    SELECT ${selectList(AnnouncedContractRow, 'x')} FROM announced_contracts x
    WHERE ${condition} AND x.since <= ${at} AND (x.ended_at IS NULL OR x.ended_at > ${at}) ORDER BY x.contract_id`);
  return rows.map((row) => ({ ...row, asOf: at }));
}

/** The contracts that these announcements (ids) broke at an instant. */
export const answersAsOf = (
  db: Reader,
  announcements: readonly number[],
  at: string,
): Promise<(AnnouncedContractRow & Kept)[]> => announcedAsOf(db, sql`x.announcement_id ${sql.in(announcements)}`, at);

/** What was announced for these contracts (ids) at an instant. */
export const announcedForContractsAsOf = (
  db: Reader,
  contracts: readonly number[],
  at: string,
): Promise<(AnnouncedContractRow & Kept)[]> =>
  announcedAsOf(
    db,
    sql`x.contract_id ${sql.in(contracts)} AND x.announcement_id IN (
      SELECT a.id FROM announcements a WHERE a.announced_at <= ${at} AND (a.ended_at IS NULL OR a.ended_at > ${at}))`,
    at,
  );
