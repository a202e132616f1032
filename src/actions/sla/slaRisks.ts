import type { Reader } from '../../entities/database.js';
import type { SlaRisk } from '../../entities/reads/contracts.js';
import { openBreachRows } from '../../entities/reads/sla/breachChains.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import { contractsAtRisk } from './contractsAtRisk.js';

async function threatened(db: Reader, open: readonly SlaBreachRow[]): Promise<Set<number>> {
  const found = open.length === 0 ? [] : await contractsAtRisk(db, open);
  return new Set(found.flatMap((each) => each.map(({ contract }) => contract.id)));
}

/** The contracts (ids) whose freshness an open breach upstream will break. In five statements at most. */
export const contractsThreatened = async (db: Reader): Promise<number[]> => [
  ...(await threatened(db, await openBreachRows(db))),
];

/** What endangers the promises of each of these contracts; null: nothing, or it is no longer in force. In five statements at most. */
export async function slaRisks(db: Reader, contracts: readonly ContractRow[]): Promise<(SlaRisk | null)[]> {
  const open = await openBreachRows(db);
  const breached = new Set(open.map(({ portId }) => portId));
  const atRisk = await threatened(db, open);
  return contracts.map(({ id, status, providerPortId }) => {
    if (status === 'retired') return null;
    if (breached.has(providerPortId)) return 'breached';
    return atRisk.has(id) ? 'at_risk' : null;
  });
}
