import type { Transaction } from '../../entities/database.js';
import { endAnnouncement, type Announcement } from '../../entities/writes/announcements.js';
import type { StandingContract } from '../../entities/writes/contracts.js';
import type { NewEvent } from '../../entities/writes/events.js';
import { contractEvents } from './contractEvents.js';
import type { NoticeFacts } from './joinAnnouncements.js';
import { withdrawnEntry } from './noticeEntries.js';

/** Ends an announcement whose version is not to come; the entries of the feed that tell these contracts so. */
export async function withdraw(
  tx: Transaction,
  { row, product }: Announcement,
  reason: string,
  contracts: readonly StandingContract[],
  facts: NoticeFacts,
): Promise<NewEvent[]> {
  await endAnnouncement(tx, row.id, { status: 'withdrawn', reason, at: facts.at });
  const entry = withdrawnEntry(row, `${product} ${row.version} is withdrawn: ${reason}`);
  return contracts.flatMap((each) => contractEvents(each, [entry], facts));
}
