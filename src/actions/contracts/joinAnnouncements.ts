import { notAmongThem } from '../../compiler/contracts/notice.js';
import type { Transaction } from '../../entities/database.js';
import {
  announcementsOver,
  leaveAnnouncements,
  replaceAnnouncedContracts,
  type Announcement,
} from '../../entities/writes/announcements.js';
import { contractsTouching, type StandingContract } from '../../entities/writes/contracts.js';
import type { NewEvent } from '../../entities/writes/events.js';
import { breaksNow, type Break } from './breaksNow.js';
import { contractEvents } from './contractEvents.js';
import { announcedEntries } from './noticeEntries.js';

export interface NoticeFacts {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly actor: string | null;
}

/**
 * Takes contracts into an announcement whose changes break more of them than they were told: those that began since, and
 * those whose consumers read more now. The clock does not start again; what they answered before they are asked anew.
 */
export async function joinAnnouncement(
  tx: Transaction,
  { row, contracts }: Announcement,
  breaks: readonly Break[],
  standing: readonly StandingContract[],
  facts: NoticeFacts,
): Promise<NewEvent[]> {
  const joined = breaks.flatMap(({ consumption, used }) => {
    const contract = standing.find(({ name }) => name === consumption.contract);
    const told = contracts.find(({ contractId }) => contractId === contract?.id);
    const more = notAmongThem(used, told?.changes ?? []);
    return contract && more.length > 0
      ? [{ contract, told, more, notice: consumption.terms.breakingChangeNotice }]
      : [];
  });
  if (joined.length === 0) return [];
  await replaceAnnouncedContracts(
    tx,
    joined.flatMap(({ told }) => told?.id ?? []),
    joined.map(({ contract, told, more, notice }) => ({
      announcementId: row.id,
      contractId: contract.id,
      changes: [...(told?.changes ?? []), ...more],
      notice,
    })),
    facts.at,
  );
  return joined.flatMap(({ contract, more }) => contractEvents(contract, announcedEntries(row, more), facts));
}

/** What the publication of a consumer means to the announcements of its providers: it joins, it reads more, it lets go. */
export async function joinAnnouncements(tx: Transaction, consumerId: number, facts: NoticeFacts): Promise<NewEvent[]> {
  await leaveAnnouncements(tx, consumerId, facts.at);
  const announcements = await announcementsOver(tx, consumerId);
  if (announcements.length === 0) return [];
  const own = (await contractsTouching(tx, consumerId)).filter((each) => each.consumerId === consumerId);
  const events: NewEvent[] = [];
  for (const announcement of announcements) {
    const breaks = await breaksNow(tx, announcement);
    events.push(...(await joinAnnouncement(tx, announcement, breaks ?? [], own, facts)));
  }
  return events;
}
