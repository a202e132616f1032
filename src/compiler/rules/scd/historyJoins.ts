import { nodesOf } from '../../document/dbt/project/project.js';
import type { SourceLocation } from '../../source.js';
import { platformDialect } from '../../sql/dialect.js';
import { projectTables } from '../../sql/projectTables.js';
import { readSql } from '../../sql/readSql.js';
import type { SqlRelation } from '../../sql/relations/relation.js';
import type { SqlColumn, SqlReading, SqlSelect, SqlSource } from '../../sql/resolve/sqlReading.js';
import { sameName } from '../../facts/columns/columnTests.js';
import { mayKeepCurrentRowsOnly } from '../../facts/history/currentRows.js';
import { eventTimeOf } from '../../facts/history/eventTime.js';
import { missingMoment, type MissingMoment } from '../../facts/history/historyConditions.js';
import { historyTables, picksVersion, type HistoryTable } from '../../facts/history/historyTables.js';
import { joinPlace } from '../../facts/history/joinPlace.js';
import type { ModelFacts } from '../../facts/models/modelFacts.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';

/** A fact that finds every version of an entity where it means the one of its time. */
export interface HistoryJoin {
  readonly model: ModelFacts;
  readonly table: HistoryTable;
  readonly missing: MissingMoment;
  /** The conditions to write. */
  readonly condition: string;
  readonly location: SourceLocation | null;
}

type Facts = Pick<ProductFacts, 'models' | 'dimensions' | 'project' | 'platform' | 'files'>;
type Tables = ReadonlyMap<string, HistoryTable>;

const isFact = ({ layer, name }: ModelFacts): boolean =>
  layer === null ? /^(fact|fct)_/i.test(name) : /^facts?$/i.test(layer.name);

/**
 * The joins of facts with Type 2 dimensions and dbt snapshots by the business key alone (ADR-0021, Fact Table Joins), as far
 * as the models' SQL can be read: in the models that are facts, and in those that read them.
 */
export function historyJoins(facts: Facts): HistoryJoin[] {
  const tables = historyTables(facts.dimensions, facts.project);
  if (tables.size === 0) return [];
  const known = new Set(facts.models.filter(isFact).map(({ name }) => name));
  return facts.models
    .filter(({ model }) => model.refs.some(({ name, package: foreign }) => foreign === null && tables.has(name)))
    .filter(
      ({ name, model }) =>
        !tables.has(name) && [name, ...model.refs.map((ref) => ref.name)].some((each) => known.has(each)),
    )
    .flatMap((model) => joinsOf(model, tables, known, facts));
}

function joinsOf(model: ModelFacts, tables: Tables, known: ReadonlySet<string>, facts: Facts): HistoryJoin[] {
  const { sql } = model.model;
  const reading = sql && readingOf(model, facts);
  if (!reading) return [];
  const told = new Set<HistoryTable>();
  return reading.selects.flatMap((select) =>
    select.sources.flatMap((source) => {
      const table = historyOf(source, tables);
      if (!table || told.has(table)) return [];
      const others = partners(source, select, table);
      if (others.length === 0 || !(known.has(model.name) || others.some((each) => isMadeOf(each, known)))) return [];
      const missing = missingMoment({
        table,
        alias: source.alias,
        conditions: select.conditions,
        reading,
        text: sql.text,
      });
      if (missing === null || mayKeepCurrentRowsOnly(table.model, facts.project, facts.platform)) return [];
      told.add(table);
      return [{ model, table, missing, ...joinToWrite(model, source, others, table, facts) }];
    }),
  );
}

function readingOf({ model }: ModelFacts, { project, platform }: Facts): SqlReading | null {
  const nodes = new Map(nodesOf(project).map((each) => [each.name, each]));
  const columnsOf = (relation: SqlRelation): readonly string[] | null =>
    relation.kind === 'ref' ? (nodes.get(relation.name)?.columns.map(({ name }) => name) ?? null) : null;
  return (
    model.sql && readSql(model.sql, platformDialect(platform), { columnsOf, tableOf: projectTables(model, project) })
  );
}

/** The history that a source of a FROM is, row for row. */
function historyOf({ bases, reduced }: SqlSource, tables: Tables): HistoryTable | null {
  const [base, ...more] = bases;
  return base?.kind === 'ref' && more.length === 0 && !reduced ? (tables.get(base.name) ?? null) : null;
}

const isMadeOf = ({ bases }: SqlSource, names: ReadonlySet<string>): boolean =>
  bases.some((base) => base.kind === 'ref' && names.has(base.name));

/** The other sources with which a history is joined by its business key; none where it is joined by one version's key. */
function partners(history: SqlSource, { sources, conditions }: SqlSelect, table: HistoryTable): SqlSource[] {
  const pairs = conditions
    .filter(({ operator }) => operator === '=')
    .flatMap(({ left, right }) => [
      ...left.columns.flatMap((own) => right.columns.map((other) => ({ own, other }))),
      ...right.columns.flatMap((own) => left.columns.map((other) => ({ own, other }))),
    ])
    .filter(({ own, other }) => own.alias === history.alias && other.alias !== history.alias)
    .flatMap(({ own, other }) => columnOf(own, table).map((column) => ({ column, other })));
  if (pairs.some(({ column }) => picksVersion(table, column))) return [];
  const byKey = pairs.filter(({ column }) => table.businessKey.some((each) => sameName(each, column)));
  return sources.filter((source) => !isOf(source, table) && byKey.some(({ other }) => other.alias === source.alias));
}

const columnOf = ({ origins }: SqlColumn, { model }: HistoryTable): string[] =>
  origins
    .filter(({ relation }) => relation.kind === 'ref' && sameName(relation.name, model.name))
    .map(({ column }) => column);

const isOf = ({ bases }: SqlSource, { model }: HistoryTable): boolean =>
  bases.some((base) => base.kind === 'ref' && sameName(base.name, model.name));

function joinToWrite(
  { model, location }: ModelFacts,
  history: SqlSource,
  [fact]: readonly SqlSource[],
  table: HistoryTable,
  { files, project }: Facts,
): Pick<HistoryJoin, 'condition' | 'location'> {
  const read = project.models.filter(({ name }) => fact?.bases.some((base) => base.name === name));
  const event = `${fact?.alias ?? 'fact'}.${eventTimeOf([model, ...read])}`;
  const [from, to] = [table.from, table.to].map((column) => `${history.alias}.${column}`) as [string, string];
  const end = table.openEnded ? `(${event} < ${to} OR ${to} IS NULL)` : `${event} < ${to}`;
  const text = files.find(({ path }) => path === model.file)?.content ?? null;
  const place = text === null ? null : joinPlace(text, history.alias, table.model.name);
  return { condition: `${event} >= ${from} AND ${end}`, location: place ? { file: model.file, ...place } : location };
}
