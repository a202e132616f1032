import { announcementsAsOf, contractsOfAnnouncements } from '../../entities/reads/announcements.js';
import type { AnnouncedContractRow } from '../../entities/rows/contracts/AnnouncedContractRow.js';
import type { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import { sql, type Sql } from '../../entities/sql.js';
import type { AnnouncedContractSource, AnnouncementSource } from '../sources/sources.js';
import type { Batching } from '../batching/batching.js';
import type { TurnReader } from '../batching/TurnReader.js';

const runningThen = (row: AnnouncementRow, asOf: string): AnnouncementSource => ({
  ...row,
  ...{ status: 'announced', reason: null, asOf },
});

/** An answer that was given later was not there then. */
const answeredThen = (row: AnnouncedContractRow, asOf: string): AnnouncedContractSource =>
  row.respondedAt === null || row.respondedAt <= asOf
    ? { ...row, asOf }
    : { ...row, ...{ response: null, respondedAt: null, respondedBy: null, note: null, asOf } };

/** What was announced at an instant, and neither published nor withdrawn. */
export function pastAnnouncements(db: TurnReader, { oneBy, manyBy }: Batching, at: string) {
  const running = async (condition: Sql): Promise<AnnouncementSource[]> =>
    (await announcementsAsOf(db, condition, at)).map((row) => runningThen(row, at));
  const answers = async (ids: readonly number[]): Promise<AnnouncedContractSource[]> =>
    (await contractsOfAnnouncements(db, ids)).map((row) => answeredThen(row, at));
  return {
    announcementById: oneBy(
      (ids: readonly number[]) => running(sql`a.id ${sql.in(ids)}`),
      (row) => row.id,
    ),
    announcementOfProduct: oneBy(
      (products: readonly number[]) => running(sql`a.product_id ${sql.in(products)}`),
      (row) => row.productId,
    ),
    contractsOfAnnouncement: manyBy(answers, (row) => row.announcementId),
    announcedForContract: oneBy(
      async (contracts: readonly number[]) => {
        const named = sql`(SELECT c.announcement_id FROM announced_contracts c WHERE c.contract_id ${sql.in(contracts)})`;
        return answers((await running(sql`a.id IN ${named}`)).map(({ id }) => id));
      },
      (row) => row.contractId,
    ),
  };
}
