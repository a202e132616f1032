import type { Reader } from '../database.js';
import { AnnouncedContractRow } from '../rows/contracts/AnnouncedContractRow.js';
import { AnnouncementRow } from '../rows/contracts/AnnouncementRow.js';
import { selectList, sql } from '../sql.js';

/** The versions that are announced of these products, and neither published nor withdrawn. */
export const runningAnnouncements = (db: Reader, products: readonly number[]): Promise<AnnouncementRow[]> =>
  db.all<AnnouncementRow>(sql`
    SELECT ${selectList(AnnouncementRow, 'a')} FROM announcements a
    WHERE a.product_id ${sql.in(products)} AND a.status = 'announced'`);

/** The contracts that these announcements break, or did when they ended, in the order in which they were established. */
export const contractsOfAnnouncements = (db: Reader, ids: readonly number[]): Promise<AnnouncedContractRow[]> =>
  db.all<AnnouncedContractRow>(sql`
    SELECT ${selectList(AnnouncedContractRow, 'x')} FROM announced_contracts x
    WHERE x.announcement_id ${sql.in(ids)} AND x.ended_at IS NULL ORDER BY x.contract_id`);

/** What is announced for these contracts, and neither published nor withdrawn. */
export const announcedForContracts = (db: Reader, contracts: readonly number[]): Promise<AnnouncedContractRow[]> =>
  db.all<AnnouncedContractRow>(sql`
    SELECT ${selectList(AnnouncedContractRow, 'x')} FROM announced_contracts x
    JOIN announcements a ON a.id = x.announcement_id AND a.status = 'announced'
    WHERE x.contract_id ${sql.in(contracts)} AND x.ended_at IS NULL`);
