import type { Reader } from '../database.js';
import { AnnouncedContractRow } from '../rows/contracts/AnnouncedContractRow.js';
import { AnnouncementRow } from '../rows/contracts/AnnouncementRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** The versions that are announced of these products, and neither published nor withdrawn. */
export const runningAnnouncements = (db: Reader, products: readonly number[]): Promise<AnnouncementRow[]> =>
  db.all<AnnouncementRow>(sql`
    SELECT ${selectList(AnnouncementRow, 'a')} FROM announcements a
    WHERE a.product_id ${sql.in(products)} AND a.status = 'announced'`);

/**
 * The announcements of these products that ran at an instant: begun, and neither published nor withdrawn by then. That one
 * was withdrawn later is known of those that broke a contract, whose feed tells.
 */
export const announcementsAsOf = (db: Reader, condition: Sql, at: string): Promise<AnnouncementRow[]> =>
  db.all<AnnouncementRow>(sql`
    SELECT ${selectList(AnnouncementRow, 'a')} FROM announcements a
    WHERE ${condition} AND a.announced_at <= ${at}
    AND NOT EXISTS (SELECT 1 FROM product_versions v
      WHERE v.product_id = a.product_id AND v.version = a.version AND v.published_at <= ${at})
    AND (a.status <> 'withdrawn' OR EXISTS (SELECT 1 FROM contract_changes x
      JOIN announced_contracts c ON c.contract_id = x.contract_id AND c.announcement_id = a.id
      WHERE x.kind = 'ANNOUNCEMENT_WITHDRAWN' AND x.before = '"' || a.version || '"' AND x.at > ${at}))
    ORDER BY a.id`);

/** The contracts that these announcements break, in the order in which they were established. */
export const contractsOfAnnouncements = (db: Reader, ids: readonly number[]): Promise<AnnouncedContractRow[]> =>
  db.all<AnnouncedContractRow>(sql`
    SELECT ${selectList(AnnouncedContractRow, 'x')} FROM announced_contracts x
    WHERE x.announcement_id ${sql.in(ids)} ORDER BY x.contract_id`);

/** What is announced for these contracts, and neither published nor withdrawn. */
export const announcedForContracts = (db: Reader, contracts: readonly number[]): Promise<AnnouncedContractRow[]> =>
  db.all<AnnouncedContractRow>(sql`
    SELECT ${selectList(AnnouncedContractRow, 'x')} FROM announced_contracts x
    JOIN announcements a ON a.id = x.announcement_id AND a.status = 'announced'
    WHERE x.contract_id ${sql.in(contracts)}`);
