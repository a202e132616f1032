import { changesTo } from '../../compiler/contracts/announced.js';
import type { Evolution } from '../../compiler/contracts/evolution.js';
import type { JudgedChange } from '../../compiler/contracts/judge.js';
import { amongThem, breakingOf, notAmongThem } from '../../compiler/contracts/notice.js';
import type { Transaction } from '../../entities/database.js';
import type { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import {
  putAnnouncement,
  replaceAnnouncedContracts,
  type AnnouncedContract,
  type Announcement,
} from '../../entities/writes/announcements.js';
import { contractsTouching, type StandingContract } from '../../entities/writes/contracts.js';
import type { NewEvent } from '../../entities/writes/events.js';
import { contractEvents } from '../contracts/contractEvents.js';
import type { NoticeFacts } from '../contracts/joinAnnouncements.js';
import { announcedEntries, standsEntry, takenBackEntries } from '../contracts/noticeEntries.js';

/** A contract in an announcement: what it was told, and what it is told now. */
interface Asked {
  readonly contract: StandingContract;
  readonly told: AnnouncedContract | null;
  readonly changes: readonly JudgedChange[];
  /** Those that it was not told before. */
  readonly more: readonly JudgedChange[];
  /** Those that it was told and that are not to come with this version any more. */
  readonly gone: readonly JudgedChange[];
}

/** Every contract that a version breaks, or that was told of changes when it was announced before. */
function askedBy(
  { fqn, ports, consumers }: Evolution,
  before: Announcement | null,
  contracts: readonly StandingContract[],
): Asked[] {
  return contracts.flatMap((contract) => {
    const told = before?.contracts.find(({ contractId }) => contractId === contract.id) ?? null;
    const hit = consumers.find((each) => each.contract === contract.name);
    const known = told?.changes ?? [];
    const made = changesTo({ ports, consumers }, contract.name, contract.providerPort.slice(fqn.length + 1));
    const left = amongThem(known, made);
    const more = hit ? notAmongThem(breakingOf(hit), known) : [];
    const changes = [...left, ...more];
    return told || more.length > 0 ? [{ contract, told, changes, more, gone: notAmongThem(known, left) }] : [];
  });
}

function entriesOf(asked: Asked, row: Omit<AnnouncementRow, 'id'>, before: Announcement | null, product: string) {
  const { changes, more, gone } = asked;
  const why = `${product} ${row.version} as it is announced now comes without a change:`;
  const putOff = before && before.row.effectiveAt !== row.effectiveAt && changes.length > more.length;
  const date = { before: before?.row.effectiveAt ?? '', after: row.effectiveAt };
  const message = `${product} ${row.version} takes effect later, on ${row.effectiveAt}.`;
  return [
    ...takenBackEntries(row, gone, why),
    ...(putOff ? [standsEntry(row, { before: date.before, after: date.after, message })] : []),
    ...announcedEntries(row, more),
  ];
}

/**
 * An announcement with the contracts it breaks, in place of what was announced of this version before, and the entries of
 * the feed that tell each what is new to it. An answer holds until there is more than it was given to.
 */
export async function storeAnnouncement(
  tx: Transaction,
  row: Omit<AnnouncementRow, 'id'>,
  evolution: Evolution,
  before: Announcement | null,
  facts: NoticeFacts,
): Promise<{ readonly id: number; readonly events: readonly NewEvent[] }> {
  const asked = askedBy(evolution, before, await contractsTouching(tx, [row.productId]));
  const id = await putAnnouncement(tx, row, before && before.row.id);
  const changed = asked.filter(({ more, gone }) => more.length > 0 || gone.length > 0);
  await replaceAnnouncedContracts(
    tx,
    changed.flatMap(({ told }) => told?.id ?? []),
    changed.flatMap(({ contract, told, changes, more }) => {
      const notice = contract.terms.breakingChangeNotice;
      const one = { announcementId: id, contractId: contract.id, changes: [...changes], notice };
      if (changes.length === 0) return [];
      if (!told || more.length > 0) return [one];
      const { response, respondedAt, respondedBy, note } = told;
      return [{ ...one, response, respondedAt, respondedBy, note }];
    }),
    facts.at,
  );
  const events = asked.flatMap((each) =>
    contractEvents(each.contract, entriesOf(each, row, before, evolution.fqn), facts),
  );
  return { id, events };
}
