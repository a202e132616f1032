import { existsSync } from 'node:fs';
import path from 'node:path';
import { Warehouse } from '../../../adapters/duckdb/Warehouse.js';
import { EngineError } from '../../../adapters/steps/EngineError.js';
import { databaseIn } from '../../../adapters/duckdb/databaseIn.js';
import type { CompiledOutputPort } from '../../../compiler/artifact.js';
import { WAREHOUSE_DIALECTS, type WarehouseDialectName } from '../../../compiler/verify/dialect.js';
import { columnProblems, rowChecks, type HeldColumn } from '../../../compiler/verify/portChecks.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import { compileHere } from '../../project/compileHere.js';
import { loadProject, productFolder } from '../../project/loadProject.js';
import type { MeshOptions } from '../../project/meshOf.js';
import { Failure } from '../../terminal/Failure.js';

interface VerifyOptions extends MeshOptions {
  readonly database?: string;
  readonly sql?: WarehouseDialectName;
  readonly json?: boolean;
}

/** What was found of a port: empty where its table is as promised. */
interface Verified {
  readonly port: string;
  readonly table: string;
  readonly checks: number;
  readonly problems: readonly { readonly kind: string; readonly column: string | null; readonly what: string }[];
}

/** The questions of ports as SQL, each behind a comment that says what it is to give. */
function printSql(setting: Setting, ports: readonly CompiledOutputPort[], name: WarehouseDialectName): void {
  const dialect = WAREHOUSE_DIALECTS[name];
  for (const port of ports) {
    setting.terminal.out(`-- ${port.fqn}: its columns are to be ${port.columns.map((each) => each.name).join(', ')}`);
    setting.terminal.out(`${dialect.describe(port.table)};`);
    for (const { kind, column, sql } of rowChecks(port, dialect))
      setting.terminal.out(`-- ${port.fqn} ${column}, ${kind}: 0\n${sql};`);
  }
}

async function verified(warehouse: Warehouse, port: CompiledOutputPort): Promise<Verified> {
  const dialect = WAREHOUSE_DIALECTS.duckdb;
  const held = (await warehouse.rows(dialect.describe(port.table))) as unknown as HeldColumn[];
  const of = { port: port.fqn, table: port.table };
  if (held.length === 0)
    return { ...of, checks: 1, problems: [{ kind: 'MISSING', column: null, what: 'there is no such table' }] };
  const columns = columnProblems(port, held);
  const missing = new Set(columns.filter(({ kind }) => kind === 'MISSING').map(({ column }) => column));
  const checks = rowChecks(port, dialect).filter(({ column }) => !column.split(', ').some((each) => missing.has(each)));
  const rows: Verified['problems'][number][] = [];
  for (const { kind, column, sql, failed } of checks) {
    const count = await warehouse.number(sql);
    if (count > 0) rows.push({ kind, column, what: failed.replace('{count}', String(count)) });
  }
  return { ...of, checks: port.columns.length + checks.length, problems: [...columns, ...rows] };
}

function printVerified(setting: Setting, all: readonly Verified[]): void {
  for (const { port, table, checks, problems } of all) {
    const sign = problems.length === 0 ? '✓' : '✗';
    setting.terminal.out(`${sign} ${port} (${table}): ${checks} checks, ${problems.length} not as promised`);
    for (const { column, what } of problems) setting.terminal.out(`  ✗ ${column === null ? '' : `${column}: `}${what}`);
  }
}

/**
 * `floe contracts verify [dir]`: holds the tables of a product's output ports against what they promise, by their columns and
 * types, and by counting rows: on a database of DuckDB, or as SQL that is printed for Snowflake or Spark. Throws Failure 1
 * where something is not as promised or the product does not compile, 2 where the database cannot be had.
 */
export async function contractsVerify(
  setting: Setting,
  named: string | undefined,
  options: VerifyOptions,
): Promise<void> {
  const folder = await productFolder(named);
  const { result, namespace } = await compileHere(setting, folder, await loadProject(folder, null), options);
  const ports = result.artifact?.outputPorts ?? [];
  if (options.sql !== undefined) return printSql(setting, ports, options.sql);
  const file = options.database ?? databaseIn(path.join(folder, '.floe'), namespace);
  if (!existsSync(file))
    throw new Failure(2, `${file} is not there: \`floe run --engine duckdb\` makes it, --database names another.`);
  try {
    const warehouse = await Warehouse.toRead(file);
    try {
      const all: Verified[] = [];
      for (const port of ports) all.push(await verified(warehouse, port));
      if (options.json) setting.terminal.out(asJson(all));
      else printVerified(setting, all);
      const wrong = all.reduce((sum, { problems }) => sum + problems.length, 0);
      if (wrong > 0) throw new Failure(1, `${wrong} things are not as promised.`);
    } finally {
      warehouse.close();
    }
  } catch (error) {
    if (error instanceof EngineError) throw new Failure(2, error.message);
    throw error;
  }
}
