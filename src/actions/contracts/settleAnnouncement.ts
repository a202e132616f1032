import semver from 'semver';
import { changesTo } from '../../compiler/contracts/announced.js';
import type { Evolution } from '../../compiler/contracts/evolution.js';
import type { JudgedChange } from '../../compiler/contracts/judge.js';
import { amongThem, notAmongThem } from '../../compiler/contracts/notice.js';
import type { Transaction } from '../../entities/database.js';
import {
  endAnnouncement,
  replaceAnnouncedContracts,
  type AnnouncedContract,
  type Announcement,
} from '../../entities/writes/announcements.js';
import { contractsTouching, type StandingContract } from '../../entities/writes/contracts.js';
import type { NewEvent } from '../../entities/writes/events.js';
import { breaksNow, type Break } from './breaksNow.js';
import { contractEvents } from './contractEvents.js';
import { join, type NoticeFacts } from './joinAnnouncements.js';
import { standsEntry, takenBackEntries } from './noticeEntries.js';
import { withdraw } from './withdraw.js';

interface Told {
  readonly told: AnnouncedContract;
  readonly contract: StandingContract;
}

const namedOf = (announcement: Announcement, contracts: readonly StandingContract[]): Told[] =>
  announcement.contracts.flatMap((told) => {
    const contract = contracts.find(({ id }) => id === told.contractId);
    return contract ? [{ told, contract }] : [];
  });

/** The announced version itself was published: a change that it was announced with and came without is told. */
async function published(
  tx: Transaction,
  announcement: Announcement,
  evolution: Evolution,
  contracts: readonly StandingContract[],
  facts: NoticeFacts,
): Promise<NewEvent[]> {
  const { row, product } = announcement;
  await endAnnouncement(tx, row.id, { status: 'published', reason: null, at: facts.at });
  return namedOf(announcement, contracts).flatMap(({ told, contract }) => {
    const came = changesTo(evolution, contract.name, contract.providerPort.slice(product.length + 1));
    const left = notAmongThem(told.changes, came);
    const why = `${product} ${row.version} was published without a change that was announced:`;
    return contractEvents(contract, takenBackEntries(row, left, why), facts);
  });
}

/** What of an announcement a contract still waits for after another version was published. */
function remaining({ told }: Told, breaks: readonly Break[] | null): readonly JudgedChange[] {
  if (!breaks) return told.changes;
  const now = breaks.find(({ consumption }) => consumption.contract === told.contract);
  return amongThem(told.changes, now?.toCome ?? []);
}

/** A lower version was published: what it leaves to come stands against it; where it leaves nothing, all is withdrawn. */
async function outlived(
  tx: Transaction,
  announcement: Announcement,
  { before, after }: Evolution,
  contracts: readonly StandingContract[],
  facts: NoticeFacts,
): Promise<NewEvent[]> {
  const { row, product } = announcement;
  const named = namedOf(announcement, contracts);
  const all = await breaksNow(tx, [announcement]);
  const breaks = all.get(row.id) ?? null;
  const now = named.map((each) => ({ ...each, left: remaining(each, breaks) }));
  const changed = now.filter(({ told, left }) => left.length < told.changes.length);
  const waiting = changed.filter(({ left }) => left.length > 0);
  await replaceAnnouncedContracts(
    tx,
    changed.map(({ told }) => told.id),
    waiting.map(({ told, left }) => ({ ...told, changes: [...left] })),
    facts.at,
  );
  const gone = `After ${product} ${after} not to come with ${row.version} any more:`;
  const stands = `${product} ${row.version} is to come after ${after} too: it takes effect on ${row.effectiveAt}.`;
  const told = now.flatMap(({ told: { changes }, contract, left }) => [
    ...contractEvents(contract, takenBackEntries(row, notAmongThem(changes, left), gone), facts),
    ...(left.length > 0 ? contractEvents(contract, [standsEntry(row, { before, after, message: stands })], facts) : []),
  ]);
  const others = contracts.filter(({ id }) => !named.some(({ contract }) => contract.id === id));
  const joined = await join(tx, [announcement], all, others, facts);
  if (named.length > 0 && joined.length === 0 && now.every(({ left }) => left.length === 0))
    return [...told, ...(await withdraw(tx, announcement, `${after} leaves nothing of it to come.`, [], facts))];
  return [...told, ...joined];
}

/**
 * What becomes of an announcement when a version of its product is published: its own version fulfils it, one that is as
 * high or higher withdraws it, since it can come no more, and against a lower one it stands as far as that leaves
 * anything to come. The entries of the feed say which.
 */
export async function settleAnnouncement(
  tx: Transaction,
  announcement: Announcement,
  evolution: Evolution,
  facts: NoticeFacts,
): Promise<NewEvent[]> {
  const { row, product } = announcement;
  const { after } = evolution;
  const contracts = await contractsTouching(tx, [row.productId]);
  if (after === row.version) return published(tx, announcement, evolution, contracts, facts);
  if (semver.lt(after, row.version)) return outlived(tx, announcement, evolution, contracts, facts);
  const reason = `${product} ${after} was published, ${row.version} can come no more.`;
  const named = namedOf(announcement, contracts).map(({ contract }) => contract);
  return withdraw(tx, announcement, reason, named, facts);
}
