import type { Reader } from '../database.js';
import type { ContractChangeRow } from '../rows/contracts/ContractChangeRow.js';
import type { EventRow } from '../rows/events/EventRow.js';
import { keptProduct, type KeptProduct } from '../rows/products/keptProduct.js';
import { ProductRow } from '../rows/products/ProductRow.js';
import { ProductVersionRow } from '../rows/products/ProductVersionRow.js';
import { SlaBreachRow } from '../rows/sla/SlaBreachRow.js';
import { selectList, sql } from '../sql.js';
import { contractChangesBySeqs, eventsAfter } from './events.js';

/** A breach with what its filters ask for. */
export interface BreachOfPort extends SlaBreachRow {
  readonly portFqn: string;
  readonly productFqn: string;
  readonly domain: string;
}

/** An event together with what it is about. */
export type LogEntry =
  | { readonly kind: 'contract_change'; readonly seq: number; readonly change: ContractChangeRow }
  | { readonly kind: 'sla_breach'; readonly seq: number; readonly breach: BreachOfPort }
  | {
      readonly kind: 'product_published';
      readonly seq: number;
      readonly domain: string;
      readonly product: KeptProduct;
    };

export interface LogBatch {
  /** In the order of commits; events that nobody follows (of manifests, retirements, requests for access) are left out. */
  readonly entries: readonly LogEntry[];
  /** The number up to which the log was read; the one asked from where there is nothing new. */
  readonly upTo: number;
}

const byKey = <K, T>(rows: readonly T[], key: (row: T) => K): ReadonlyMap<K, T> =>
  new Map(rows.map((row) => [key(row), row]));

const subjectsOf = (events: readonly EventRow[], kinds: readonly EventRow['kind'][]): number[] => [
  ...new Set(events.filter((event) => kinds.includes(event.kind)).map((event) => event.subjectId)),
];

async function breachesOfPorts(db: Reader, ids: readonly number[]): Promise<BreachOfPort[]> {
  if (ids.length === 0) return [];
  return db.all<BreachOfPort>(sql`
    SELECT ${selectList(SlaBreachRow, 'b')}, o.fqn AS "portFqn", p.fqn AS "productFqn", d.name AS "domain"
    FROM sla_breaches b JOIN output_ports o ON o.id = b.port_id JOIN products p ON p.id = o.product_id
    JOIN domains d ON d.id = p.domain_id WHERE b.id ${sql.in(ids)}`);
}

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

/** The next events after this number with what they are about: at most `limit` of them, in at most five statements. */
export async function readLog(db: Reader, after: number, limit: number): Promise<LogBatch> {
  const events = await eventsAfter(db, after, limit);
  const changeSeqs = events.filter((event) => event.kind === 'contract_change').map((event) => event.seq);
  const changes = byKey(await contractChangesBySeqs(db, changeSeqs), (row) => row.seq);
  const breachIds = subjectsOf(events, ['sla_breach_opened', 'sla_breach_resolved']);
  const breaches = byKey(await breachesOfPorts(db, breachIds), (row) => row.id);
  const products = await publishedProducts(db, subjectsOf(events, ['product_published']));
  const entryOf = ({ kind, seq, subjectId, domain }: EventRow): LogEntry | null => {
    const change = changes.get(seq);
    if (kind === 'contract_change' && change) return { kind, seq, change };
    const breach = breaches.get(subjectId);
    if (kind === 'sla_breach_opened' && breach) return { kind: 'sla_breach', seq, breach: asOpened(breach) };
    if (kind === 'sla_breach_resolved' && breach) return { kind: 'sla_breach', seq, breach };
    const product = products.get(subjectId);
    if (kind === 'product_published' && product) return { kind, seq, domain: domain ?? '', product };
    return null;
  };
  return { entries: events.flatMap((event) => entryOf(event) ?? []), upTo: events.at(-1)?.seq ?? after };
}
