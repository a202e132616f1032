import type { JudgedChange } from '../../compiler/contracts/judge.js';
import type { RunningNotice } from '../../compiler/input.js';
import type { Reader, Transaction } from '../database.js';
import { AnnouncedContractRow, type AnnouncementResponse } from '../rows/contracts/AnnouncedContractRow.js';
import { AnnouncementRow, type AnnouncementStatus } from '../rows/contracts/AnnouncementRow.js';
import { selectList, sql } from '../sql.js';

/** A contract that an announced version breaks, by its name. */
export interface AnnouncedContract {
  readonly contractId: number;
  readonly contract: string;
  readonly consumer: string;
  readonly changes: readonly JudgedChange[];
  readonly notice: string | null;
  readonly response: AnnouncementResponse | null;
}

export interface Announcement {
  readonly row: AnnouncementRow;
  readonly contracts: readonly AnnouncedContract[];
}

/** The version of a product that is announced and neither published nor withdrawn. */
export async function runningAnnouncement(db: Reader, productId: number): Promise<Announcement | null> {
  const row = await db.one<AnnouncementRow>(sql`
    SELECT ${selectList(AnnouncementRow, 'a')} FROM announcements a
    WHERE a.product_id = ${productId} AND a.status = 'announced'`);
  return row ? { row, contracts: await announcedContracts(db, row.id) } : null;
}

async function announcedContracts(db: Reader, announcementId: number): Promise<AnnouncedContract[]> {
  const rows = await db.all<AnnouncedContractRow & { contract: string; consumer: string }>(sql`
    SELECT ${selectList(AnnouncedContractRow, 'x')}, k.name AS "contract", p.fqn AS "consumer"
    FROM announced_contracts x JOIN contracts k ON k.id = x.contract_id JOIN products p ON p.id = k.consumer_product_id
    WHERE x.announcement_id = ${announcementId} ORDER BY x.id`);
  return rows.map(({ contractId, contract, consumer, changes, notice, response }) => ({
    contractId,
    contract,
    consumer,
    changes,
    notice,
    response,
  }));
}

/** What is announced for the contracts that a product holds as consumer. */
export async function noticesFor(
  db: Reader,
  consumers: readonly string[],
): Promise<(RunningNotice & { readonly consumer: string })[]> {
  if (consumers.length === 0) return [];
  const rows = await db.all<
    Omit<RunningNotice, 'changes' | 'accepted'> & { consumer: string; changes: string; response: string | null }
  >(sql`
    SELECT c.fqn AS "consumer", o.fqn AS "providerPort", p.fqn AS "product", a.version AS "version", a.effective_at AS "effectiveAt",
           x.changes AS "changes", x.response AS "response"
    FROM products c JOIN contracts k ON k.consumer_product_id = c.id
    JOIN announced_contracts x ON x.contract_id = k.id JOIN announcements a ON a.id = x.announcement_id
    JOIN output_ports o ON o.id = k.provider_port_id JOIN products p ON p.id = o.product_id
    WHERE c.fqn ${sql.in(consumers)} AND a.status = 'announced' AND k.status <> 'retired' ORDER BY o.fqn`);
  return rows.map(({ changes, response, ...row }) => ({
    ...row,
    changes: JSON.parse(changes) as RunningNotice['changes'],
    accepted: response === 'accepted',
  }));
}

/** Stores an announcement, in place of an earlier one of the same version; returns its id. */
export async function putAnnouncement(tx: Transaction, row: Omit<AnnouncementRow, 'id'>): Promise<number> {
  await tx.upsert(AnnouncementRow, [row], ['productId', 'version']);
  const stored = await tx.one<{ id: number }>(sql`
    SELECT id AS "id" FROM announcements WHERE product_id = ${row.productId} AND version = ${row.version}`);
  return stored?.id ?? 0;
}

export type NewAnnouncedContract = Pick<AnnouncedContractRow, 'contractId' | 'changes' | 'notice'> &
  Partial<Pick<AnnouncedContractRow, 'response' | 'respondedAt' | 'respondedBy' | 'note'>>;

/** Puts these contracts in place of those that the announcement named before. Answers that still hold are handed in again. */
export async function replaceAnnouncedContracts(
  tx: Transaction,
  announcementId: number,
  contracts: readonly NewAnnouncedContract[],
): Promise<void> {
  await tx.run(sql`DELETE FROM announced_contracts WHERE announcement_id = ${announcementId}`);
  await tx.insert(
    AnnouncedContractRow,
    contracts.map((each) => ({
      response: null,
      respondedAt: null,
      respondedBy: null,
      note: null,
      ...each,
      announcementId,
    })),
  );
}

/** Ends an announcement: its version was published, or is not to come. */
export async function endAnnouncement(
  tx: Transaction,
  announcementId: number,
  status: Exclude<AnnouncementStatus, 'announced'>,
  reason: string | null,
): Promise<void> {
  await tx.run(sql`UPDATE announcements SET status = ${status}, reason = ${reason} WHERE id = ${announcementId}`);
}

/** The answer of a contract's consumer to the announcement that is running. */
export async function answerAnnouncement(
  tx: Transaction,
  announcementId: number,
  contractId: number,
  answer: {
    readonly response: AnnouncementResponse;
    readonly at: string;
    readonly by: string | null;
    readonly note: string | null;
  },
): Promise<void> {
  await tx.run(sql`
    UPDATE announced_contracts SET response = ${answer.response}, responded_at = ${answer.at},
           responded_by = ${answer.by}, note = ${answer.note}
    WHERE announcement_id = ${announcementId} AND contract_id = ${contractId}`);
}
