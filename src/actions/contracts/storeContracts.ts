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
  tieInputPorts,
  type Dependency,
  type StandingContract,
} from '../../entities/writes/contracts.js';
import type { NewEvent } from '../../entities/writes/events.js';
import { putEntries } from '../../entities/writes/search.js';
import { chainReasons } from './chainReasons.js';
import { changeEvents } from './changeEvents.js';
import { contractsBehind } from './contractsBehind.js';
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

export interface StoredContracts {
  /** Names of the contracts that were established or changed. */
  readonly names: readonly string[];
  readonly events: readonly NewEvent[];
  /** The products (fqns) whose consumers were counted anew. */
  readonly recounted: readonly string[];
}

/**
 * Brings the contracts that touch a product to what its ports say now (ADR-0021, Cross-Domain Data Contracts): ties
 * input ports that waited for it, establishes, changes and ends contracts, keeps their versions. Whoever publishes
 * first, both ends or either, the outcome is the same. The events are returned for the end of the transaction.
 */
export async function storeContracts(
  tx: Transaction,
  productId: number,
  facts: {
    readonly retired: boolean;
    readonly at: string;
    readonly actor: string | null;
    readonly accepted: (contract: string) => boolean;
    /** When the breaking changes of this publication take effect, where that was announced. */
    readonly effectiveAt?: string | null;
    /** What is known, as it stands now, of ports and all that they rest on. */
    readonly upstream?: readonly UpstreamPort[];
  },
): Promise<StoredContracts> {
  await tieInputPorts(tx, productId);
  const [dependencies, contracts] = await Promise.all([
    dependenciesTouching(tx, productId),
    contractsTouching(tx, productId),
  ]);
  const own = dependencies.filter(({ consumerId }) => consumerId !== productId).map(({ provider }) => provider.fqn);
  const gone = contracts.filter(({ providerProductId }) => providerProductId === productId);
  const ports = [...new Set([...own, ...gone.map(({ providerPort }) => providerPort)])];
  const touching = new Set(contracts.map(({ id }) => id));
  const [nameFor, resting] = await Promise.all([namer(tx, dependencies, contracts), contractsBehind(tx, ports)]);
  const behind = resting.filter(({ contract }) => !touching.has(contract.id));
  const held = [...dependencies, ...behind.map(({ dependency }) => dependency)];
  const missed = await chainReasons(tx, held, facts.upstream ?? []);
  const outcomes = reconcileContracts({ ...facts, productId, dependencies, contracts, nameFor, missed, behind });
  const ids = await putContracts(
    tx,
    outcomes.map((each) => each.state),
    facts.at,
  );
  const idOf = (name: string): number => ids.get(name) ?? 0;
  await insertContractVersions(
    tx,
    outcomes.flatMap(({ newVersion, state: { name, version, terms } }) =>
      newVersion ? [{ contractId: idOf(name), version, terms }] : [],
    ),
    facts.at,
  );
  await recountConsumers(
    tx,
    outcomes.map((each) => each.state.portId),
  );
  await putEntries(
    tx,
    outcomes.map(({ state: { name }, providerPort, consumer }) => ({
      kind: 'contract',
      key: name,
      title: name,
      text: `${name} ${providerPort} ${consumer}`.toLowerCase(),
    })),
  );
  const events = outcomes.flatMap((each) => changeEvents(each, idOf(each.state.name), facts));
  const recounted = outcomes.map(({ providerProduct }) => providerProduct);
  return { names: outcomes.map((each) => each.state.name), events, recounted };
}
