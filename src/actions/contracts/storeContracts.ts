import { contractNameCandidates } from '../../compiler/contracts/name.js';
import type { UpstreamPort } from '../../compiler/mesh.js';
import type { Transaction } from '../../entities/database.js';
import {
  contractsTouching,
  dependenciesTouching,
  insertContractVersions,
  putContracts,
  recountConsumers,
  takenContractNames,
  tieReaders,
  type Dependency,
  type StandingContract,
} from '../../entities/writes/contracts.js';
import type { NewEvent } from '../../entities/writes/events.js';
import { insertEntries } from '../../entities/writes/search.js';
import { chainReasons } from './chainReasons.js';
import { changeEvents } from './changeEvents.js';
import { contractsBehind } from './contractsBehind.js';
import { isCountedAnew, type ContractOutcome } from './outcome.js';
import { reconcileContracts } from './reconcile.js';

/** Gives each new contract the first of its candidate names that no other bears (decision 15). */
async function namer(
  tx: Transaction,
  all: readonly Dependency[],
  contracts: readonly StandingContract[],
): Promise<(each: Dependency) => string> {
  const named = new Set(contracts.map(({ portId, consumerId }) => `${portId}/${consumerId}`));
  const dependencies = all.filter(({ portId, consumerId }) => !named.has(`${portId}/${consumerId}`));
  const candidates = new Map(
    dependencies.map((each) => [each, contractNameCandidates(each.provider.fqn, each.consumer)] as const),
  );
  const taken = await takenContractNames(tx, [...candidates.values()].flat());
  return (each) => {
    const name = candidates.get(each)?.find((candidate) => !taken.has(candidate));
    if (name === undefined)
      throw new Error(`every name for the contract of ${each.provider.fqn} with ${each.consumer} is taken`);
    taken.add(name);
    return name;
  };
}

/** A product that stands otherwise now: published, retired, or agreed by its consumer. */
export interface Restanding {
  readonly productId: number;
  readonly retired: boolean;
  /** Whether the consumer of a contract has agreed to what was announced. */
  readonly accepted: (contract: string) => boolean;
  /** When the breaking changes of this publication take effect, where that was announced. */
  readonly effectiveAt?: string | null;
}

/** What became of the contracts of one of them. */
export interface StoredContracts {
  /** Names of the contracts that were established or changed. */
  readonly names: readonly string[];
  readonly events: readonly NewEvent[];
  /** The products (fqns) whose consumers were counted anew. */
  readonly recounted: readonly string[];
}

interface Facts {
  readonly at: string;
  readonly actor: string | null;
  /** What is known, as it stands now, of ports and all that they rest on. */
  readonly upstream?: readonly UpstreamPort[];
}

/** What of the dependencies and contracts at hand touches one of the products. */
interface Touching {
  readonly dependencies: readonly Dependency[];
  readonly contracts: readonly StandingContract[];
  /** Its output ports that somebody reads, or holds a contract on. */
  readonly ports: readonly string[];
}

function touching(
  productId: number,
  dependencies: readonly Dependency[],
  contracts: readonly StandingContract[],
): Touching {
  const own = dependencies.filter((each) => each.consumerId === productId || each.providerId === productId);
  const held = contracts.filter((each) => each.consumerId === productId || each.providerProductId === productId);
  const read = own.filter(({ consumerId }) => consumerId !== productId).map(({ provider }) => provider.fqn);
  const gone = held.filter(({ providerProductId }) => providerProductId === productId);
  return {
    dependencies: own,
    contracts: held,
    ports: [...new Set([...read, ...gone.map(({ providerPort }) => providerPort)])],
  };
}

/** The outcomes of each of the products, in their order. */
async function reconcileAll(
  tx: Transaction,
  products: readonly Restanding[],
  { at, upstream = [] }: Facts,
): Promise<ContractOutcome[][]> {
  const ids = products.map(({ productId }) => productId);
  const [dependencies, contracts] = await Promise.all([dependenciesTouching(tx, ids), contractsTouching(tx, ids)]);
  const each = products.map(({ productId }) => touching(productId, dependencies, contracts));
  const [nameFor, resting] = await Promise.all([
    namer(tx, dependencies, contracts),
    contractsBehind(
      tx,
      each.map(({ ports }) => ports),
    ),
  ]);
  const known = new Set(contracts.map(({ id }) => id));
  const behind = resting.map((list) => list.filter(({ contract }) => !known.has(contract.id)));
  const held = [...dependencies, ...behind.flat().map(({ dependency }) => dependency)];
  const missed = await chainReasons(tx, held, upstream);
  return products.map((product, index) => {
    const { dependencies: own, contracts: standing } = each[index] as Touching;
    const { productId, retired, accepted } = product;
    const facts = { productId, retired, accepted, at, nameFor, missed };
    return reconcileContracts({ ...facts, dependencies: own, contracts: standing, behind: behind[index] ?? [] });
  });
}

/**
 * Brings the contracts that touch products to what their ports say now (ADR-0021, Cross-Domain Data Contracts): ties
 * input ports that waited for theirs, establishes, changes and ends contracts, keeps their versions. Whoever publishes
 * first, both ends or either, the outcome is the same. The events are returned for the end of the transaction. Several
 * products at once are such that no contract, of theirs or behind them, touches two of them.
 */
export async function storeContracts(
  tx: Transaction,
  products: readonly Restanding[],
  facts: Facts,
): Promise<StoredContracts[]> {
  await tieReaders(
    tx,
    products.map(({ productId }) => productId),
  );
  const outcomes = await reconcileAll(tx, products, facts);
  const all = outcomes.flat();
  const ids = await putContracts(
    tx,
    all.map((each) => each.state),
    facts.at,
  );
  const idOf = (name: string): number => ids.get(name) ?? 0;
  await insertContractVersions(
    tx,
    all.flatMap(({ newVersion, state: { name, version, terms } }) =>
      newVersion ? [{ contractId: idOf(name), version, terms }] : [],
    ),
    facts.at,
  );
  await recountConsumers(
    tx,
    all.filter(isCountedAnew).map((each) => each.state.portId),
  );
  const begun = all.filter(({ before }) => before === null);
  await insertEntries(
    tx,
    begun.map(({ state: { name }, providerPort, consumer }) => ({
      kind: 'contract',
      key: name,
      title: name,
      text: `${name} ${providerPort} ${consumer}`.toLowerCase(),
      domain: providerPort.split('.')[0] ?? null,
    })),
  );
  const { at, actor } = facts;
  return outcomes.map((own, index) => ({
    names: own.map((each) => each.state.name),
    events: own.flatMap((each) =>
      changeEvents(each, idOf(each.state.name), { at, actor, effectiveAt: products[index]?.effectiveAt ?? null }),
    ),
    recounted: own.filter(isCountedAnew).map(({ providerProduct }) => providerProduct),
  }));
}
