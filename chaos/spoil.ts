import { setTimeout as sleep } from 'node:timers/promises';
import { Database, type Transaction } from '../src/entities/database.js';
import { ContractChangeRow } from '../src/entities/rows/contracts/ContractChangeRow.js';
import { selectList, sql } from '../src/entities/sql.js';
import { appendEvents } from '../src/entities/writes/events.js';

/** What can be done to a store that no server does: each is a fault that a run must find. */
export const SPOILS = ['lost', 'doubled', 'red'] as const;
export type Spoil = (typeof SPOILS)[number];

/** How long the replicas miss a migration: readiness is asked several times meanwhile. */
const RED_MS = 1_000;

/** Takes away the version that was acknowledged last. */
const lost = (tx: Transaction): Promise<unknown> =>
  tx.run(sql`DELETE FROM product_versions WHERE id = (SELECT MAX(id) FROM product_versions)`);

/** Writes the last change of a contract into the log again. Throws where there is none. */
async function doubled(tx: Transaction): Promise<void> {
  const last = await tx.one<ContractChangeRow>(
    sql`SELECT ${selectList(ContractChangeRow, 'c')} FROM contract_changes c ORDER BY seq DESC LIMIT 1`,
  );
  if (!last) throw new Error('there is no change of a contract to be doubled');
  const { seq: _, at, ...change } = last;
  await appendEvents(tx, [
    { kind: 'contract_change', at, domain: change.providerDomain, subjectId: change.contractId, change },
  ]);
}

/** Lets every replica miss a migration for a while, with the database where it was. */
async function red(db: Database): Promise<void> {
  await db.transaction((tx) =>
    tx.run(sql`UPDATE migrations SET name = name || ' ' WHERE id = (SELECT MAX(id) FROM migrations)`),
  );
  await sleep(RED_MS);
  await db.transaction((tx) => tx.run(sql`UPDATE migrations SET name = TRIM(name)`));
}

/** Does it to a store. `red` is done while readiness is asked, the others when all is written. */
export async function spoil(databaseUrl: string, what: Spoil): Promise<void> {
  const db = await Database.open(databaseUrl, { migrate: false });
  try {
    if (what === 'red') await red(db);
    else await db.transaction(what === 'lost' ? lost : doubled);
  } finally {
    await db.close();
  }
}
