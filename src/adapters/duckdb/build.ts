import type { RunModel, RunTable } from '../../compiler/run/plan.js';
import { name, tableName, text } from './sql.js';
import type { Warehouse } from './Warehouse.js';

type Standing = 'table' | 'view' | null;

async function standing(warehouse: Warehouse, { schema, name: table }: RunTable): Promise<Standing> {
  const [found] = await warehouse.rows(
    'SELECT table_type FROM information_schema.tables WHERE table_schema = $1 AND table_name = $2 AND table_catalog = current_database()',
    [schema, table],
  );
  if (!found) return null;
  return found['table_type'] === 'VIEW' ? 'view' : 'table';
}

/** Takes away what bears a name, whatever it is, where it is not what comes. */
async function clear(warehouse: Warehouse, table: RunTable, coming: 'table' | 'view'): Promise<void> {
  await warehouse.run(`CREATE SCHEMA IF NOT EXISTS ${name(table.schema)}`);
  const there = await standing(warehouse, table);
  if (there !== null && there !== coming) await warehouse.run(`DROP ${there} ${tableName(table)}`);
}

/** Rows that are new take the place of those with their key, else are added; columns that the table has not are left out. */
async function added(warehouse: Warehouse, { table, uniqueKey, nextSql, sql }: RunModel): Promise<void> {
  const next = '__floe_next';
  await warehouse.run(`CREATE OR REPLACE TEMP TABLE ${next} AS (\n${nextSql ?? sql}\n)`);
  const columns = await warehouse.rows(
    `SELECT column_name AS column FROM information_schema.columns
     WHERE table_schema = $1 AND table_name = $2 AND table_catalog = current_database()
       AND column_name IN (SELECT column_name FROM information_schema.columns WHERE table_name = ${text(next)})
     ORDER BY ordinal_position`,
    [table.schema, table.name],
  );
  const list = columns.map(({ column }) => name(String(column))).join(', ');
  if (uniqueKey.length > 0) {
    const same = uniqueKey.map((each) => `old.${name(each)} IS NOT DISTINCT FROM new.${name(each)}`).join(' AND ');
    await warehouse.run(
      `DELETE FROM ${tableName(table)} AS old WHERE EXISTS (SELECT 1 FROM ${next} AS new WHERE ${same})`,
    );
  }
  await warehouse.run(`INSERT INTO ${tableName(table)} (${list}) SELECT ${list} FROM ${next}`);
  await warehouse.run(`DROP TABLE ${next}`);
}

/** Makes the table or view of a model. Throws what DuckDB says of its SQL. */
export async function build(warehouse: Warehouse, model: RunModel, isFull: boolean): Promise<void> {
  const { table, materialized, sql } = model;
  const isNext = materialized === 'incremental' && !isFull && (await standing(warehouse, table)) === 'table';
  if (isNext) return added(warehouse, model);
  const kind = materialized === 'view' ? 'view' : 'table';
  await clear(warehouse, table, kind);
  await warehouse.run(`CREATE OR REPLACE ${kind} ${tableName(table)} AS (\n${sql}\n)`);
}

/** Loads the rows of a CSV file as a table, with the types that they seem to have. Throws what DuckDB says of it. */
export async function load(warehouse: Warehouse, table: RunTable, file: string): Promise<void> {
  await clear(warehouse, table, 'table');
  await warehouse.run(
    `CREATE OR REPLACE TABLE ${tableName(table)} AS SELECT * FROM read_csv(${text(file)}, header = true, sample_size = -1)`,
  );
}

/** Whether a table is there. */
export const isThere = async (warehouse: Warehouse, table: RunTable): Promise<boolean> =>
  (await standing(warehouse, table)) !== null;
