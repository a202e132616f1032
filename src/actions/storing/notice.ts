import type { ConsumerHit, Evolution } from '../../compiler/contracts/evolution.js';
import { breakingOf, covers, judgeNotice, type NoticeVerdict } from '../../compiler/contracts/notice.js';
import type { UserError } from '../../errors.js';
import type { Transaction } from '../../entities/database.js';
import type { Announcement } from '../../entities/writes/announcements.js';
import { contractsTouching } from '../../entities/writes/contracts.js';
import type { NewEvent } from '../../entities/writes/events.js';
import { contractEvents } from '../contracts/contractEvents.js';
import type { FoundProduct } from './findProduct.js';
import { joinAnnouncements, type NoticeFacts } from '../contracts/joinAnnouncements.js';
import { settleAnnouncement } from '../contracts/settleAnnouncement.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import type { ProductRequest } from '../kit/productRequest.js';

/** What was announced of a version that is being published, and what its consumers said. */
export interface Notice {
  /** Whether the consumer of a contract has agreed. */
  readonly accepted: (contract: string) => boolean;
  readonly effectiveAt: string | null;
  readonly forcedReason: string | null;
  /** The version of the product that was announced, this one or another. */
  readonly running: Announcement | null;
  /** null: no version stood before. */
  readonly evolution: Evolution | null;
  /** The contracts that the version breaks. */
  readonly broken: readonly string[];
}

export const NO_NOTICE: Notice = {
  accepted: () => false,
  effectiveAt: null,
  forcedReason: null,
  running: null,
  evolution: null,
  broken: [],
};

/** Who has agreed, of those that are broken by no more than they agreed to. */
const acceptedBy = (announcement: Announcement | null, broken: readonly ConsumerHit[]) => (contract: string) => {
  const told = announcement?.contracts.find((each) => each.contract === contract);
  const hit = broken.find((each) => each.contract === contract);
  return told?.response === 'accepted' && (!hit || covers({ ...told, accepted: true }, hit));
};

const refused = (message: string): UserError => ({ code: 'CONTRACT_NOTICE', path: ['input', 'source'], message });

function refusalOf(verdict: NonNullable<NoticeVerdict>, { fqn, after, consumers }: Evolution): UserError {
  const otherwise = 'or publish it with a reason (forceReason)';
  if (verdict.kind === 'running')
    return refused(
      `${fqn} ${after} takes effect on ${verdict.until}; not acknowledged by ${verdict.unacknowledged.join(', ')}: wait, have them acknowledge it, ${otherwise}.`,
    );
  const broken = consumers.filter(({ contract }) => verdict.contracts.includes(contract));
  const told = broken.map(
    (hit) =>
      `${hit.consumer} (${breakingOf(hit)
        .map(({ path }) => path || hit.port)
        .join(', ')})`,
  );
  return refused(`${fqn} ${after} breaks ${told.join('; ')}: announce it first (announceProduct), ${otherwise}.`);
}

/**
 * Whether a version may be published now (ADR-0021, breaking_change_notification; decision 17): an error that says from
 * when, or what there is to know of its announcement.
 */
export function noticeOf(
  kit: Toolkit,
  request: ProductRequest,
  evolution: Evolution | null,
  { standing, running }: Pick<FoundProduct, 'standing' | 'running'>,
): Notice | UserError {
  if (!standing || !evolution) return NO_NOTICE;
  const announcement = running?.row.version === evolution.after ? running : null;
  const broken = evolution.consumers.filter(({ verdict }) => verdict === 'breaking');
  const noticed = announcement && {
    effectiveAt: announcement.row.effectiveAt,
    contracts: announcement.contracts.map((each) => ({ ...each, accepted: each.response === 'accepted' })),
  };
  const verdict = judgeNotice(broken, noticed, instant(kit.clock));
  const notice: Notice = {
    accepted: acceptedBy(announcement, broken),
    effectiveAt: announcement?.row.effectiveAt ?? null,
    forcedReason: null,
    running,
    evolution,
    broken: broken.map(({ contract }) => contract),
  };
  return verdict ? forced(kit, request, refusalOf(verdict, evolution), notice) : notice;
}

/** A reason given by someone who may lets a version pass that the notice would hold back. */
function forced(kit: Toolkit, request: ProductRequest, refusal: UserError, notice: Notice): Notice | UserError {
  if (request.forceReason === undefined || request.forceReason === null) return refusal;
  const path = ['input', 'forceReason'];
  if (kit.forcing === 'refuse')
    return { ...refusal, path, message: `${refusal.message} This catalog lets nobody force it (FORCED_PUBLISH).` };
  const reason = request.forceReason.trim();
  if (reason === '')
    return { code: 'BAD_USER_INPUT', path, message: 'Say why the contracts are broken: the reason is empty.' };
  return { ...notice, forcedReason: reason, effectiveAt: instant(kit.clock) };
}

/** The feed's entries about contracts that are broken before their time. */
export async function overriddenEvents(
  tx: Transaction,
  productId: number,
  { forcedReason, broken }: Notice,
  facts: NoticeFacts,
): Promise<NewEvent[]> {
  if (forcedReason === null) return [];
  const contracts = (await contractsTouching(tx, [productId])).filter(({ name }) => broken.includes(name));
  const message = `Published before the end of the notice: ${forcedReason}`;
  const base = { kind: 'NOTICE_OVERRIDDEN', severity: 'info', path: '', before: null, after: forcedReason } as const;
  return contracts.flatMap((each) => contractEvents(each, [{ ...base, message }], facts));
}

/** The feed's entries about what was announced of the product, and of the products that it consumes, where anything is. */
export async function noticeEvents(
  tx: Transaction,
  productId: number,
  { running, evolution }: Notice,
  facts: NoticeFacts & { readonly announcedOver: boolean },
): Promise<NewEvent[]> {
  const own = running && evolution ? await settleAnnouncement(tx, running, evolution, facts) : [];
  return [...own, ...(facts.announcedOver ? await joinAnnouncements(tx, productId, facts) : [])];
}
