import type { Transaction } from '../../entities/database.js';
import { reachableEdges } from '../../entities/reads/lineage.js';
import {
  liveContractsOn,
  requirementsOn,
  type Dependency,
  type StandingContract,
} from '../../entities/writes/contracts.js';

/** A contract on a port that rests on others, and the dependency that it is of. */
export interface ContractBehind {
  readonly contract: StandingContract;
  readonly dependency: Dependency;
}

/**
 * The contracts of other products behind these output ports, through any number of products, whose consumers require
 * something of the freshness: what these ports promise now may no longer be enough for them.
 */
export async function contractsBehind(tx: Transaction, ports: readonly string[]): Promise<ContractBehind[]> {
  if (ports.length === 0) return [];
  const edges = await reachableEdges(tx, { roots: ports, level: 'port', direction: 'downstream' });
  const reached = edges.flatMap(({ to, toKind }) => (toKind === 'output_port' && !ports.includes(to) ? [to] : []));
  const dependencies = await requirementsOn(tx, [...new Set(reached)]);
  const contracts = await liveContractsOn(tx, [...new Set(dependencies.map(({ portId }) => portId))]);
  return contracts.flatMap((contract) => {
    const dependency = dependencies.find(
      ({ portId, consumerId }) => portId === contract.portId && consumerId === contract.consumerId,
    );
    return dependency ? [{ contract, dependency }] : [];
  });
}
