import type { UserError } from '../errors.js';
import { contractByName } from '../entities/reads/contracts.js';
import { answerAnnouncement, runningAnnouncement } from '../entities/writes/announcements.js';
import { contractsTouching, type StandingContract } from '../entities/writes/contracts.js';
import { appendEvents, lockEventLog } from '../entities/writes/events.js';
import type { Transaction } from '../entities/database.js';
import { contractEvents } from './contracts/contractEvents.js';
import type { FeedEntry } from './contracts/outcome.js';
import { storeContracts } from './contracts/storeContracts.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import type { AnnouncementRow } from '../entities/rows/contracts/AnnouncementRow.js';
import type { AnnouncementResponse } from '../entities/rows/contracts/AnnouncedContractRow.js';

export interface AcknowledgeRequest {
  /** The name of the contract. */
  readonly contract: string;
  readonly response: AnnouncementResponse;
  readonly note?: string | null;
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
): Promise<AnnouncementResult> {
  const facts = { at: instant(kit.clock), actor: kit.actor.name };
  const accepted = (name: string): boolean => name === contract.name;
  const { events } = await storeContracts(tx, contract.consumerId, { ...facts, retired: false, accepted });
  const answered = contractEvents(contract, [entry(contract, 'as it is', request)], facts);
  await appendEvents(tx, [...answered, ...events]);
  return { announcement: null, userErrors: [] };
}

/**
 * A consumer's answer to the breaking change that is announced for its contract; the last answer counts. Where the change
 * took effect already and broke the contract, agreeing heals it.
 */
export async function acknowledgeChange(kit: Toolkit, request: AcknowledgeRequest): Promise<AnnouncementResult> {
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const row = await contractByName(tx, request.contract);
    if (!row) return missing(`There is no contract ${request.contract}.`);
    const [contract] = (await contractsTouching(tx, row.consumerProductId)).filter(({ id }) => id === row.id);
    const running = contract ? await runningAnnouncement(tx, contract.providerProductId) : null;
    const told = running?.contracts.some(({ contractId }) => contractId === row.id) ?? false;
    if (contract?.status === 'broken' && !told && request.response === 'accepted')
      return takeUp(kit, tx, contract, request);
    if (!contract || !running || !told) return missing(`No breaking change is announced for ${request.contract}.`);
    const at = instant(kit.clock);
    const { response, note = null } = request;
    await answerAnnouncement(tx, running.row.id, row.id, { response, at, by: kit.actor.name, note });
    await appendEvents(
      tx,
      contractEvents(contract, [entry(contract, running.row.version, request)], { at, actor: kit.actor.name }),
    );
    return { announcement: running.row, userErrors: [] };
  });
}
