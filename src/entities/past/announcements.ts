import type { Reader } from '../database.js';
import { contractsOfAnnouncements } from '../reads/announcements.js';
import { type AnnouncedContractRow } from '../rows/contracts/AnnouncedContractRow.js';
import { AnnouncementRow } from '../rows/contracts/AnnouncementRow.js';
import type { Kept } from '../rows/products/keptProduct.js';
import { selectList, sql, type Sql } from '../sql.js';

/**
 * The announcements that ran at an instant: begun, and neither published nor withdrawn by then. That one was withdrawn
 * later is known of those that broke a contract, whose feed tells.
 */
async function runningAsOf(db: Reader, condition: Sql, at: string): Promise<(AnnouncementRow & Kept)[]> {
  const rows = await db.all<AnnouncementRow>(sql`
    SELECT ${selectList(AnnouncementRow, 'a')} FROM announcements a
    WHERE ${condition} AND a.announced_at <= ${at}
    AND NOT EXISTS (SELECT 1 FROM product_versions v
      WHERE v.product_id = a.product_id AND v.version = a.version AND v.published_at <= ${at})
    AND (a.status <> 'withdrawn' OR EXISTS (SELECT 1 FROM contract_changes x
      JOIN announced_contracts c ON c.contract_id = x.contract_id AND c.announcement_id = a.id
      WHERE x.kind = 'ANNOUNCEMENT_WITHDRAWN' AND x.before = '"' || a.version || '"' AND x.at > ${at}))
    ORDER BY a.id`);
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

/** An answer that was given later was not there then. */
const answeredThen = (row: AnnouncedContractRow, asOf: string): AnnouncedContractRow & Kept =>
  row.respondedAt === null || row.respondedAt <= asOf
    ? { ...row, asOf }
    : { ...row, response: null, respondedAt: null, respondedBy: null, note: null, asOf };

/** The contracts that these announcements (ids) break, with what their consumers had answered by an instant. */
export const answersAsOf = async (
  db: Reader,
  announcements: readonly number[],
  at: string,
): Promise<(AnnouncedContractRow & Kept)[]> =>
  (await contractsOfAnnouncements(db, announcements)).map((row) => answeredThen(row, at));

/** What was announced for these contracts (ids) at an instant. */
export async function announcedForContractsAsOf(
  db: Reader,
  contracts: readonly number[],
  at: string,
): Promise<(AnnouncedContractRow & Kept)[]> {
  const named = sql`(SELECT c.announcement_id FROM announced_contracts c WHERE c.contract_id ${sql.in(contracts)})`;
  const running = await runningAsOf(db, sql`a.id IN ${named}`, at);
  return answersAsOf(
    db,
    running.map(({ id }) => id),
    at,
  );
}
