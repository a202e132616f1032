import DataLoader from 'dataloader';
import {
  announcedForContracts,
  contractsOfAnnouncements,
  runningAnnouncements,
} from '../../entities/reads/announcements.js';
import {
  affectedContractsQuery,
  changesQuery,
  contractsBetween,
  contractsOfPairs,
  contractVersionsQuery,
  keptContractVersions,
  portContractsQuery,
  productContractsQuery,
  type ContractBetween,
} from '../../entities/reads/contracts.js';
import { contractChangesBySeqs } from '../../entities/reads/events.js';
import type { Listed } from '../../entities/reads/products.js';
import { rowsBy } from '../../entities/reads/rows.js';
import { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { ContractVersionRow } from '../../entities/rows/contracts/ContractVersionRow.js';
import { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { Batching } from '../batching/batching.js';
import { ListLoader } from '../batching/ListLoader.js';
import type { TurnReader } from '../../entities/TurnReader.js';

type Role = 'provider' | 'consumer' | null;
interface Ends {
  /** fqn of a port or of a product. */
  readonly provider: string;
  readonly consumer: string;
}

/** The contract in force between two ends; where one product provides several ports to the other, the oldest. */
export function betweenLoader(
  db: TurnReader,
  read: (providers: readonly string[], consumers: readonly string[]) => Promise<ContractBetween[]>,
): DataLoader<Ends, ContractBetween | null, string> {
  return new DataLoader<Ends, ContractBetween | null, string>(
    async (keys) => {
      const providers = [...new Set(keys.map((key) => key.provider))];
      const consumers = [...new Set(keys.map((key) => key.consumer))];
      const oldest = new Map<string, ContractBetween>();
      for (const row of (await read(providers, consumers)).reverse()) {
        oldest.set(`${row.providerPort}>${row.consumer}`, row);
        oldest.set(`${row.providerProduct}>${row.consumer}`, row);
      }
      return keys.map((key) => oldest.get(`${key.provider}>${key.consumer}`) ?? null);
    },
    { batchScheduleFn: db.schedule, cacheKeyFn: (key) => `${key.provider}>${key.consumer}` },
  );
}

/** What is read of contracts, their feed and breaches. */
export const contractLoaders = (db: TurnReader, { oneBy, manyBy, oneByParts }: Batching) => ({
  contractById: oneBy(
    (ids: readonly number[]) => rowsBy(db, ContractRow, 'id', ids),
    (row) => row.id,
  ),
  contractByName: oneBy(
    (names: readonly string[]) => rowsBy(db, ContractRow, 'name', names),
    (row) => row.name,
  ),
  contractOfPair: oneByParts(
    (keys: readonly { portId: number; consumerId: number }[]) => contractsOfPairs(db, keys),
    (key) => `${key.portId}/${key.consumerId}`,
    (row) => `${row.providerPortId}/${row.consumerProductId}`,
  ),
  announcementById: oneBy(
    (ids: readonly number[]) => rowsBy(db, AnnouncementRow, 'id', ids),
    (row) => row.id,
  ),
  announcementOfProduct: oneBy(
    (products: readonly number[]) => runningAnnouncements(db, products),
    (row) => row.productId,
  ),
  contractsOfAnnouncement: manyBy(
    (ids: readonly number[]) => contractsOfAnnouncements(db, ids),
    (row) => row.announcementId,
  ),
  announcedForContract: oneBy(
    (contracts: readonly number[]) => announcedForContracts(db, contracts),
    (row) => row.contractId,
  ),
  contractBetween: betweenLoader(db, (providers, consumers) => contractsBetween(db, providers, consumers)),
  contractsOfProduct: new ListLoader<Listed, Role>(db, (parents, role) => productContractsQuery(role, parents)),
  contractsOfPort: new ListLoader<Listed>(db, () => portContractsQuery),
  affectedContracts: new ListLoader<Listed>(db, () => affectedContractsQuery),
  contractVersions: new ListLoader<ContractVersionRow>(db, () => contractVersionsQuery),
  keptContractVersion: oneByParts(
    (keys: readonly { contractId: number; version: string }[]) => keptContractVersions(db, keys),
    (key) => `${key.contractId}@${key.version}`,
    (row) => `${row.contractId}@${row.version}`,
  ),
  changesOfContract: new ListLoader<ContractChangeRow>(db, () => changesQuery(null)),
  changeBySeq: oneBy(
    (seqs: readonly number[]) => contractChangesBySeqs(db, seqs),
    (row) => row.seq,
  ),
  breachById: oneBy(
    (ids: readonly number[]) => rowsBy(db, SlaBreachRow, 'id', ids),
    (row) => row.id,
  ),
});
