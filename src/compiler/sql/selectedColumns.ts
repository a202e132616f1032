import type { DbtCode } from '../document/dbt/project/project.js';
import type { SqlDialect } from './dialect.js';
import { readSql, type SqlContext } from './readSql.js';
import type { SqlRelation } from './relations/relation.js';
import type { ShapeColumn } from './relations/shape.js';

/**
 * The columns that a model's SQL gives, as far as they have names, each with the columns of other relations that it
 * derives from. null where the SQL cannot be read. `tableOf` finds the model or source behind a table of compiled code
 * (`projectTables`).
 */
export function selectedColumns(
  code: DbtCode,
  dialect: SqlDialect,
  columnsOf: (relation: SqlRelation) => readonly string[] | null,
  tableOf?: SqlContext['tableOf'],
): readonly ShapeColumn[] | null {
  return readSql(code, dialect, { columnsOf, tableOf })?.columns ?? null;
}
