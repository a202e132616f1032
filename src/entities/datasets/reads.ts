import type { CompiledColumn, CompiledSla } from '../../compiler/artifact.js';
import type { Reader } from '../database.js';
import type { PagedQuery } from '../paging.js';
import { DatasetAliasRow } from '../rows/datasets/DatasetAliasRow.js';
import { UnmatchedDatasetRow } from '../rows/datasets/UnmatchedDatasetRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** A standing output port with the table that it offers. */
export interface TablePort {
  readonly id: number;
  readonly fqn: string;
  readonly domain: string;
  readonly sla: CompiledSla | null;
  readonly table: string;
  readonly productId: number;
  readonly product: string;
}

/** As migrations/0029-datasets.ts indexes it. */
const LEAF = sql.per({
  postgres: sql.raw(`lower(reverse(split_part(reverse(o.table_name), '.', 1)))`),
  sqlite: sql.raw(`lower(replace(o.table_name, rtrim(o.table_name, replace(o.table_name, '.', '')), ''))`),
});

async function portsWhere(db: Reader, condition: Sql): Promise<TablePort[]> {
  const rows = await db.all<Omit<TablePort, 'sla'> & { sla: string | null }>(sql`
    SELECT o.id AS "id", o.fqn AS "fqn", o.table_name AS "table", d.name AS "domain", o.sla AS "sla",
           p.id AS "productId", p.fqn AS "product"
    FROM output_ports o JOIN products p ON p.id = o.product_id JOIN domains d ON d.id = p.domain_id
    WHERE ${condition} AND o.removed_at IS NULL AND p.retired_at IS NULL ORDER BY o.fqn`);
  return rows.map((row) => ({ ...row, sla: row.sla === null ? null : (JSON.parse(row.sla) as CompiledSla) }));
}

/** The standing ports whose tables end with one of these parts, in lower case. */
export const portsByLeaf = async (db: Reader, leaves: readonly string[]): Promise<TablePort[]> =>
  leaves.length === 0 ? [] : portsWhere(db, sql`${LEAF} ${sql.in(leaves)}`);

/** The standing ports of these fqns. */
export const tablePortsNamed = async (db: Reader, fqns: readonly string[]): Promise<TablePort[]> =>
  fqns.length === 0 ? [] : portsWhere(db, sql`o.fqn ${sql.in(fqns)}`);

/** The standing ports of these ids. */
export const tablePortsById = async (db: Reader, ids: readonly number[]): Promise<TablePort[]> =>
  ids.length === 0 ? [] : portsWhere(db, sql`o.id ${sql.in(ids)}`);

/** The standing ports of a product. */
export const tablePortsOf = (db: Reader, product: string): Promise<TablePort[]> =>
  portsWhere(db, sql`p.fqn = ${product}`);

/** Tables of the catalog's tree that models make, by the last parts of their names. */
export const modelTables = async (db: Reader, leaves: readonly string[]): Promise<{ readonly table: string }[]> =>
  leaves.length === 0
    ? []
    : db.all(sql`
        SELECT t.path AS "table" FROM catalog_tables t WHERE lower(t.name) ${sql.in(leaves)} AND t.port_id IS NULL`);

/** The aliases of datasets of these names, whatever their namespaces. */
export const aliasesNamed = async (db: Reader, names: readonly string[]): Promise<DatasetAliasRow[]> =>
  names.length === 0
    ? []
    : db.all(sql`SELECT ${selectList(DatasetAliasRow, 'a')} FROM dataset_aliases a WHERE a.name ${sql.in(names)}`);

/** The input ports by which products read ports, named by the ids of both. */
export const readingPorts = async (
  db: Reader,
  portIds: readonly number[],
  productIds: readonly number[],
): Promise<{ readonly portId: number; readonly productId: number; readonly fqn: string }[]> =>
  portIds.length === 0 || productIds.length === 0
    ? []
    : db.all(sql`
        SELECT i.provider_port_id AS "portId", i.product_id AS "productId", i.fqn AS "fqn" FROM input_ports i
        WHERE i.provider_port_id ${sql.in(portIds)} AND i.product_id ${sql.in(productIds)}`);

/** The names of the columns that ports state. */
export async function portColumns(
  db: Reader,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly columns: readonly string[] }[]> {
  if (ids.length === 0) return [];
  const rows = await db.all<{ id: number; columns: string }>(
    sql`SELECT o.id AS "id", o.columns AS "columns" FROM output_ports o WHERE o.id ${sql.in(ids)}`,
  );
  return rows.map(({ id, columns }) => ({
    id,
    columns: (JSON.parse(columns) as CompiledColumn[]).map(({ name }) => name),
  }));
}

/** Aliases, in the order in which they were stated. */
export const ALIASES: PagedQuery = {
  select: selectList(DatasetAliasRow, 'a'),
  from: sql`dataset_aliases a`,
  where: [],
  order: [{ column: 'a.id', numeric: true }],
};

/** Datasets that stand for nothing, the one that was seen last first. */
export const UNMATCHED: PagedQuery = {
  select: selectList(UnmatchedDatasetRow, 'u'),
  from: sql`unmatched_datasets u`,
  where: [],
  order: [
    { column: 'u.last_seen_at', descending: true },
    { column: 'u.id', numeric: true, descending: true },
  ],
};
