import type { Reader } from '../database.js';
import { contractChangesBySeqs, eventsAfter } from '../reads/events.js';
import type { ContractChangeRow } from '../rows/contracts/ContractChangeRow.js';
import type { EventKind, EventRow } from '../rows/events/EventRow.js';
import { RunRow } from '../rows/runs/RunRow.js';
import { SlaBreachRow } from '../rows/sla/SlaBreachRow.js';
import { selectList, sql } from '../sql.js';
import { catalogEventKind, type CatalogEventKind } from './catalogEventKinds.js';

/** What an event is about, by the parts of its global id: a type, and its key within it (`sales.customer-360@3.2.1`). */
export interface EventSubject {
  readonly type: 'AccessRequest' | 'DataContract' | 'DataProduct' | 'Manifest' | 'Run' | 'SlaBreach';
  readonly key: string;
}

/** An event of the log as it is told outside: over `catalogChanged`, and by what sends the log elsewhere. */
export interface CatalogEvent {
  /** Its number in the log, of which its cursor is made. */
  readonly seq: number;
  readonly at: string;
  readonly kind: CatalogEventKind;
  /** null where it cannot be read any more. */
  readonly subject: EventSubject | null;
  /** Whose it is: of a contract, its provider's; null: the whole catalog's. */
  readonly domain: string | null;
  /** fqn, of a contract its provider; null where it is of no product. */
  readonly product: string | null;
  /** All whom it concerns: of a contract both ends. */
  readonly domains: readonly string[];
  /** Who did it; null where nobody said, and of breaches, which the clock or an observation opens. */
  readonly actor: string | null;
  /** The entry of the change feed that it is; null for all else. */
  readonly change: ContractChangeRow | null;
  /** The run that ended; null for all else. */
  readonly run: RunRow | null;
}

export interface CatalogEventBatch {
  /** In the order of commits, none left out. */
  readonly events: readonly CatalogEvent[];
  /** The number up to which the log was read; the one asked from where there is nothing new. */
  readonly upTo: number;
}

/** A breach with what its filters ask for. */
export interface BreachOfPort extends SlaBreachRow {
  readonly portFqn: string;
  readonly productFqn: string;
  readonly domain: string;
}

/** What an event says beyond its own row. */
interface Told {
  readonly subject: EventSubject | null;
  readonly product: string | null;
  readonly actor: string | null;
  readonly run?: RunRow | null;
}

type Read = (db: Reader, ids: readonly number[]) => Promise<ReadonlyMap<number, Told>>;

const idsOf = (events: readonly EventRow[], kinds: readonly EventKind[]): number[] => [
  ...new Set(events.filter((event) => kinds.includes(event.kind)).map((event) => event.subjectId)),
];

const byId = <T extends { readonly id: number }>(rows: readonly T[], told: (row: T) => Told): Map<number, Told> =>
  new Map(rows.map((row) => [row.id, told(row)]));

interface Published {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly actor: string | null;
}

const publishedProducts: Read = async (db, ids) =>
  byId(
    await db.all<Published>(sql`SELECT v.id AS "id", p.fqn AS "name", v.version AS "version", v.published_by AS "actor"
      FROM product_versions v JOIN products p ON p.id = v.product_id WHERE v.id ${sql.in(ids)}`),
    ({ name, version, actor }) => ({
      subject: { type: 'DataProduct', key: `${name}@${version}` },
      product: name,
      actor,
    }),
  );

const retiredProducts: Read = async (db, ids) =>
  byId(
    await db.all<{ id: number; fqn: string }>(
      sql`SELECT p.id AS "id", p.fqn AS "fqn" FROM products p WHERE p.id ${sql.in(ids)}`,
    ),
    ({ fqn }) => ({ subject: { type: 'DataProduct', key: fqn }, product: fqn, actor: null }),
  );

const publishedManifests: Read = async (db, ids) =>
  byId(
    await db.all<Published>(sql`SELECT m.id AS "id", m.name AS "name", m.version AS "version", m.published_by AS "actor"
      FROM manifests m WHERE m.id ${sql.in(ids)}`),
    ({ name, version, actor }) => ({ subject: { type: 'Manifest', key: `${name}@${version}` }, product: null, actor }),
  );

interface Asked {
  readonly id: number;
  readonly product: string;
  readonly askedBy: string | null;
  readonly decidedBy: string | null;
}

const accessRequests =
  (actor: (row: Asked) => string | null): Read =>
  async (db, ids) =>
    byId(
      await db.all<Asked>(sql`SELECT r.id AS "id", p.fqn AS "product", r.asked_by AS "askedBy", r.decided_by AS "decidedBy"
        FROM access_requests r JOIN output_ports o ON o.id = r.port_id JOIN products p ON p.id = o.product_id
        WHERE r.id ${sql.in(ids)}`),
      (row) => ({ subject: { type: 'AccessRequest', key: String(row.id) }, product: row.product, actor: actor(row) }),
    );

const endedRuns: Read = async (db, ids) => {
  const rows = await db.all<RunRow & { product: string }>(sql`SELECT ${selectList(RunRow, 'r')}, p.fqn AS "product"
    FROM runs r JOIN products p ON p.id = r.product_id WHERE r.id ${sql.in(ids)}`);
  return byId(rows, ({ product, ...run }) => ({
    subject: { type: 'Run', key: String(run.id) },
    product,
    actor: run.endedBy,
    run,
  }));
};

/** Breaches of these ids with the ports that they are of. */
async function breachesOfPorts(db: Reader, ids: readonly number[]): Promise<BreachOfPort[]> {
  if (ids.length === 0) return [];
  return db.all<BreachOfPort>(sql`
    SELECT ${selectList(SlaBreachRow, 'b')}, o.fqn AS "portFqn", p.fqn AS "productFqn", d.name AS "domain"
    FROM sla_breaches b JOIN output_ports o ON o.id = b.port_id JOIN products p ON p.id = o.product_id
    JOIN domains d ON d.id = p.domain_id WHERE b.id ${sql.in(ids)}`);
}

/** Of changes of contracts and of breaches, whole rows are read. */
const READS: Partial<Readonly<Record<EventKind, Read>>> = {
  product_published: publishedProducts,
  product_retired: retiredProducts,
  manifest_published: publishedManifests,
  access_requested: accessRequests((row) => row.askedBy),
  access_decided: accessRequests((row) => row.decidedBy),
  run_ended: endedRuns,
};

/** Of an event whose subject cannot be read any more. */
const NOTHING_KNOWN: Told = { subject: null, product: null, actor: null };

const ofChange = (change: ContractChangeRow): Told => ({
  subject: { type: 'DataContract', key: change.contractName },
  product: change.providerProduct,
  actor: change.actor,
});

const ofBreach = (breach: BreachOfPort): Told => ({
  subject: { type: 'SlaBreach', key: String(breach.id) },
  product: breach.productFqn,
  actor: null,
});

/** Events as they are told, beside the rows that were read for that. */
export interface ToldEvents {
  /** In the order of the rows. */
  readonly events: readonly CatalogEvent[];
  /** By id. */
  readonly breaches: ReadonlyMap<number, BreachOfPort>;
}

/** How each of these rows of the log is told, in at most eight statements however many they are. */
export async function toldEvents(db: Reader, rows: readonly EventRow[]): Promise<ToldEvents> {
  const changeSeqs = rows.filter((row) => row.kind === 'contract_change').map((row) => row.seq);
  const changes = new Map((await contractChangesBySeqs(db, changeSeqs)).map((change) => [change.seq, change]));
  const breaches = new Map(
    (await breachesOfPorts(db, idsOf(rows, ['sla_breach_opened', 'sla_breach_resolved']))).map((row) => [row.id, row]),
  );
  const told = new Map<EventKind, ReadonlyMap<number, Told>>();
  for (const [kind, read] of Object.entries(READS) as [EventKind, Read][]) {
    const ids = idsOf(rows, [kind]);
    if (ids.length > 0) told.set(kind, await read(db, ids));
  }
  const tell = (row: EventRow): CatalogEvent => {
    const change = changes.get(row.seq) ?? null;
    const breach = breaches.get(row.subjectId);
    const {
      subject,
      product,
      actor,
      run = null,
    }: Told = (change && ofChange(change)) ??
    told.get(row.kind)?.get(row.subjectId) ??
    (breach ? ofBreach(breach) : NOTHING_KNOWN);
    const domain = change ? change.providerDomain : row.domain;
    const domains = change ? [...new Set([change.providerDomain, change.consumerDomain])] : domain ? [domain] : [];
    const kind = catalogEventKind(row.kind, change?.kind);
    return { seq: row.seq, at: row.at, kind, subject, domain, product, domains, actor, change, run };
  };
  return { events: rows.map(tell), breaches };
}

/** The next events after this number, at most `limit`, in at most nine statements. */
export async function readCatalogEvents(db: Reader, after: number, limit: number): Promise<CatalogEventBatch> {
  const rows = await eventsAfter(db, after, limit);
  const { events } = await toldEvents(db, rows);
  return { events, upTo: rows.at(-1)?.seq ?? after };
}
