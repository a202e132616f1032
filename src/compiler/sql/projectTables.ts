import { nodesOf, type DbtModel, type DbtProject } from '../document/dbt/project/project.js';
import type { SqlContext } from './readSql.js';
import type { SqlRelation } from './relations/relation.js';

/** A project never changes: its names are looked up once, for projects have thousands of models. */
const known = new WeakMap<DbtProject, ReadonlyMap<string, string>>();

/** The table of each model, snapshot and source by what a model calls it. */
function tablesOf(project: DbtProject): ReadonlyMap<string, string> {
  const found = known.get(project);
  if (found) return found;
  const tables = new Map<string, string>();
  for (const { name, alias } of nodesOf(project)) tables.set(name, alias ?? name);
  for (const { source, table, path } of project.sources) tables.set(`${source}.${table}`, path.at(-1) ?? table);
  known.set(project, tables);
  return tables;
}

/**
 * Finds the ref or source behind a table of a model's compiled code: among what the model says it reads, the one whose
 * table has that name.
 */
export function projectTables(model: DbtModel, project: DbtProject): NonNullable<SqlContext['tableOf']> {
  const tables = tablesOf(project);
  const byTable = new Map<string, SqlRelation>();
  for (const { source, table } of model.reads)
    byTable.set((tables.get(`${source}.${table}`) ?? table).toLowerCase(), { kind: 'source', source, name: table });
  for (const ref of model.refs) byTable.set((tables.get(ref.name) ?? ref.name).toLowerCase(), { kind: 'ref', ...ref });
  return (path) => byTable.get((path.at(-1) ?? '').toLowerCase()) ?? null;
}
