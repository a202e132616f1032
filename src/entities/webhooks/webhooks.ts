import type { Reader, Transaction } from '../database.js';
import type { ChildQuery, PagedQuery } from '../paging.js';
import { WebhookDeliveryRow } from '../rows/webhooks/WebhookDeliveryRow.js';
import { WebhookRow } from '../rows/webhooks/WebhookRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** Webhooks in the order in which they were made; where somebody is named, his. */
export const webhooksQuery = (of: { readonly createdBy: string | null } | null): PagedQuery => ({
  select: selectList(WebhookRow, 'w'),
  from: sql`webhooks w`,
  where: of ? [sql`w.created_by = ${of.createdBy}`] : [],
  order: [{ column: 'w.id', numeric: true }],
});

/** Webhooks by id. */
export const webhooksById = (db: Reader, ids: readonly number[]): Promise<WebhookRow[]> =>
  db.all(sql`SELECT ${selectList(WebhookRow, 'w')} FROM webhooks w WHERE w.id ${sql.in(ids)}`);

/** How many somebody has made. */
export async function countWebhooksOf(db: Reader, createdBy: string | null): Promise<number> {
  const own = createdBy === null ? sql`w.created_by IS NULL` : sql`w.created_by = ${createdBy}`;
  const row = await db.one<{ count: number }>(sql`SELECT COUNT(*) AS "count" FROM webhooks w WHERE ${own}`);
  return Number(row?.count ?? 0);
}

/** The deliveries of a webhook, the latest first. */
export const deliveriesQuery: ChildQuery = {
  select: selectList(WebhookDeliveryRow, 'v'),
  from: sql`webhook_deliveries v`,
  where: [],
  order: [{ column: 'v.id', numeric: true, descending: true }],
  parent: 'v.webhook_id',
};

/** How many deliveries of each of these webhooks wait; a webhook for which none does is left out. */
export const backlogs = (db: Reader, ids: readonly number[]): Promise<{ webhookId: number; count: number }[]> =>
  db.all(sql`SELECT v.webhook_id AS "webhookId", COUNT(*) AS "count" FROM webhook_deliveries v
    WHERE v.status = 'pending' AND v.webhook_id ${sql.in(ids)} GROUP BY v.webhook_id`);

/** Keeps a webhook; gives it with its id. Throws where the store keeps nothing. */
export async function insertWebhook(tx: Transaction, row: Omit<WebhookRow, 'id'>): Promise<WebhookRow> {
  const [made] = await tx.insertReturning(WebhookRow, [row], ['id']);
  if (!made) throw new Error('the webhook was not stored');
  return Object.assign(new WebhookRow(), row, made);
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** What may be changed of a webhook. */
type Changed = Pick<
  WebhookRow,
  | 'url'
  | 'events'
  | 'filter'
  | 'enabled'
  | 'disabledReason'
  | 'principal'
  | 'secret'
  | 'previousSecret'
  | 'previousUntil'
>;

/** Keeps what was changed of a webhook. */
export const changeWebhook = (tx: Transaction, id: number, to: Changed): Promise<void> =>
  tx.run(sql`UPDATE webhooks SET url = ${to.url}, events = ${json(to.events)}, filter = ${json(to.filter)},
    enabled = ${to.enabled}, disabled_reason = ${to.disabledReason}, principal = ${JSON.stringify(to.principal)},
    secret = ${to.secret},
    previous_secret = ${to.previousSecret}, previous_until = ${to.previousUntil} WHERE id = ${id}`);

/** Who changes what waits for a webhook has its row first, as `keepFound` has. */
const lock = (tx: Transaction, id: number): Promise<void> =>
  tx.run(sql`UPDATE webhooks SET position = position WHERE id = ${id}`);

/** Takes a webhook away, with all that is known of its deliveries. */
export async function removeWebhook(tx: Transaction, id: number): Promise<void> {
  await lock(tx, id);
  await tx.run(sql`DELETE FROM webhook_deliveries WHERE webhook_id = ${id}`);
  await tx.run(sql`DELETE FROM webhooks WHERE id = ${id}`);
}

/** Has the log looked through anew after this number: what waits and is found again then waits no more. */
export async function rewind(tx: Transaction, id: number, position: number): Promise<void> {
  await lock(tx, id);
  await tx.run(
    sql`DELETE FROM webhook_deliveries WHERE webhook_id = ${id} AND status = 'pending' AND seq > ${position}`,
  );
  await tx.run(sql`UPDATE webhooks SET position = ${position} WHERE id = ${id}`);
}

/** Secrets that were sealed anew: only where they still are as they were read. */
export const reseal = (
  tx: Transaction,
  { id, secret }: Pick<WebhookRow, 'id' | 'secret'>,
  to: Pick<WebhookRow, 'secret' | 'previousSecret'>,
): Promise<void> =>
  tx.run(sql`UPDATE webhooks SET secret = ${to.secret}, previous_secret = ${to.previousSecret}
    WHERE id = ${id} AND secret = ${secret}`);

/** Those to which something is sent. */
export const enabledWebhooks = (db: Reader): Promise<WebhookRow[]> =>
  db.all(sql`SELECT ${selectList(WebhookRow, 'w')} FROM webhooks w WHERE w.enabled = 1 ORDER BY w.id`);

/** Those of somebody to which something is sent. */
export const enabledWebhooksOf = (db: Reader, createdBy: string): Promise<WebhookRow[]> =>
  db.all(
    sql`SELECT ${selectList(WebhookRow, 'w')} FROM webhooks w WHERE w.created_by = ${createdBy} AND w.enabled = 1`,
  );

/** A delivery that waits. */
export type Waiting = Pick<WebhookDeliveryRow, 'id' | 'webhookId' | 'seq' | 'lane' | 'attempts' | 'nextAttemptAt'>;

/** What waits of these webhooks, in the order in which it came to be delivered. */
export const waitingOf = (db: Reader, ids: readonly number[]): Promise<Waiting[]> =>
  db.all(sql`SELECT v.id AS "id", v.webhook_id AS "webhookId", v.seq AS "seq", v.lane AS "lane",
    v.attempts AS "attempts", v.next_attempt_at AS "nextAttemptAt" FROM webhook_deliveries v
    WHERE v.status = 'pending' AND v.webhook_id ${sql.in(ids)} ORDER BY v.id`);

/** An event that a webhook is to be told of. */
export type Found = Pick<WebhookDeliveryRow, 'webhookId' | 'seq' | 'lane'>;

/** How far the log was looked through for a webhook: from there to here. */
export interface LookedThrough {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Keeps what was found in the log for webhooks. A webhook that stands elsewhere in the log by now (somebody had it looked
 * through anew, or took it away) is left out, with what was found for it. Gives the ids of the others, and what waits now.
 */
export async function keepFound(
  tx: Transaction,
  looked: readonly LookedThrough[],
  found: readonly Found[],
  at: string,
): Promise<{ readonly moved: ReadonlySet<number>; readonly waiting: readonly Waiting[] }> {
  const rows = sql.rows(
    ['integer', 'integer', 'integer'],
    looked.map(({ id, from, to }) => [id, from, to]),
  );
  const moved = await tx.all<{ id: number }>(sql`WITH given (id, was, here) AS (${rows})
    UPDATE webhooks SET position = given.here FROM given
    WHERE webhooks.id = given.id AND webhooks.position = given.was RETURNING webhooks.id AS "id"`);
  const ids = new Set(moved.map(({ id }) => Number(id)));
  const kept = await tx.insertReturning(
    WebhookDeliveryRow,
    found
      .filter(({ webhookId }) => ids.has(webhookId))
      .map((each) => ({ ...each, at, status: 'pending' as const, attempts: 0 })),
    ['id', 'webhookId', 'seq', 'lane', 'attempts'],
  );
  const waiting = kept.map((each) => ({ ...each, nextAttemptAt: null })).sort((a, b) => a.id - b.id);
  return { moved: ids, waiting };
}

/** What became of an attempt. */
export type Attempted = Pick<
  WebhookDeliveryRow,
  'id' | 'status' | 'attempts' | 'responseCode' | 'nextAttemptAt' | 'endedAt' | 'error'
>;

/** Keeps what became of attempts at what still waits, in one statement. */
export const keepAttempts = (tx: Transaction, attempts: readonly Attempted[]): Promise<void> => {
  const rows = sql.rows(
    ['integer', 'text', 'integer', 'integer', 'text', 'text', 'text'],
    attempts.map((each) => [
      ...[each.id, each.status, each.attempts, each.responseCode],
      ...[each.nextAttemptAt, each.endedAt, each.error],
    ]),
  );
  return tx.run(sql`WITH given (id, status, attempts, response_code, next_attempt_at, ended_at, error) AS (${rows})
    UPDATE webhook_deliveries SET status = given.status, attempts = given.attempts,
      response_code = given.response_code, next_attempt_at = given.next_attempt_at, ended_at = given.ended_at,
      error = given.error
    FROM given WHERE webhook_deliveries.id = given.id AND webhook_deliveries.status = 'pending'`);
};

/** Sends nothing more to these webhooks, and says why. */
export const disable = (tx: Transaction, ids: readonly number[], reason: string): Promise<void> =>
  tx.run(sql`UPDATE webhooks SET enabled = 0, disabled_reason = ${reason} WHERE id ${sql.in(ids)}`);

/** Forgets deliveries that ended before an instant, at most so many; gives how many. */
export async function forgetDeliveries(tx: Transaction, before: string, most: number): Promise<number> {
  const old: Sql = sql`SELECT v.id FROM webhook_deliveries v WHERE v.ended_at < ${before} ORDER BY v.ended_at LIMIT ${most}`;
  return (await tx.all(sql`DELETE FROM webhook_deliveries WHERE id IN (${old}) RETURNING id`)).length;
}
