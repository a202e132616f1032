import type { LineageKind } from '../../compiler/artifact.js';
import type { Reader } from '../database.js';
import { sql, type Sql } from '../sql.js';

/** The columns of a port or model that are known by name, whether anything is known of their lineage or not. */
function namedColumns(db: Reader, owner: string): Sql {
  const each = (table: string): Sql =>
    sql.raw(
      db.dialect === 'sqlite'
        ? `SELECT o.fqn || '/' || json_extract(j.value, '$.name') AS "fqn" FROM ${table} o CROSS JOIN json_each(o.columns) j`
        : `SELECT o.fqn || '/' || (j.value ->> 'name') AS "fqn" FROM ${table} o CROSS JOIN json_array_elements(o.columns::json) AS j(value)`,
    );
  return sql`${each('output_ports')} WHERE o.fqn = ${owner} AND o.removed_at IS NULL
    UNION ALL ${each('models')} WHERE o.fqn = ${owner}`;
}

/** The kind of a name that an edge of this level has at this end, by the first of what may be thousands. */
const ofAnEdge = (level: string, end: 'from' | 'to', fqn: string): Sql => {
  const column = sql.raw(`e.${end}_fqn`);
  return sql`SELECT f.kind FROM (SELECT e.${sql.raw(end)}_kind AS kind FROM lineage_edges e
    WHERE e.level = ${sql.raw(`'${level}'`)} AND ${column} = ${fqn} LIMIT 1) f`;
};

/** What stands under this fqn: a product, a port, a model, a source or a column; undefined where nothing does. */
export async function kindOf(db: Reader, fqn: string): Promise<LineageKind | undefined> {
  const row = await db.one<{ kind: LineageKind }>(sql`
    SELECT 'product' AS "kind" FROM products WHERE fqn = ${fqn} AND retired_at IS NULL
    UNION ALL SELECT 'output_port' FROM output_ports WHERE fqn = ${fqn} AND removed_at IS NULL
    UNION ALL SELECT 'input_port' FROM input_ports WHERE fqn = ${fqn}
    UNION ALL SELECT 'model' FROM models WHERE fqn = ${fqn}
    UNION ALL ${ofAnEdge('port', 'from', fqn)} WHERE f.kind = 'source'
    UNION ALL ${ofAnEdge('model', 'from', fqn)} WHERE f.kind = 'source'
    UNION ALL ${ofAnEdge('column', 'from', fqn)}
    UNION ALL ${ofAnEdge('column', 'to', fqn)}
    UNION ALL SELECT 'column' FROM (${namedColumns(db, fqn.split('/')[0] ?? '')}) c WHERE c."fqn" = ${fqn} LIMIT 1`);
  return row?.kind;
}

/** The columns of a port, model or source: `sales.orders.customers/email` of `sales.orders.customers`. */
export async function columnsOf(db: Reader, owner: string): Promise<string[]> {
  const [first, last] = [`${owner}/`, `${owner}0`];
  const rows = await db.all<{ fqn: string }>(sql`
    SELECT e.from_fqn AS "fqn" FROM lineage_edges e
    WHERE e.level = 'column' AND e.from_fqn >= ${first} AND e.from_fqn < ${last}
    UNION SELECT e.to_fqn FROM lineage_edges e
    WHERE e.level = 'column' AND e.to_fqn >= ${first} AND e.to_fqn < ${last}
    UNION SELECT c."fqn" FROM (${namedColumns(db, owner)}) c ORDER BY 1`);
  return rows.map((row) => row.fqn);
}

/** That something is made of a column at once. */
export interface MadeOf {
  readonly from: string;
  readonly to: string;
}

/** What is made of these columns at once. */
export async function columnsMadeOf(db: Reader, columns: readonly string[]): Promise<MadeOf[]> {
  return db.all<MadeOf>(sql`
    SELECT e.from_fqn AS "from", e.to_fqn AS "to" FROM lineage_edges e
    WHERE e.level = 'column' AND e.from_fqn ${sql.in(columns)} ORDER BY 1, 2`);
}

/** fqns of the ports of a standing product. */
export async function portsOf(
  db: Reader,
  product: string,
): Promise<{ readonly fqn: string; readonly kind: 'input_port' | 'output_port' }[]> {
  return db.all(sql`
    SELECT o.fqn AS "fqn", 'output_port' AS "kind" FROM output_ports o JOIN products p ON p.id = o.product_id
    WHERE p.fqn = ${product} AND o.removed_at IS NULL
    UNION ALL SELECT i.fqn, 'input_port' FROM input_ports i JOIN products p ON p.id = i.product_id
    WHERE p.fqn = ${product} ORDER BY 1`);
}
