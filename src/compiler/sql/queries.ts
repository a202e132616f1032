import { mappingsOf, nameOf, queryOf } from './ast.js';
import { conditionsOf, usingConditions } from './conditions.js';
import { mentions } from './expressions.js';
import { distinctOrigins, type ColumnOrigin } from './relations/origin.js';
import { relationKey, type SqlRelation } from './relations/relation.js';
import { Scope, type ScopedSource } from './scope.js';
import { SqlUses } from './SqlUses.js';
import {
  columnMap,
  distinctRelations,
  NO_SHAPE,
  OPAQUE,
  relationShape,
  unitedShapes,
  type Shape,
  type ShapeColumn,
} from './relations/shape.js';
import type { SqlSelect, SqlSource } from './sqlReading.js';
import { isMapping, type Mapping } from '../values/json.js';

/** What the names of a statement mean outside it. */
export interface Names {
  /** What stands under a table's name, `[database, schema, table]` as far as it is written; null: nothing that can be read. */
  relation(path: readonly string[]): SqlRelation | null;
  columnsOf(relation: SqlRelation): readonly string[] | null;
}

/** Begins what an expression without a name is kept under. */
export const NAMELESS = '#';

type Ctes = ReadonlyMap<string, Shape>;

/** Words that a grammar takes for an alias where it does not know the join. */
const NO_ALIAS = /^(cross|natural|asof|anti|semi|left|global|positional)$/i;

/** Resolves the queries of one statement, from the inside out. */
export class Queries {
  readonly selects: SqlSelect[] = [];
  readonly relations = new Map<string, SqlRelation>();
  readonly deciding: ColumnOrigin[] = [];
  readonly uses = new SqlUses();

  constructor(private readonly names: Names) {}

  /** The shape of a query's result. */
  shape(query: Mapping, ctes: Ctes, outer: Scope | null): Shape {
    const known = this.withCtes(query, ctes);
    const first = this.select(query, known, outer);
    const next = query['_next'];
    if (!isMapping(next)) return first;
    const second = this.shape(next, known, outer);
    // Both sides must have as many columns.
    this.uses.all([...first.rest, ...second.rest]);
    return unitedShapes(first, second);
  }

  private withCtes(query: Mapping, ctes: Ctes): Ctes {
    const list = mappingsOf(query['with']);
    if (list.length === 0) return ctes;
    const known = new Map(ctes);
    // A CTE that names itself, or a later one, is not known by then.
    for (const each of list) known.set((nameOf(each['name']) ?? '').toLowerCase(), OPAQUE);
    for (const each of list) {
      const body = queryOf(each['stmt']);
      const shape = body ? this.shape(body, known, null) : OPAQUE;
      known.set((nameOf(each['name']) ?? '').toLowerCase(), renamed(shape, mappingsOf(each['columns'])));
    }
    return known;
  }

  private select(query: Mapping, ctes: Ctes, outer: Scope | null): Shape {
    const from = mappingsOf(query['from']).flatMap((each) => flattened(each));
    const scoped = from.map((each) => this.source(each, ctes, outer));
    const scope = new Scope(scoped, outer, this.uses);
    const onQuery = (inner: Mapping, around: Scope): readonly ColumnOrigin[] => {
      const { columns: given, rest } = this.shape(inner, ctes, around);
      this.uses.all(rest);
      return [...given.values()].flatMap((column) => column.from);
    };
    const conditions = [
      ...from.flatMap((each, index) => [
        ...conditionsOf(each['on'], scope, onQuery),
        ...usingConditions(each['using'], scoped[index]?.alias ?? '', scope),
      ]),
      ...conditionsOf(query['where'], scope, onQuery),
    ];
    const columns = this.columns(query['columns'], scope, onQuery);
    this.note(conditions.flatMap(({ left, right }) => [...left.columns, ...right.columns]));
    for (const part of ['groupby', 'having', 'qualify', 'orderby', 'window'])
      this.note(mentions(query[part], scope, onQuery));
    if (from.length > 1 || conditions.length > 0)
      this.selects.push({ sources: scoped.map((each, index) => sourceOf(each, from[index] ?? {})), conditions });
    if (isDistinct(query)) this.uses.all(columns.rest);
    const reduced = isReducing(query) || scoped.some(({ shape }) => shape.reduced);
    return { ...columns, bases: distinctRelations(scoped.flatMap(({ shape }) => shape.bases)), reduced };
  }

  private note(found: readonly { readonly origins: readonly ColumnOrigin[] }[]): void {
    for (const { origins } of found) this.deciding.push(...origins);
  }

  private source(node: Mapping, ctes: Ctes, outer: Scope | null): ScopedSource {
    const written = nameOf(node['as']);
    const alias = written === null || NO_ALIAS.test(written) ? null : written;
    const query = queryOf(node['expr']);
    if (query) return { alias: alias ?? '', shape: this.shape(query, ctes, outer) };
    const table = nameOf(node['table']);
    if (table === null) return { alias: alias ?? '', shape: OPAQUE };
    const path = [...[nameOf(node['catalog']) ?? nameOf(node['db']), nameOf(node['schema'])], table]
      .filter((each) => each !== null)
      .flatMap((each) => each.split('.'));
    const cte = path.length === 1 ? ctes.get(table.toLowerCase()) : undefined;
    if (cte) return { alias: alias ?? table, shape: cte };
    const relation = this.names.relation(path);
    if (relation === null) return { alias: alias ?? path.at(-1) ?? '', shape: OPAQUE };
    this.relations.set(relationKey(relation), relation);
    return { alias: alias ?? relation.name, shape: relationShape(relation, this.names.columnsOf(relation) ?? []) };
  }

  private columns(list: unknown, scope: Scope, onQuery: Parameters<typeof mentions>[2]): Shape {
    if (list === '*') return starOf(scope.sources, []);
    const columns: ShapeColumn[] = [];
    let passing: Shape = NO_SHAPE;
    for (const item of mappingsOf(list)) {
      const expression = isMapping(item['expr']) ? item['expr'] : item;
      if (isStar(expression)) {
        const star = starOf(starSources(expression, scope), exceptions(item, expression));
        columns.push(...star.columns.values());
        passing = unitedShapes(passing, { ...star, columns: new Map() });
        columns.push(...this.replacements(item, scope, onQuery));
        continue;
      }
      const found = mentions(expression, scope, onQuery);
      this.note(found.map(({ origins }) => ({ origins: origins.filter(({ via }) => via === 'condition') })));
      const name = nameOf(item['as']) ?? columnName(expression);
      const macro = isMacroItem(expression) && nameOf(item['as']) === null;
      if (macro) passing = { ...passing, opaque: true };
      if (macro) continue;
      const column = {
        name: name ?? `${NAMELESS}${columns.length}`,
        from: distinctOrigins(found.flatMap(({ origins }) => origins)),
      };
      columns.push(column);
      if (name !== null) scope.own.set(name.toLowerCase(), column);
    }
    return { ...passing, columns: columnMap(columns) };
  }

  /** `* replace (f(a) as a)` */
  private replacements(item: Mapping, scope: Scope, onQuery: Parameters<typeof mentions>[2]): ShapeColumn[] {
    if (item['type'] !== 'replace') return [];
    return mappingsOf(item['expr_list']).flatMap((each) => {
      const name = nameOf(each['as']);
      const from = distinctOrigins(mentions(each['expr'], scope, onQuery).flatMap(({ origins }) => origins));
      return name === null ? [] : [{ name, from }];
    });
  }
}

/** `(a join b on ...)` in a FROM. */
function flattened(node: Mapping): Mapping[] {
  const { expr } = node;
  if (!isMapping(expr) || expr['type'] !== 'tables') return [node];
  const [first, ...more] = mappingsOf(expr['expr']).flatMap((each) => flattened(each));
  return [{ ...first, join: node['join'] ?? first?.['join'], on: node['on'], using: node['using'] }, ...more];
}

const JOINS = ['left', 'right', 'full', 'cross'] as const;

function sourceOf({ alias, shape: { bases, reduced } }: ScopedSource, node: Mapping): SqlSource {
  const { join } = node;
  const kind = JOINS.find((each) => String(join).toLowerCase().startsWith(each)) ?? 'inner';
  return { alias, bases, reduced, join: typeof join === 'string' ? kind : 'from' };
}

function renamed(shape: Shape, names: readonly Mapping[]): Shape {
  const columns = [...shape.columns.values()];
  if (names.length === 0 || names.length !== columns.length) return shape;
  return {
    ...shape,
    columns: columnMap(columns.map((each, index) => ({ ...each, name: columnName(names[index] ?? {}) ?? each.name }))),
  };
}

const columnName = (expression: Mapping): string | null => {
  if (expression['type'] === 'cast' && isMapping(expression['expr'])) return columnName(expression['expr']);
  return nameOf(expression['column']);
};

const isStar = (expression: Mapping): boolean =>
  (expression['type'] === 'column_ref' && expression['column'] === '*') || expression['type'] === 'star';

const starSources = (expression: Mapping, scope: Scope): readonly ScopedSource[] => {
  const table = nameOf(expression['table']);
  if (table === null) return scope.sources;
  const source = scope.source(table);
  return source ? [source] : [{ alias: table, shape: OPAQUE }];
};

/** The names after `except`, `exclude` and `replace`. */
function exceptions(item: Mapping, expression: Mapping): string[] {
  const suffix = isMapping(expression['suffix']) ? expression['suffix']['args'] : null;
  const listed = [...mappingsOf(item['expr_list']), ...mappingsOf(isMapping(suffix) ? suffix['value'] : null)];
  return listed.flatMap((each) => {
    const name = nameOf(each['as']) ?? columnName(isMapping(each['expr']) ? each['expr'] : each);
    return name === null ? [] : [name.toLowerCase()];
  });
}

function starOf(sources: readonly ScopedSource[], without: readonly string[]): Shape {
  const columns = sources.flatMap(({ shape }) => [...shape.columns.values()]);
  return {
    ...NO_SHAPE,
    columns: columnMap(columns.filter(({ name }) => !without.includes(name.toLowerCase()))),
    rest: distinctRelations(sources.flatMap(({ shape }) => shape.rest)),
    opaque: sources.some(({ shape }) => shape.opaque),
  };
}

/** A macro that stands for whole columns, as `dbt_utils.star(..., except=[...])`. */
const isMacroItem = (expression: Mapping): boolean => /^floe__/.test(columnName(expression) ?? '');

const isDistinct = ({ distinct }: Mapping): boolean =>
  /distinct/i.test(String(isMapping(distinct) ? distinct['type'] : distinct));

const isReducing = (query: Mapping): boolean => {
  const { groupby } = query;
  const grouped = Array.isArray(groupby) ? groupby.length > 0 : isMapping(groupby);
  return grouped || isDistinct(query);
};
