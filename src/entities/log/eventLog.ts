import type { Reader } from '../database.js';
import { eventsAfter } from '../reads/events.js';
import type { ContractChangeRow } from '../rows/contracts/ContractChangeRow.js';
import type { EventRow } from '../rows/events/EventRow.js';
import { keptProduct, type KeptProduct } from '../rows/products/keptProduct.js';
import { ProductRow } from '../rows/products/ProductRow.js';
import { ProductVersionRow } from '../rows/products/ProductVersionRow.js';
import { selectList, sql } from '../sql.js';
import { toldEvents, type BreachOfPort, type CatalogEvent } from './catalogEvents.js';

/** An event as it is told, together with what those who follow its kind are given. */
export type LogEntry = { readonly seq: number; readonly event: CatalogEvent } & (
  | { readonly kind: 'contract_change'; readonly change: ContractChangeRow }
  | { readonly kind: 'sla_breach'; readonly breach: BreachOfPort }
  | { readonly kind: 'product_published'; readonly domain: string; readonly product: KeptProduct }
  | { readonly kind: 'other' }
);

export interface LogBatch {
  /** In the order of commits, none left out. */
  readonly entries: readonly LogEntry[];
  /** The number up to which the log was read; the one asked from where there is nothing new. */
  readonly upTo: number;
}

const byKey = <K, T>(rows: readonly T[], key: (row: T) => K): ReadonlyMap<K, T> =>
  new Map(rows.map((row) => [key(row), row]));

type PublishedProduct = ProductRow & { readonly versionId: number; readonly stands: number };

/** The products of these published versions, by the id of the version: as they stand, or as they stood in one that was replaced since. */
async function publishedProducts(db: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, KeptProduct>> {
  if (ids.length === 0) return new Map();
  const rows = await db.all<PublishedProduct>(sql`
    SELECT ${selectList(ProductRow, 'p')}, v.id AS "versionId",
           CASE WHEN v.compilation_id = p.compilation_id THEN 1 ELSE 0 END AS "stands"
    FROM product_versions v JOIN products p ON p.id = v.product_id WHERE v.id ${sql.in(ids)}`);
  const replaced = rows.filter((row) => row.stands === 0).map((row) => row.versionId);
  const versions = byKey(await versionsById(db, replaced), (row) => row.id);
  return new Map(
    rows.map(({ versionId, stands: _stands, ...row }) => {
      const kept = versions.get(versionId);
      return [versionId, kept ? keptProduct(row, kept) : row];
    }),
  );
}

async function versionsById(db: Reader, ids: readonly number[]): Promise<ProductVersionRow[]> {
  if (ids.length === 0) return [];
  return db.all<ProductVersionRow>(
    sql`SELECT ${selectList(ProductVersionRow, 'v')} FROM product_versions v WHERE v.id ${sql.in(ids)}`,
  );
}

/** A breach as it stood at its opening, whatever became of it since. */
const asOpened = (breach: BreachOfPort): BreachOfPort => ({ ...breach, resolvedAt: null, resolvedSeq: null });

/** The next events after this number with what they are about: at most `limit` of them, in at most eleven statements. */
export async function readLog(db: Reader, after: number, limit: number): Promise<LogBatch> {
  const rows = await eventsAfter(db, after, limit);
  const { events, breaches } = await toldEvents(db, rows);
  const versions = rows.filter((row) => row.kind === 'product_published').map((row) => row.subjectId);
  const products = await publishedProducts(db, [...new Set(versions)]);
  const entryOf = ({ kind, seq, subjectId, domain }: EventRow, event: CatalogEvent): LogEntry => {
    if (event.change) return { kind: 'contract_change', seq, event, change: event.change };
    const breach = breaches.get(subjectId);
    if (kind === 'sla_breach_opened' && breach) return { kind: 'sla_breach', seq, event, breach: asOpened(breach) };
    if (kind === 'sla_breach_resolved' && breach) return { kind: 'sla_breach', seq, event, breach };
    const product = products.get(subjectId);
    if (kind === 'product_published' && product) return { kind, seq, event, domain: domain ?? '', product };
    return { kind: 'other', seq, event };
  };
  return {
    entries: events.map((event, index) => entryOf(rows[index] as EventRow, event)),
    upTo: rows.at(-1)?.seq ?? after,
  };
}
