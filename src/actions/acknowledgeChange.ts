import type { UserError } from '../errors.js';
import { contractByName } from '../entities/reads/contracts.js';
import { replaceAnnouncedContracts, runningAnnouncement, type Announcement } from '../entities/writes/announcements.js';
import { contractsTouching, type StandingContract } from '../entities/writes/contracts.js';
import { appendEvents, lockEventLog } from '../entities/writes/events.js';
import { productByFqn } from '../entities/writes/products.js';
import type { Transaction } from '../entities/database.js';
import { contractEvents } from './contracts/contractEvents.js';
import type { FeedEntry } from './contracts/outcome.js';
import { storeContracts } from './contracts/storeContracts.js';
import { notExpected, notExpectedToCome } from './kit/expectedVersion.js';
import { noContract } from './kit/noSuch.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import type { AnnouncementRow } from '../entities/rows/contracts/AnnouncementRow.js';
import type { AnnouncementResponse } from '../entities/rows/contracts/AnnouncedContractRow.js';

export interface AcknowledgeRequest {
  /** The name of the contract. */
  readonly contract: string;
  readonly response: AnnouncementResponse;
  readonly note?: string | null;
  /** The version of the provider that is answered; another one is a CONFLICT. */
  readonly expectedVersion?: string | null;
}

export interface AnnouncementResult {
  readonly announcement: AnnouncementRow | null;
  readonly userErrors: readonly UserError[];
}

const missing = (message: string): AnnouncementResult => ({
  announcement: null,
  userErrors: [{ code: 'NOT_FOUND', path: ['input', 'contract'], message } satisfies UserError],
});

const WORDS = {
  accepted: 'agrees to',
  migrating: 'is migrating for',
  blocked: 'cannot follow',
} as const;

const entry = (contract: StandingContract, version: string, { response, note }: AcknowledgeRequest): FeedEntry => ({
  kind: 'CHANGE_ACKNOWLEDGED',
  severity: 'info',
  path: '',
  before: null,
  after: response,
  message: `${contract.consumer} ${WORDS[response]} ${contract.providerProduct} ${version}${note ? `: ${note}` : ''}.`,
});

/** A consumer that agrees to what has broken its contract: the contract follows the provider to its next version. */
async function takeUp(
  kit: Toolkit,
  tx: Transaction,
  contract: StandingContract,
  request: AcknowledgeRequest,
): Promise<void> {
  const facts = { at: instant(kit.clock), actor: kit.actor.name };
  const accepted = (name: string): boolean => name === contract.name;
  const [stored] = await storeContracts(tx, [{ productId: contract.consumerId, retired: false, accepted }], facts);
  const answered = contractEvents(contract, [entry(contract, 'as it is', request)], facts);
  await appendEvents(tx, [...answered, ...(stored?.events ?? [])]);
}

/** Why nobody answers for this contract now. */
function unasked(contract: StandingContract, running: Announcement | null): string {
  const { name, consumer, providerProduct } = contract;
  if (contract.status === 'retired')
    return `${name} is retired: ${consumer} reads the port no more, and has no say in it.`;
  if (!running) return `No breaking change is announced for ${name}.`;
  return `${providerProduct} ${running.row.version} is announced, and breaks nothing of ${name}.`;
}

/** Why the answer is not meant for this version of the provider: the one that is announced, else the one that stands. */
async function notAnswered(
  tx: Transaction,
  { providerProduct }: StandingContract,
  announced: Announcement | null,
  { expectedVersion }: AcknowledgeRequest,
): Promise<UserError | null> {
  if (expectedVersion == null) return null;
  if (announced) return notExpectedToCome(providerProduct, expectedVersion, announced.row.version);
  const standing = await productByFqn(tx, providerProduct);
  return notExpected(providerProduct, expectedVersion, standing?.version ?? null);
}

/** Keeps an answer, beside the one that it takes the place of; the same answer again says nothing new. */
async function answer(
  kit: Toolkit,
  tx: Transaction,
  contract: StandingContract,
  { row, contracts }: Announcement,
  request: AcknowledgeRequest,
): Promise<void> {
  const told = contracts.find(({ contractId }) => contractId === contract.id);
  const { response, note = null } = request;
  if (!told || (told.response === response && told.note === note)) return;
  const at = instant(kit.clock);
  const answered = { ...told, response, note, respondedAt: at, respondedBy: kit.actor.name };
  await replaceAnnouncedContracts(tx, [told.id], [answered], at);
  const facts = { at, actor: kit.actor.name };
  await appendEvents(tx, contractEvents(contract, [entry(contract, row.version, request)], facts));
}

/**
 * A consumer's answer to the breaking change that is announced for its contract; the last answer counts. Where the change
 * took effect already and broke the contract, agreeing heals it. A retired contract answers nothing.
 */
export async function acknowledgeChange(kit: Toolkit, request: AcknowledgeRequest): Promise<AnnouncementResult> {
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const row = await contractByName(tx, request.contract);
    const [contract] = row
      ? (await contractsTouching(tx, [row.consumerProductId])).filter(({ id }) => id === row.id)
      : [];
    if (!contract) return { announcement: null, userErrors: [await noContract(tx, request.contract)] };
    const running = await runningAnnouncement(tx, contract.providerProductId);
    const told = running?.contracts.some(({ contractId }) => contractId === contract.id) ?? false;
    const heals = contract.status === 'broken' && request.response === 'accepted';
    const unexpected = heals || told ? await notAnswered(tx, contract, told ? running : null, request) : null;
    if (unexpected) return { announcement: null, userErrors: [unexpected] };
    if (heals) await takeUp(kit, tx, contract, request);
    if (!running || !told) return heals ? { announcement: null, userErrors: [] } : missing(unasked(contract, running));
    await answer(kit, tx, contract, running, request);
    return { announcement: running.row, userErrors: [] };
  });
}
