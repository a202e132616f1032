import { announcedBreaks } from '../../compiler/contracts/announced.js';
import { tellingOnce, type Consumption } from '../../compiler/contracts/evolution.js';
import type { JudgedChange } from '../../compiler/contracts/judge.js';
import { promisingPorts } from '../../compiler/contracts/promisingPorts.js';
import type { Transaction } from '../../entities/database.js';
import { standingVersion } from '../../entities/reads/standingVersion.js';
import type { Announcement } from '../../entities/writes/announcements.js';
import { changePolicyOf } from '../compiling/changePolicyOf.js';

/** What an announced version breaks of a contract as both stand now. */
export interface Break {
  readonly consumption: Consumption;
  /** Of what its consumer reads. */
  readonly used: readonly JudgedChange[];
  /** Of all that the contract promises: what of the announcement is still to come. */
  readonly toCome: readonly JudgedChange[];
}

/** An announced version held against the product and its contracts as they stand; null: what it changes was not kept. */
export async function breaksNow(tx: Transaction, { row, product }: Announcement): Promise<Break[] | null> {
  const { ports: announced } = row;
  const standing = announced && (await standingVersion(tx, product));
  if (!standing) return null;
  const policy = await changePolicyOf(tx, product);
  const ports = promisingPorts(standing.compiled.outputPorts, policy);
  const differ = tellingOnce();
  return standing.consumptions.flatMap((consumption) => {
    const port = announced.find((each) => each.port === consumption.port);
    const now = ports.find(({ name }) => name === consumption.port);
    const breaks = (columns: Consumption['columns']): JudgedChange[] =>
      port ? announcedBreaks(port, now, { ...consumption, columns }, policy, differ) : [];
    return [{ consumption, used: breaks(consumption.columns), toCome: breaks(null) }];
  });
}
