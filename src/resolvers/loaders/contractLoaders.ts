import DataLoader from 'dataloader';
import {
  announcedForContracts,
  contractsOfAnnouncements,
  runningAnnouncements,
} from '../../entities/reads/announcements.js';
import {
  contractsBetween,
  contractsOfPairs,
  keptContractVersions,
  type ContractBetween,
} from '../../entities/reads/contracts.js';
import { portsByLeaf } from '../../entities/datasets/reads.js';
import { contractChangesBySeqs } from '../../entities/reads/events.js';
import type { Batching } from '../batching/batching.js';
import type { TurnReader } from '../../entities/TurnReader.js';

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

/** The last part of a table's name, in lower case. */
export const leafOf = (table: string): string => table.split(/[./]/).at(-1)?.toLowerCase() ?? '';

/** What is read of contracts and their feed beside lookups and lists. */
export const contractLoaders = (db: TurnReader, { oneBy, manyBy, oneByParts }: Batching) => ({
  contractOfPair: oneByParts(
    (keys: readonly { portId: number; consumerId: number }[]) => contractsOfPairs(db, keys),
    (key) => `${key.portId}/${key.consumerId}`,
    (row) => `${row.providerPortId}/${row.consumerProductId}`,
  ),
  portsOfLeaf: manyBy(
    (leaves: readonly string[]) => portsByLeaf(db, leaves),
    ({ table }) => leafOf(table),
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
  keptContractVersion: oneByParts(
    (keys: readonly { contractId: number; version: string }[]) => keptContractVersions(db, keys),
    (key) => `${key.contractId}@${key.version}`,
    (row) => `${row.contractId}@${row.version}`,
  ),
  changeBySeq: oneBy(
    (seqs: readonly number[]) => contractChangesBySeqs(db, seqs),
    (row) => row.seq,
  ),
});
