import type { AnnouncedPort } from '../../compiler/contracts/announced.js';
import type { JudgedChange } from '../../compiler/contracts/judge.js';
import type { RunningNotice } from '../../compiler/input.js';
import type { Reader, Transaction } from '../database.js';
import { AnnouncedContractRow, type AnnouncementResponse } from '../rows/contracts/AnnouncedContractRow.js';
import { AnnouncementRow, type AnnouncementStatus } from '../rows/contracts/AnnouncementRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** A contract that an announced version breaks, by its name. */
export interface AnnouncedContract extends AnnouncedContractRow {
  readonly contract: string;
  readonly consumer: string;
}

export interface Announcement {
  readonly row: AnnouncementRow;
  /** fqn of the product. */
  readonly product: string;
  readonly contracts: readonly AnnouncedContract[];
}

async function running(db: Reader, products: Sql): Promise<Announcement[]> {
  const rows = await db.all<AnnouncementRow & { product: string }>(sql`
    SELECT ${selectList(AnnouncementRow, 'a')}, p.fqn AS "product" FROM announcements a JOIN products p ON p.id = a.product_id
    WHERE a.status = 'announced' AND a.product_id ${products} ORDER BY a.id`);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const contracts = await db.all<AnnouncedContract>(sql`
    SELECT ${selectList(AnnouncedContractRow, 'x')}, k.name AS "contract", p.fqn AS "consumer"
    FROM announced_contracts x JOIN contracts k ON k.id = x.contract_id JOIN products p ON p.id = k.consumer_product_id
    WHERE x.announcement_id ${sql.in(ids)} AND x.ended_at IS NULL ORDER BY x.contract_id`);
  return rows.map(({ product, ...row }) => ({
    row,
    product,
    contracts: contracts.filter(({ announcementId }) => announcementId === row.id),
  }));
}

/** The versions of these products that are announced and neither published nor withdrawn, by the id of the product. */
export async function runningAnnouncements(
  db: Reader,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, Announcement>> {
  if (productIds.length === 0) return new Map();
  return new Map((await running(db, sql.in(productIds))).map((each) => [each.row.productId, each]));
}

/** The version of a product that is announced and neither published nor withdrawn. */
export async function runningAnnouncement(db: Reader, productId: number): Promise<Announcement | null> {
  return (await runningAnnouncements(db, [productId])).get(productId) ?? null;
}

/** Of these products (ids), those that read one, or hold a contract with one, of which a version is announced. */
export async function announcedOver(db: Reader, consumerIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (consumerIds.length === 0) return new Set();
  const rows = await db.all<{ id: number }>(sql`
    SELECT k.consumer_product_id AS "id" FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
    JOIN announcements a ON a.product_id = o.product_id AND a.status = 'announced'
    WHERE k.consumer_product_id ${sql.in(consumerIds)}
    UNION SELECT i.product_id FROM input_ports i JOIN output_ports o ON o.fqn = i.ref
    JOIN announcements a ON a.product_id = o.product_id AND a.status = 'announced'
    WHERE i.product_id ${sql.in(consumerIds)}`);
  return new Set(rows.map(({ id }) => id));
}

/** The announced versions of the products that this one holds contracts with, ended ones too. */
export const announcementsOver = (db: Reader, consumerId: number): Promise<Announcement[]> =>
  running(
    db,
    sql`IN (SELECT o.product_id FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
            WHERE k.consumer_product_id = ${consumerId} AND o.product_id <> ${consumerId})`,
  );

/** What is announced of the ports that consumers read, and what was told to those that hold a contract. */
export interface PortNotice extends Omit<RunningNotice, 'announced' | 'changes' | 'accepted'> {
  readonly ports: readonly AnnouncedPort[] | null;
  /** fqn; null: no contract of these consumers was told. */
  readonly consumer: string | null;
  readonly changes: readonly JudgedChange[];
  readonly response: AnnouncementResponse | null;
}

/** What is announced of these output ports (fqns), once for each of these consumers (fqns) that was told, at least once. */
export async function noticesOn(
  db: Reader,
  ports: readonly string[],
  consumers: readonly string[],
): Promise<PortNotice[]> {
  if (ports.length === 0) return [];
  const rows = await db.all<
    Omit<PortNotice, 'ports' | 'changes'> & { ports: string | null; changes: string | null }
  >(sql`
    SELECT o.fqn AS "providerPort", p.fqn AS "product", a.version AS "version", a.effective_at AS "effectiveAt",
           a.ports AS "ports", t.consumer AS "consumer", t.changes AS "changes", t.response AS "response"
    FROM output_ports o JOIN products p ON p.id = o.product_id
    JOIN announcements a ON a.product_id = p.id AND a.status = 'announced'
    LEFT JOIN (
      SELECT k.provider_port_id AS port_id, x.announcement_id AS announcement_id, c.fqn AS consumer, x.changes AS changes,
             x.response AS response
      FROM announced_contracts x JOIN contracts k ON k.id = x.contract_id JOIN products c ON c.id = k.consumer_product_id
      WHERE x.ended_at IS NULL AND c.fqn ${sql.in(consumers)}
    ) t ON t.port_id = o.id AND t.announcement_id = a.id
    WHERE o.fqn ${sql.in(ports)} AND o.removed_at IS NULL ORDER BY o.fqn`);
  return rows.map(({ ports: made, changes, ...row }) => ({
    ...row,
    ports: made === null ? null : (JSON.parse(made) as AnnouncedPort[]),
    changes: changes === null ? [] : (JSON.parse(changes) as JudgedChange[]),
  }));
}

/** Stores an announcement, or what is announced now in place of what was (by its id); returns its id. */
export async function putAnnouncement(
  tx: Transaction,
  row: Omit<AnnouncementRow, 'id'>,
  id: number | null,
): Promise<number> {
  if (id === null) return (await tx.insertReturning(AnnouncementRow, [row], ['id']))[0]?.id ?? 0;
  await tx.upsert(AnnouncementRow, [{ ...row, id }], ['id']);
  return id;
}

export type NewAnnouncedContract = Pick<AnnouncedContractRow, 'announcementId' | 'contractId' | 'changes' | 'notice'> &
  Partial<Pick<AnnouncedContractRow, 'response' | 'respondedAt' | 'respondedBy' | 'note'>>;

/** Keeps what is announced for contracts from now on, in place of these rows (ids), which say what was until now. */
export async function replaceAnnouncedContracts(
  tx: Transaction,
  ended: readonly number[],
  contracts: readonly NewAnnouncedContract[],
  at: string,
): Promise<void> {
  if (ended.length > 0) await tx.run(sql`UPDATE announced_contracts SET ended_at = ${at} WHERE id ${sql.in(ended)}`);
  await tx.insert(
    AnnouncedContractRow,
    contracts.map(({ announcementId, contractId, changes, notice, ...answer }) => ({
      announcementId,
      contractId,
      changes,
      notice,
      since: at,
      endedAt: null,
      response: answer.response ?? null,
      respondedAt: answer.respondedAt ?? null,
      respondedBy: answer.respondedBy ?? null,
      note: answer.note ?? null,
    })),
  );
}

/** Takes the contracts that this consumer has let go of out of what is announced: nobody answers for them any more. */
export async function leaveAnnouncements(tx: Transaction, consumerId: number, at: string): Promise<void> {
  await tx.run(sql`
    UPDATE announced_contracts SET ended_at = ${at} WHERE ended_at IS NULL
    AND contract_id IN (SELECT id FROM contracts WHERE consumer_product_id = ${consumerId} AND status = 'retired')
    AND announcement_id IN (SELECT id FROM announcements WHERE status = 'announced')`);
}

/** The contracts (ids) that an announcement names or has named. */
export async function contractsEverAnnounced(tx: Transaction, announcementId: number): Promise<number[]> {
  const rows = await tx.all<{ id: number }>(sql`
    SELECT DISTINCT contract_id AS "id" FROM announced_contracts WHERE announcement_id = ${announcementId}`);
  return rows.map(({ id }) => id);
}

/** Ends an announcement: its version was published, or is not to come. */
export async function endAnnouncement(
  tx: Transaction,
  announcementId: number,
  end: {
    readonly status: Exclude<AnnouncementStatus, 'announced'>;
    readonly reason: string | null;
    readonly at: string;
  },
): Promise<void> {
  await tx.run(sql`
    UPDATE announcements SET status = ${end.status}, reason = ${end.reason}, ended_at = ${end.at}
    WHERE id = ${announcementId}`);
}
