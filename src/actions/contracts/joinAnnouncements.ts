import type { JudgedChange } from '../../compiler/contracts/judge.js';
import { notAmongThem } from '../../compiler/contracts/notice.js';
import type { Transaction } from '../../entities/database.js';
import {
  announcementsOver,
  leaveAnnouncements,
  replaceAnnouncedContracts,
  type AnnouncedContract,
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

/** A contract that an announcement breaks in more than it was told. */
interface Joined {
  readonly announcement: Announcement;
  readonly contract: StandingContract;
  readonly told: AnnouncedContract | undefined;
  readonly more: readonly JudgedChange[];
}

const joinedOf = (
  announcement: Announcement,
  breaks: readonly Break[],
  standing: readonly StandingContract[],
): Joined[] =>
  breaks.flatMap(({ consumption, used }) => {
    const contract = standing.find(({ name }) => name === consumption.contract);
    const told = announcement.contracts.find(({ contractId }) => contractId === contract?.id);
    const more = notAmongThem(used, told?.changes ?? []);
    return contract && more.length > 0 ? [{ announcement, contract, told, more }] : [];
  });

/**
 * Takes contracts into announcements whose changes break more of them than they were told: those that began since, and
 * those whose consumers read more now. The clock does not start again; what they answered before they are asked anew.
 */
export async function join(
  tx: Transaction,
  announcements: readonly Announcement[],
  breaks: ReadonlyMap<number, readonly Break[] | null>,
  standing: readonly StandingContract[],
  facts: NoticeFacts,
): Promise<NewEvent[]> {
  const joined = announcements.flatMap((each) => joinedOf(each, breaks.get(each.row.id) ?? [], standing));
  await replaceAnnouncedContracts(
    tx,
    joined.flatMap(({ told }) => told?.id ?? []),
    joined.map(({ announcement, contract, told, more }) => ({
      announcementId: announcement.row.id,
      contractId: contract.id,
      changes: [...(told?.changes ?? []), ...more],
      notice: contract.terms.breakingChangeNotice,
    })),
    facts.at,
  );
  return joined.flatMap(({ announcement, contract, more }) =>
    contractEvents(contract, announcedEntries(announcement.row, more), facts),
  );
}

/** What the publication of a consumer means to the announcements of its providers: it joins, it reads more, it lets go. */
export async function joinAnnouncements(tx: Transaction, consumerId: number, facts: NoticeFacts): Promise<NewEvent[]> {
  await leaveAnnouncements(tx, consumerId, facts.at);
  const announcements = await announcementsOver(tx, consumerId);
  if (announcements.length === 0) return [];
  const own = (await contractsTouching(tx, [consumerId])).filter((each) => each.consumerId === consumerId);
  const breaks = await breaksNow(tx, announcements, [...new Set(own.map(({ consumer }) => consumer))]);
  return join(tx, announcements, breaks, own, facts);
}
