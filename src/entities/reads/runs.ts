import type { Reader } from '../database.js';
import type { PagedQuery } from '../paging.js';
import { RunRow } from '../rows/runs/RunRow.js';
import { RunStepRow } from '../rows/runs/RunStepRow.js';
import { selectList, sql } from '../sql.js';

export interface StandingProduct {
  readonly id: number;
  /** The name of its domain. */
  readonly domain: string;
}

/** The product of this name, where it is not retired. */
export const standingProduct = (db: Reader, fqn: string): Promise<StandingProduct | undefined> =>
  db.one(sql`SELECT p.id AS "id", d.name AS "domain" FROM products p JOIN domains d ON d.id = p.domain_id
    WHERE p.fqn = ${fqn} AND p.retired_at IS NULL`);

/** The run of a product under this id of whoever runs it. */
export const runOf = (db: Reader, productId: number, key: string): Promise<RunRow | undefined> =>
  db.one(sql`SELECT ${selectList(RunRow, 'r')} FROM runs r WHERE r.product_id = ${productId} AND r.key = ${key}`);

/** The step of a run of this name. */
export const stepOf = (db: Reader, runId: number, name: string): Promise<RunStepRow | undefined> =>
  db.one(sql`SELECT ${selectList(RunStepRow, 's')} FROM run_steps s WHERE s.run_id = ${runId} AND s.name = ${name}`);

/** Runs, of one product or of all, the one first told of last first. */
export const runsQuery = (productId: number | null): PagedQuery => ({
  select: selectList(RunRow, 'r'),
  from: sql`runs r`,
  where: productId === null ? [] : [sql`r.product_id = ${productId}`],
  order: [{ column: 'r.id', numeric: true, descending: true }],
});
