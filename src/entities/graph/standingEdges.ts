import type { OwnedEdge } from '../../lineage/LineageGraph.js';
import type { Reader } from '../database.js';
import { sql, type Sql } from '../sql.js';

export interface StoredEdge extends OwnedEdge {
  readonly id: number;
}

const EDGE = sql.raw(`e.id AS "id", e.level AS "level", e.from_fqn AS "from", e.from_kind AS "fromKind",
  e.to_fqn AS "to", e.to_kind AS "toKind", e.how AS "how"`);

/** The edges of all levels after this id, in the order of ids; at most `limit`. */
export async function edgesAfter(db: Reader, id: number, limit: number): Promise<StoredEdge[]> {
  return db.all<StoredEdge>(sql`
    SELECT ${EDGE}, e.product_id AS "owner" FROM lineage_edges e WHERE e.id > ${id} ORDER BY e.id LIMIT ${limit}`);
}

/** What became of the edges of products since an event; all of one moment. */
export interface ChangedEdges {
  /** The number of the last event. */
  readonly last: number;
  /** The number up to which events were looked at; null where there are none. */
  readonly upTo: number | null;
  /** How many were looked at: as many as there are numbers, or the log has lost some. */
  readonly events: number;
  /** The greatest id of an edge; null where there are none. */
  readonly highest: number | null;
  /** Ids of the products that were published or retired, and all edges of theirs that stand. */
  readonly owners: readonly number[];
  readonly edges: readonly StoredEdge[];
}

type Record = Omit<ChangedEdges, 'owners' | 'edges'> & { readonly owner: number | null } & {
  readonly [Key in keyof StoredEdge]: StoredEdge[Key] | null;
};

const isEdge = (record: Record): record is Record & StoredEdge => record.id !== null && record.owner !== null;

const CHANGED: Sql = sql.raw(`
  SELECT v.product_id AS id FROM looked l JOIN product_versions v ON v.id = l.subject_id WHERE l.kind = 'product_published'
  UNION SELECT l.subject_id FROM looked l WHERE l.kind = 'product_retired'`);

/**
 * The edges of the products that at most `limit` events after this number are about, in one statement: what it says is
 * so at one moment.
 */
export async function edgesChangedSince(db: Reader, seq: number, limit: number): Promise<ChangedEdges> {
  const records = await db.all<Record>(sql`
    WITH looked AS (SELECT v.seq, v.kind, v.subject_id FROM events v WHERE v.seq > ${seq} ORDER BY v.seq LIMIT ${limit}),
         changed AS (${CHANGED})
    SELECT n.last_seq AS "last", (SELECT MAX(l.seq) FROM looked l) AS "upTo", (SELECT COUNT(*) FROM looked l) AS "events",
           (SELECT MAX(x.id) FROM lineage_edges x) AS "highest", c.id AS "owner", ${EDGE}
    FROM event_counter n LEFT JOIN changed c ON 1 = 1 LEFT JOIN lineage_edges e ON e.product_id = c.id WHERE n.id = 1`);
  const [first] = records;
  if (!first) throw new Error('the event counter has no row: the store is not migrated');
  const { last, upTo, events, highest } = first;
  const owners = new Set(records.flatMap(({ owner }) => owner ?? []));
  return { last, upTo, events: Number(events), highest, owners: [...owners], edges: records.filter(isEdge) };
}

/** The number that the last event has, which the next one goes on from. */
export async function countedSeq(db: Reader): Promise<number> {
  const row = await db.one<{ last: number }>(sql`SELECT n.last_seq AS "last" FROM event_counter n WHERE n.id = 1`);
  return row?.last ?? 0;
}
