import { announcedBreaks, type AnnouncedPort } from '../../compiler/contracts/announced.js';
import type { PromisingPort } from '../../compiler/contracts/diffPorts.js';
import { judgeConsumptions, type Consumption } from '../../compiler/contracts/evolution.js';
import type { JudgedChange } from '../../compiler/contracts/judge.js';
import { promisingPorts } from '../../compiler/contracts/promisingPorts.js';
import type { ChangePolicy } from '../../compiler/inherit/changePolicy.js';
import type { Transaction } from '../../entities/database.js';
import { standingVersions } from '../../entities/reads/standingVersion.js';
import type { Announcement } from '../../entities/writes/announcements.js';
import { changePoliciesOf } from '../compiling/changePolicyOf.js';

/** What an announced version breaks of a contract as both stand now. */
export interface Break {
  readonly consumption: Consumption;
  /** Of what its consumer reads. */
  readonly used: readonly JudgedChange[];
  /** Of all that the contract promises: what of the announcement is still to come. */
  readonly toCome: readonly JudgedChange[];
}

/**
 * Announced versions held against their products and the contracts on them as they stand, by the id of the announcement;
 * null: what it changes was not kept. Of these consumers (fqns) alone where they are given.
 */
export async function breaksNow(
  tx: Transaction,
  announcements: readonly Announcement[],
  consumers: readonly string[] | null = null,
): Promise<ReadonlyMap<number, readonly Break[] | null>> {
  const products = announcements.map(({ product }) => product);
  const standing = await standingVersions(tx, products);
  const policies = await changePoliciesOf(tx, products);
  return new Map(
    announcements.map(({ row, product }) => {
      const version = standing.get(product);
      const policy = policies.get(product);
      if (!row.ports || !version || !policy) return [row.id, null];
      const consumptions = version.consumptions.filter(({ consumer }) => consumers?.includes(consumer) ?? true);
      return [row.id, breaksOf(row.ports, promisingPorts(version.compiled.outputPorts, policy), consumptions, policy)];
    }),
  );
}

function breaksOf(
  announced: readonly AnnouncedPort[],
  standing: readonly PromisingPort[],
  consumptions: readonly Consumption[],
  policy: ChangePolicy,
): Break[] {
  const judgeEach = judgeConsumptions(policy);
  return consumptions.map((consumption) => {
    const port = announced.find((each) => each.port === consumption.port);
    const now = standing.find(({ name }) => name === consumption.port);
    const breaks = (columns: Consumption['columns']): JudgedChange[] =>
      port ? announcedBreaks(port, now, { ...consumption, columns }, judgeEach) : [];
    return { consumption, used: breaks(consumption.columns), toCome: breaks(null) };
  });
}
