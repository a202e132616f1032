import {
  announcedForContractsAsOf,
  announcementsAsOf,
  announcementsOfProductsAsOf,
  answersAsOf,
} from '../../entities/past/announcements.js';
import type { Batching } from '../batching/batching.js';
import type { TurnReader } from '../../entities/TurnReader.js';

/** What was announced at an instant, and neither published nor withdrawn. */
export const pastAnnouncements = (db: TurnReader, { oneBy, manyBy }: Batching, at: string) => ({
  announcementById: oneBy(
    (ids: readonly number[]) => announcementsAsOf(db, ids, at),
    (row) => row.id,
  ),
  announcementOfProduct: oneBy(
    (products: readonly number[]) => announcementsOfProductsAsOf(db, products, at),
    (row) => row.productId,
  ),
  contractsOfAnnouncement: manyBy(
    (ids: readonly number[]) => answersAsOf(db, ids, at),
    (row) => row.announcementId,
  ),
  announcedForContract: oneBy(
    (contracts: readonly number[]) => announcedForContractsAsOf(db, contracts, at),
    (row) => row.contractId,
  ),
});
