import type { Reader, Transaction } from '../../entities/database.js';
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

/** The output ports that lie behind these through any number of products, but for these themselves. */
function behind(ports: readonly string[], next: ReadonlyMap<string, readonly Step[]>): string[] {
  const met = new Set(ports);
  const found: string[] = [];
  for (const name of met)
    for (const { to, isPort } of next.get(name) ?? []) {
      if (isPort && !met.has(to)) found.push(to);
      met.add(to);
    }
  return found;
}

interface Step {
  readonly to: string;
  readonly isPort: boolean;
}

/** For each of these lists of output ports, the output ports behind them. */
export async function portsBehind(db: Reader, lists: readonly (readonly string[])[]): Promise<string[][]> {
  const roots = [...new Set(lists.flat())];
  if (roots.length === 0) return lists.map(() => []);
  const next = new Map<string, Step[]>();
  for (const { from, to, toKind } of await reachableEdges(db, { roots, level: 'port', direction: 'downstream' })) {
    const step = { to, isPort: toKind === 'output_port' };
    const known = next.get(from);
    if (known) known.push(step);
    else next.set(from, [step]);
  }
  return lists.map((ports) => behind(ports, next));
}

/**
 * For each of these lists of output ports, the contracts of other products behind them, through any number of products,
 * whose consumers require something of the freshness: what these ports promise now may no longer be enough for them.
 */
export async function contractsBehind(
  tx: Transaction,
  lists: readonly (readonly string[])[],
): Promise<ContractBehind[][]> {
  const reached = await portsBehind(tx, lists);
  const dependencies = await requirementsOn(tx, [...new Set(reached.flat())]);
  const contracts = await liveContractsOn(tx, [...new Set(dependencies.map(({ portId }) => portId))]);
  const all = contracts.flatMap((contract) => {
    const dependency = dependencies.find(
      ({ portId, consumerId }) => portId === contract.portId && consumerId === contract.consumerId,
    );
    return dependency ? [{ contract, dependency }] : [];
  });
  return reached.map((ports) => {
    const own = new Set(ports);
    return all.filter(({ contract }) => own.has(contract.providerPort));
  });
}
