import { durationSeconds, parseDuration } from '../../compiler/values/duration.js';
import type { Reader } from '../../entities/database.js';
import {
  contractsInForce,
  freshPortsByFqn,
  freshPortsById,
  type FreshPort,
} from '../../entities/reads/sla/breachChains.js';
import { reachableEdges } from '../../entities/reads/lineage.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';

/** A contract that a breach upstream puts at risk. */
export interface AtRisk {
  readonly contract: ContractRow;
  /** When its provider breaks its promise of freshness where nothing newer reaches it. */
  readonly at: string;
}

const ms = (duration: string): number => durationSeconds(duration) * 1000;

/** The time of the newest data that was seen of a port; null where nobody observes it. */
function observedData({ state, dueAt, target }: FreshPort): number | null {
  const limit = target === null ? null : parseDuration(target);
  return state === null || state === 'unknown' || dueAt === null || limit === null
    ? null
    : Date.parse(dueAt) - ms(limit);
}

interface Mesh {
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly ports: ReadonlyMap<string, FreshPort>;
}

/** The time of the newest data in each port below this one: as it was seen, else that of the stalest port which feeds it. */
function dataBelow(root: FreshPort, { next, ports }: Mesh): Map<string, number | null> {
  const known = new Map<string, number | null>([[root.fqn, observedData(root)]]);
  const queue = [root.fqn];
  for (const name of queue)
    for (const to of next.get(name) ?? []) {
      const above = known.get(name) ?? null;
      const port = ports.get(to);
      const data = (port && observedData(port)) ?? above;
      const before = known.get(to);
      if (known.has(to) && (before == null || data === null || data >= before)) continue;
      known.set(to, data);
      queue.push(to);
    }
  known.delete(root.fqn);
  return known;
}

/** The ports below one that is breached which still keep their promise, and when they break it. */
function portsAtRisk(breach: SlaBreachRow, root: FreshPort, mesh: Mesh): Map<number, string> {
  const found = new Map<number, string>();
  for (const [fqn, data] of dataBelow(root, mesh)) {
    const port = mesh.ports.get(fqn);
    if (!port || port.freshness === null || port.state === 'breached' || data === null) continue;
    const at = new Date(data + ms(port.freshness)).toISOString();
    if (at > breach.openedAt) found.set(port.id, at);
  }
  return found;
}

const isCarried = ({ objective, resolvedAt }: SlaBreachRow): boolean => resolvedAt === null && objective !== 'quality';

/**
 * Of each breach the contracts that it puts at risk, the soonest first: those of ports downstream of its own, through any
 * number of ports, which promise freshness and keep it until the data that they hold is too old. Of a breach that is
 * resolved, and of quality, none. In four statements for all.
 */
export async function contractsAtRisk(db: Reader, breaches: readonly SlaBreachRow[]): Promise<AtRisk[][]> {
  const roots = await freshPortsById(db, [...new Set(breaches.filter(isCarried).map(({ portId }) => portId))]);
  const byId = new Map(roots.map((port) => [port.id, port]));
  const edges = await reachableEdges(db, {
    roots: roots.map(({ fqn }) => fqn),
    level: 'port',
    direction: 'downstream',
  });
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const below = new Set(edges.flatMap(({ to, toKind }) => (toKind === 'output_port' ? [to] : [])));
  const ports = new Map((await freshPortsByFqn(db, [...below])).map((port) => [port.fqn, port]));
  const found = breaches.map((breach) => {
    const root = isCarried(breach) ? byId.get(breach.portId) : undefined;
    return root ? portsAtRisk(breach, root, { next, ports }) : new Map<number, string>();
  });
  const contracts = await contractsInForce(db, [...new Set(found.flatMap((each) => [...each.keys()]))]);
  return found.map((each) =>
    contracts
      .flatMap((contract) => {
        const at = each.get(contract.providerPortId);
        return at === undefined ? [] : [{ contract, at }];
      })
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  );
}
