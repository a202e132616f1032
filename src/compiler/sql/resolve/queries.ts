import { isMapping, type Mapping } from '../../values/json.js';
import type { ColumnOrigin } from '../relations/origin.js';
import type { SqlRelation } from '../relations/relation.js';
import type { SqlSelect, SqlSource } from './sqlReading.js';
import { bodyOf, expressionOf, isSet, listOf, mappingsOf, nameOf, namesOf, queryOf, type Expression } from './ast.js';
import { conditionsOf, usingConditions } from './conditions.js';
import { mentions, type Gap } from './expressions.js';
import { FromClause, renamed, type Ctes, type Names, type Reader } from './fromClause.js';
import { projected } from './projections.js';
import { Scope, type ScopedSource } from './scope.js';
import {
  distinctRelations,
  isOpen,
  OPAQUE,
  rowOf,
  unitedShapes,
  type Meaning,
  type Shape,
} from '../relations/shape.js';
import { SqlUses } from './SqlUses.js';

/** Resolves the queries of one statement, from the inside out. */
export class Queries implements Reader {
  readonly selects: SqlSelect[] = [];
  readonly relations = new Map<string, SqlRelation>();
  readonly deciding: ColumnOrigin[] = [];
  readonly uses = new SqlUses();
  readonly gaps: Gap[] = [];
  /** What the queries around one can name. */
  private readonly known = new Map<Scope, Ctes>();

  constructor(
    readonly names: Names,
    /** tsql: `name = expression` in a select list names a column. */
    private readonly namesByEquals: boolean,
    /** Whether `columns(...)` may stand in it. */
    private readonly callsColumns: boolean,
  ) {}

  gap(gap: Gap): void {
    this.gaps.push(gap);
  }

  /** A subquery in an expression. */
  query(query: Expression, scope: Scope): Meaning {
    const shape = this.shape({ [query.kind]: query.body }, this.known.get(scope) ?? new Map(), scope);
    if (isOpen(shape)) this.uses.all(shape.rest);
    return rowOf(shape);
  }

  /** The shape of a query's result. */
  shape(node: unknown, ctes: Ctes, outer: Scope | null): Shape {
    const expression = expressionOf(node);
    if (!expression) return OPAQUE;
    const { kind, body } = expression;
    const known = this.withCtes(body['with'], ctes);
    if (isSet(expression)) return this.united(body, known, outer);
    if (kind === 'select') return this.select(body, known, outer);
    if (kind === 'subquery' || kind === 'paren') return this.parenthesized(body, known, outer);
    if (kind === 'pivot' || kind === 'values' || kind === 'table') return this.table(node, known, outer);
    return OPAQUE;
  }

  private table(node: unknown, ctes: Ctes, outer: Scope | null): Shape {
    const left = this.scope([], outer, ctes);
    return new FromClause(this, ctes, left, outer).source(node).shape;
  }

  private parenthesized(body: Mapping, ctes: Ctes, outer: Scope | null): Shape {
    const shape = this.shape(body['this'], ctes, outer);
    const scope = this.scope([{ alias: '', shape }], outer, ctes);
    this.note(mentions([body['order_by'], body['limit']], scope, this));
    return shape;
  }

  private united(body: Mapping, ctes: Ctes, outer: Scope | null): Shape {
    const first = this.shape(body['left'], ctes, outer);
    const second = this.shape(body['right'], ctes, outer);
    // Both sides must have as many columns.
    this.uses.all([...first.rest, ...second.rest]);
    const isByName = body['by_name'] === true || body['corresponding'] === true;
    const shape = unitedShapes(first, second, isByName);
    this.note(mentions(body['order_by'], this.scope([{ alias: '', shape }], null, ctes), this));
    return shape;
  }

  private scope(sources: ScopedSource[], outer: Scope | null, ctes: Ctes): Scope {
    const scope = new Scope(sources, outer, this.uses);
    this.known.set(scope, ctes);
    return scope;
  }

  private withCtes(clause: unknown, ctes: Ctes): Ctes {
    if (!isMapping(clause)) return ctes;
    const known = new Map(ctes);
    for (const each of mappingsOf(clause['ctes'])) {
      const name = (nameOf(each['alias']) ?? '').toLowerCase();
      const names = namesOf(each['columns']);
      known.set(name, renamed(this.cte(each['this'], name, names, known), names));
    }
    return known;
  }

  /** A CTE that names itself is first what its other half gives. */
  private cte(body: unknown, name: string, names: readonly string[], known: Ctes): Shape {
    const query = queryOf(body);
    if (!query || !isSet(query) || !readsTable(query.body['right'], name)) return this.shape(body, known, null);
    const start = renamed(this.shape(query.body['left'], known, null), names);
    const again = renamed(this.shape(body, new Map([...known, [name, start]]), null), names);
    return this.shape(body, new Map([...known, [name, again]]), null);
  }

  private select(body: Mapping, ctes: Ctes, outer: Scope | null): Shape {
    const scope = this.scope([], outer, ctes);
    const joins = mappingsOf(body['joins']);
    const from = [
      ...listOf(isMapping(body['from']) ? body['from']['expressions'] : []),
      ...joins.map((each) => each['this']),
    ];
    const kinds = from.map((_, index) => String(joins[index - (from.length - joins.length)]?.['kind'] ?? ''));
    from.forEach((each, index) => {
      const kind = kinds[index] ?? '';
      // `cross apply (select ...)` sees what stands to its left.
      const around = /apply/i.test(kind) ? scope : outer;
      this.join(scope, new FromClause(this, ctes, scope, around).source(each), kind);
    });
    for (const view of mappingsOf(body['lateral_views'])) this.lateralView(scope, view, ctes);
    const conditions = [
      ...joins.flatMap((each, index) => {
        const alias = scope.sources[from.length - joins.length + index]?.alias ?? '';
        const on = [each['on'], each['match_condition']].flatMap((on) => conditionsOf(on, scope, this));
        return [...on, ...usingConditions(each['using'], alias, scope)];
      }),
      ...conditionsOf(isMapping(body['where_clause']) ? body['where_clause']['this'] : null, scope, this),
    ];
    const note = (origins: readonly ColumnOrigin[]): void => this.note([{ origins }]);
    const { namesByEquals, callsColumns } = this;
    const columns = projected(body['expressions'], { scope, around: this, namesByEquals, callsColumns, note });
    this.note(conditions.flatMap(({ left, right }) => [...left.columns, ...right.columns]));
    for (const part of DECIDING) this.note(mentions(body[part], scope, this));
    if (from.length > 1 || conditions.length > 0)
      this.selects.push({
        sources: scope.sources.map((each, index) => sourceOf(each, index, kinds[index] ?? '')),
        conditions,
      });
    if (body['distinct'] === true && !Array.isArray(body['distinct_on'])) this.uses.all(columns.rest);
    const reduced = isReducing(body) || scope.sources.some(({ shape }) => shape.reduced);
    return { ...columns, bases: distinctRelations(scope.sources.flatMap(({ shape }) => shape.bases)), reduced };
  }

  private join(scope: Scope, source: ScopedSource, kind: string): void {
    scope.sources.push(/semi|anti/i.test(kind) ? { ...source, filters: true } : source);
    // Columns are joined by their names, whichever these are.
    if (/natural/i.test(kind)) this.uses.all(scope.sources.flatMap(({ shape }) => shape.rest));
  }

  private lateralView(scope: Scope, view: Mapping, ctes: Ctes): void {
    const call = expressionOf(view['this']);
    if (!call) return;
    const names = namesOf(view['column_aliases']);
    const alias = nameOf(view['table_alias']);
    scope.sources.push({
      ...new FromClause(this, ctes, scope, null).call(call, alias, names, view['this']),
      alias: alias ?? '',
    });
  }

  private note(found: readonly { readonly origins: readonly ColumnOrigin[] }[]): void {
    for (const { origins } of found) this.deciding.push(...origins);
  }
}

/** The parts of a query that only decide. */
const DECIDING =
  'group_by having qualify order_by windows distribute_by cluster_by sort_by distinct_on connect limit offset prewhere'.split(
    ' ',
  );

const JOINS = ['left', 'right', 'full', 'cross'] as const;

function sourceOf({ alias, shape: { bases, reduced } }: ScopedSource, index: number, kind: string): SqlSource {
  const join = JOINS.find((each) => kind.toLowerCase().includes(each)) ?? (kind === '' ? 'from' : 'inner');
  return { alias, bases, reduced, join: index === 0 ? 'from' : join };
}

/** Whether a query names a table of that name. */
function readsTable(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return (node as unknown[]).some((each) => readsTable(each, name));
  if (!isMapping(node)) return false;
  const table = bodyOf(node, 'table');
  if (table && nameOf(table['name'])?.toLowerCase() === name && !isMapping(table['schema'])) return true;
  return Object.values(node).some((each) => readsTable(each, name));
}

const isReducing = (query: Mapping): boolean => {
  const { group_by: group, distinct } = query;
  return distinct === true || isMapping(group);
};
