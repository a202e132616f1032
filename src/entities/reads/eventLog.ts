import type { Reader } from '../database.js';
import type { ContractChangeRow } from '../rows/ContractChangeRow.js';
import type { EventRow } from '../rows/EventRow.js';
import { ProductRow } from '../rows/ProductRow.js';
import { SlaBreachRow } from '../rows/SlaBreachRow.js';
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
  | { readonly kind: 'product_published'; readonly seq: number; readonly domain: string; readonly product: ProductRow };

export interface LogBatch {
  /** In the order of commits; events that nobody follows (of manifests, retirements) are left out. */
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

async function productsById(db: Reader, ids: readonly number[]): Promise<ProductRow[]> {
  if (ids.length === 0) return [];
  return db.all<ProductRow>(sql`SELECT ${selectList(ProductRow, 'p')} FROM products p WHERE p.id ${sql.in(ids)}`);
}

/** A breach as it stood at its opening, whatever became of it since. */
const asOpened = (breach: BreachOfPort): BreachOfPort => ({ ...breach, resolvedAt: null, resolvedSeq: null });

/** The next events after this number with what they are about: at most `limit` of them, in at most four statements. */
export async function readLog(db: Reader, after: number, limit: number): Promise<LogBatch> {
  const events = await eventsAfter(db, after, limit);
  const changeSeqs = events.filter((event) => event.kind === 'contract_change').map((event) => event.seq);
  const changes = byKey(await contractChangesBySeqs(db, changeSeqs), (row) => row.seq);
  const breachIds = subjectsOf(events, ['sla_breach_opened', 'sla_breach_resolved']);
  const breaches = byKey(await breachesOfPorts(db, breachIds), (row) => row.id);
  const products = byKey(await productsById(db, subjectsOf(events, ['product_published'])), (row) => row.id);
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
