import DataLoader from 'dataloader';
import { contractsBetween, contractsOfPairs } from '../../entities/reads/contracts.js';
import { productOfNode } from '../../lineage/edge.js';
import {
  changesUntil,
  contractVersionsUntil,
  portContractsAsOf,
  productContractsAsOf,
  productVersionsUntil,
} from '../../entities/past/lists.js';
import { liveAsOf, versionsUntil } from '../../entities/past/reads.js';
import {
  consumersQuery,
  latestCompilations,
  portConsumersQuery,
  providersQuery,
  type Listed,
} from '../../entities/reads/products.js';
import { rowsBy } from '../../entities/reads/rows.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { ContractVersionRow } from '../../entities/rows/contracts/ContractVersionRow.js';
import { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { keptProduct } from '../../entities/rows/products/keptProduct.js';
import { keptInputPorts, keptModels, keptOutputPorts } from './keptParts.js';
import { contractsAsOf, productsAsOf } from '../../entities/past/standing.js';
import type { InputPortSource, ModelSource, OutputPortSource, ProductSource } from '../sources/sources.js';
import type { Batching } from '../batching/batching.js';
import { betweenLoader } from '../loaders/contractLoaders.js';
import { ListLoader } from '../batching/ListLoader.js';
import { pastAnnouncements } from './pastAnnouncements.js';
import type { ListedVersion, Role } from '../loaders/lists.js';
import type { lookupLoaders } from '../loaders/lookups.js';
import type { TurnReader } from '../../entities/TurnReader.js';

type Present = ReturnType<typeof lookupLoaders>;

/** Contracts with both ends as they stood at an instant, and the lists of those in force then. */
function contracts(db: TurnReader, { oneBy, oneByParts }: Batching, at: string) {
  const live = liveAsOf(at);
  const past = async (rows: Promise<ContractRow[]>) => contractsAsOf(db, await rows, at);
  return {
    contractById: oneBy(
      (ids: readonly number[]) => past(rowsBy(db, ContractRow, 'id', ids)),
      (row) => row.id,
    ),
    contractByName: oneBy(
      (names: readonly string[]) => past(rowsBy(db, ContractRow, 'name', names)),
      (row) => row.name,
    ),
    contractOfPair: oneByParts(
      (keys: readonly { portId: number; consumerId: number }[]) => past(contractsOfPairs(db, keys)),
      (key) => `${key.portId}/${key.consumerId}`,
      (row) => `${row.providerPortId}/${row.consumerProductId}`,
    ),
    contractBetween: betweenLoader(db, async (providers, consumers) =>
      contractsAsOf(db, await contractsBetween(db, providers, consumers, live), at),
    ),
    consumers: new ListLoader<Listed>(db, (of) => consumersQuery(of, live)),
    providers: new ListLoader<Listed>(db, (of) => providersQuery(of, live)),
    portConsumers: new ListLoader<Listed>(db, () => portConsumersQuery(live)),
    contractsOfProduct: new ListLoader<Listed, Role>(db, (of, role) => productContractsAsOf(role, of, at)),
    contractsOfPort: new ListLoader<Listed>(db, () => portContractsAsOf(at)),
    contractVersions: new ListLoader<ContractVersionRow>(db, () => contractVersionsUntil(at)),
    changesOfContract: new ListLoader<ContractChangeRow>(db, () => changesUntil(at)),
  };
}

const products = (db: TurnReader, { oneBy }: Batching, at: string) => ({
  productById: oneBy(
    async (ids: readonly number[]) => productsAsOf(db, await rowsBy(db, ProductRow, 'id', ids), at),
    (row) => row.id,
  ),
  productByFqn: oneBy(
    async (fqns: readonly string[]) => productsAsOf(db, await rowsBy(db, ProductRow, 'fqn', fqns), at),
    (row) => row.fqn,
  ),
  versions: new ListLoader<ListedVersion>(db, () => productVersionsUntil(at)),
  latestCompilation: oneBy(
    (fqns: readonly string[]) => latestCompilations(db, fqns, at),
    (row) => row.subject,
  ),
});

/** Ports and models as their product had them; a port that it had dropped, as it had it last. */
function parts(
  db: TurnReader,
  { oneBy, manyBy }: Batching,
  at: string,
  present: Present,
  past: Pick<Present, 'productByFqn' | 'productById'>,
) {
  const versions = manyBy(
    (ids: readonly number[]) => versionsUntil(db, ids, at),
    (row) => row.productId,
  );
  const standing = async (fqn: string): Promise<ProductSource | null> => {
    const owner = productOfNode(fqn);
    const product = owner === null ? null : await past.productByFqn.load(owner);
    return product?.retiredAt === null ? product : null;
  };
  const dropped = async (fqn: string): Promise<OutputPortSource | null> => {
    const row = await present.outputPortByFqn.load(fqn);
    const product = row && (await past.productById.load(row.productId));
    if (!row || !product) return null;
    const last = (await versions.load(product.id)).find(({ compiled }) =>
      compiled.outputPorts.some((port) => port.fqn === fqn),
    );
    const [port] = last
      ? keptOutputPorts({ ...keptProduct(product, last), asOf: at }, [row]).filter((each) => each.fqn === fqn)
      : [];
    return port ? { ...port, removedAt: product.retiredAt ?? product.publishedAt } : null;
  };
  const outputPort = async (fqn: string): Promise<OutputPortSource | null> => {
    const product = await standing(fqn);
    const every = product ? await present.everyOutputPortOfProduct.load(product.id) : [];
    const ports = product ? keptOutputPorts(product, every) : [];
    return ports.find((port) => port.fqn === fqn) ?? dropped(fqn);
  };
  const each = <T>(load: (key: string) => Promise<T | null>) =>
    new DataLoader<string, T | null>((keys) => Promise.all(keys.map(load)), { batchScheduleFn: db.schedule });
  return {
    outputPortByFqn: each(outputPort),
    outputPortById: oneBy(
      async (ids: readonly number[]) => {
        const rows = await Promise.all(ids.map((id) => present.outputPortById.load(id)));
        const ports = await Promise.all(rows.map((row) => (row ? outputPort(row.fqn) : null)));
        return ports.filter((port) => port !== null);
      },
      (row) => row.id,
    ),
    inputPortByFqn: each<InputPortSource>(async (fqn) => {
      const product = await standing(fqn);
      return (product && keptInputPorts(product).find((port) => port.fqn === fqn)) ?? null;
    }),
    modelByFqn: each<ModelSource>(async (fqn) => {
      const product = await standing(fqn);
      return (product && keptModels(product).find((model) => model.fqn === fqn)) ?? null;
    }),
  };
}

/** What is read of the graph as it stood at an instant, in place of the same of today; all else stays that of today. */
export function pastLoaders(db: TurnReader, batches: Batching, at: string, present: Present) {
  const past = products(db, batches, at);
  return {
    ...past,
    ...contracts(db, batches, at),
    ...pastAnnouncements(db, batches, at),
    ...parts(db, batches, at, present, past),
  };
}
