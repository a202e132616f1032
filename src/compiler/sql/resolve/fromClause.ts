import { isMapping, type Mapping } from '../../values/json.js';
import { PLACEHOLDER, THIS } from '../jinja/placeholders.js';
import { distinctOrigins, through, type ColumnOrigin } from '../relations/origin.js';
import { relationKey, type SqlRelation } from '../relations/relation.js';
import {
  bodyOf,
  expressionOf,
  functionName,
  listOf,
  nameOf,
  namesOf,
  placeOf,
  queryOf,
  type Expression,
} from './ast.js';
import { mentions, type Around } from './expressions.js';
import { asUnpivot, pivoted, pivotSource, unpivoted } from './pivots.js';
import { Scope, type ScopedSource } from './scope.js';
import {
  columnMap,
  joinedRest,
  NO_SHAPE,
  OPAQUE,
  relationShape,
  type Shape,
  type ShapeColumn,
} from '../relations/shape.js';
import { COUNTS_ROWS, givenColumns, isMadeOfArguments } from './tableFunctions.js';

/** What the names of a statement mean outside it. */
export interface Names {
  /** What stands under a table's name, `[database, schema, table]` as far as it is written; null: nothing that can be read. */
  relation(path: readonly string[]): SqlRelation | null;
  columnsOf(relation: SqlRelation): readonly string[] | null;
  /** There may be columns beside those. */
  mayHaveMore(relation: SqlRelation): boolean;
}

export type Ctes = ReadonlyMap<string, Shape>;

/** What a FROM is read with. */
export interface Reader extends Around {
  readonly names: Names;
  readonly relations: Map<string, SqlRelation>;
  shape(query: unknown, ctes: Ctes, outer: Scope | null): Shape;
}

/** One table of a FROM, as a source under the name that the query gives it. */
export class FromClause {
  constructor(
    private readonly reader: Reader,
    private readonly ctes: Ctes,
    /** What stands to the left of it: laterals and functions see it. */
    private readonly left: Scope,
    private readonly outer: Scope | null,
  ) {}

  source(node: unknown): ScopedSource {
    const expression = expressionOf(node);
    if (!expression) return this.unread('a table of an unknown form', node);
    const { kind, body } = expression;
    if (kind === 'table') return this.table(body, node);
    if (kind === 'alias') return this.aliased(body);
    if (kind === 'table_sample' || kind === 'paren') return this.source(body['this']);
    if (kind === 'at_index') return withIndex(this.source(body['this']), nameOf(body['expression']));
    if (kind === 'joined_table') return this.joined(body);
    if (kind === 'pivot' || kind === 'unpivot') return this.turned(expression);
    if (kind === 'match_recognize') return this.matched(body);
    if (kind === 'values') return this.values(body);
    if (kind === 'unnest') return this.unnest(body, nameOf(body['alias']), namesOf(body['column_aliases']));
    if (kind === 'lateral') return this.lateral(body);
    if (kind === 'column') return this.path([nameOf(body['table']), nameOf(body['name'])], body, node);
    const query = queryOf(node);
    if (query) return this.subquery(body, query);
    if (kind === 'tuple') return this.recordset(body, node);
    if (kind === 'stage_reference') return this.unread('a file of a stage', node);
    return this.call(expression, null, [], node);
  }

  private unread(construct: string, node: unknown, alias = '', word?: string): ScopedSource {
    this.reader.gap({ construct, at: word === undefined ? placeOf(node) : null, word });
    return { alias, shape: OPAQUE };
  }

  /** The columns under the names of `t as q(a, b)`. */
  private named(source: ScopedSource, alias: string | null, names: readonly string[]): ScopedSource {
    const shape = renamed(source.shape, names);
    if (shape !== source.shape && shape.rest.length < source.shape.rest.length) this.left.uses.all(source.shape.rest);
    return { ...source, alias: alias ?? source.alias, shape };
  }

  private table(body: Mapping, node: unknown): ScopedSource {
    const path = [body['catalog'], body['schema'], body['name']].map(nameOf);
    const source = this.path(path, body, node);
    // `from t at(timestamp => x)`, hints: columns do not stand there, save by mistake.
    mentions([body['when'], body['version']], this.left, this.reader);
    return this.named(source, nameOf(body['alias']), namesOf(body['column_aliases']));
  }

  private path(written: readonly (string | null)[], body: Mapping, node: unknown): ScopedSource {
    const path = written.filter((each) => each !== null).flatMap((each) => each.split('.'));
    const [first = '', ...fields] = path;
    const table = path.at(-1) ?? '';
    const alias = nameOf(body['alias']);
    const known = path.length === 1 ? this.ctes.get(table.toLowerCase()) : undefined;
    if (known) return { alias: table, shape: known, path };
    const of = fields.length > 0 && !PLACEHOLDER.test(table) ? this.left.source(first) : undefined;
    // `from t, t.items as item`: a list of a record.
    if (of) return this.list(path, alias ?? table, body);
    if (table === THIS) return { alias: table, shape: { ...NO_SHAPE, values: [] }, path };
    const relation = this.reader.names.relation(path);
    if (relation === null) return { ...this.unread('a table that a macro names', node, table), path };
    this.reader.relations.set(relationKey(relation), relation);
    const { names } = this.reader;
    const columns = names.columnsOf(relation) ?? [];
    const shape = relationShape(relation, columns, columns.length === 0 || names.mayHaveMore(relation));
    return { alias: relation.name, shape, path: pathOf(relation, path) };
  }

  private list(path: readonly string[], alias: string, node: Mapping): ScopedSource {
    const { column, origins, certain, followed } = this.left.meaning(path);
    this.left.uses.mention(node, column, certain ? origins : null);
    const from = origins.map((each) => through(each, 'transformation'));
    return valuesSource(alias, [{ name: alias, from, followed }], from, false, !followed);
  }

  private aliased(body: Mapping): ScopedSource {
    const [alias, names] = [nameOf(body['alias']), namesOf(body['column_aliases'])];
    const inner = expressionOf(body['this']);
    if (inner?.kind === 'unnest') return this.unnest(inner.body, alias, names);
    if (inner && isCall(inner)) return this.call(inner, alias, names, body['this']);
    return this.named(this.source(body['this']), alias, names);
  }

  private lateral(body: Mapping): ScopedSource {
    const alias = nameOf(body['alias']) ?? nameOf(body['table_alias']);
    const inner = expressionOf(body['this']);
    const names = namesOf(body['column_aliases']);
    const query = queryOf(body['this']);
    if (query)
      return this.named({ alias: '', shape: this.reader.shape(body['this'], this.ctes, this.left) }, alias, names);
    if (inner?.kind === 'unnest') return this.unnest(inner.body, alias, names);
    return inner ? this.call(inner, alias, names, body['this']) : this.unread('a lateral', body, alias ?? '');
  }

  private subquery(body: Mapping, query: Expression): ScopedSource {
    const around = body['lateral'] === true || query.kind === 'values' ? this.left : this.outer;
    const shape =
      query.kind === 'values'
        ? this.values(query.body).shape
        : this.reader.shape({ subquery: body }, this.ctes, around);
    const alias = nameOf(body['alias']) ?? (query.kind === 'values' ? nameOf(query.body['alias']) : null);
    return this.named({ alias: '', shape }, alias, namesOf(body['column_aliases']));
  }

  /** `(a join b on ...)` under one name. */
  private joined(body: Mapping): ScopedSource {
    const alias = nameOf(body['alias']) ?? '';
    const query = {
      expressions: [{ star: { table: null } }],
      from: { expressions: [body['left']] },
      joins: body['joins'],
    };
    return { alias, shape: this.reader.shape({ select: query }, this.ctes, this.outer) };
  }

  private turned({ kind, body }: Expression): ScopedSource {
    const inner = this.source(pivotSource(body['this']));
    const context = { uses: this.left.uses, around: this.reader };
    const isUnpivot = kind === 'unpivot' || body['unpivot'] === true;
    const unpivot = kind === 'unpivot' ? body : asUnpivot(body);
    const shape = isUnpivot ? unpivoted(unpivot, inner.shape, context) : pivoted(body, inner.shape, context);
    return this.named(
      { alias: inner.alias, shape },
      nameOf(body['alias']),
      namesOf(body['alias_columns'] ?? body['column_aliases']),
    );
  }

  private matched(body: Mapping): ScopedSource {
    const inner = this.source(body['this']);
    const variables = listOf(body['define']).flatMap((each) => nameOf(listOf(each)[0]) ?? []);
    const named = variables.map((alias): ScopedSource => ({ alias, shape: inner.shape, bare: false, named: true }));
    const scope = new Scope([inner, ...named], null, this.left.uses);
    mentions(
      [body['partition_by'], body['order_by'], listOf(body['define']).map((each) => listOf(each)[1])],
      scope,
      this.reader,
    );
    const measures = listOf(body['measures']).flatMap((each): ShapeColumn[] => {
      const measure = isMapping(each) ? bodyOf(each['this'], 'alias') : null;
      const name = nameOf(measure?.['alias']);
      const found = mentions(measure?.['this'], scope, this.reader);
      return name === null ? [] : [{ name, from: found.flatMap(({ origins }) => origins), followed: true }];
    });
    const shape = { ...inner.shape, columns: columnMap([...inner.shape.columns.values(), ...measures]) };
    return this.named({ alias: inner.alias, shape }, nameOf(body['alias']), []);
  }

  private values(body: Mapping): ScopedSource {
    const rows = listOf(body['expressions']).map((row) =>
      listOf(bodyOf(row, 'tuple')?.['expressions'] ?? (isMapping(row) ? row['expressions'] : [])),
    );
    const columns = (rows[0] ?? []).map((_, index): ShapeColumn => {
      const found = mentions(
        rows.map((row) => row[index]),
        this.left,
        this.reader,
      );
      const from = distinctOrigins(found.flatMap(({ origins }) => origins));
      return { name: `column${index + 1}`, from, followed: found.every(({ followed }) => followed) };
    });
    const source = { alias: '', shape: { ...NO_SHAPE, columns: columnMap(columns) } };
    return this.named(source, nameOf(body['alias']), namesOf(body['column_aliases']));
  }

  private unnest(body: Mapping, alias: string | null, names: readonly string[]): ScopedSource {
    const lists = [body['this'], ...listOf(body['expressions'])].map((each) => this.made(each));
    const all = merge(lists);
    const ordinality = nameOf(body['offset_alias']) ?? (body['with_ordinality'] === true ? 'ordinality' : null);
    const counts = ordinality === null ? [] : [{ name: ordinality, from: [], followed: true }];
    const given = names.length > 0 ? names : [alias ?? 'unnest'];
    const isEach = lists.length + (body['with_ordinality'] === true ? 1 : 0) === given.length && names.length > 0;
    const columns = given.map((name, index): ShapeColumn => {
      const made = isEach ? (lists[index] ?? { from: [], followed: true }) : all;
      return { name, ...made };
    });
    return valuesSource(alias ?? '', [...columns, ...counts], all.from, alias === null, !all.followed);
  }

  /** What an expression is made of, as values of a table. */
  private made(node: unknown): Pick<ShapeColumn, 'from' | 'followed'> {
    const found = mentions(node, this.left, this.reader);
    const from = distinctOrigins(
      found.flatMap(({ origins }) => origins.map((each) => through(each, 'transformation'))),
    );
    return { from, followed: found.every(({ followed }) => followed) };
  }

  /** `jsonb_to_recordset(data) as r(a int)` */
  private recordset(body: Mapping, node: unknown): ScopedSource {
    const [call, alias] = listOf(body['expressions']).map(expressionOf);
    if (!call || alias?.kind !== 'table_alias') return this.unread('a list of tables', node);
    return this.call(call, nameOf(alias.body['this']), namesOf(alias.body['columns']), node);
  }

  call(expression: Expression, alias: string | null, names: readonly string[], node: unknown): ScopedSource {
    const { body } = expression;
    const name = functionName(expression);
    const [argument] = listOf(body['args']);
    const inner = expressionOf(argument);
    if (name === 'table' && inner && isCall(inner)) return this.call(inner, alias, names, argument);
    if (name === 'table' && inner?.kind === 'column') return this.named(this.source(argument), alias, names);
    if (name === 'identifier' && bodyOf(argument, 'literal'))
      return this.named(this.path([nameOf(argument)], {}, node), alias, names);
    if (PLACEHOLDER.test(name))
      return this.named(this.unread('a macro that gives a table', node, '', name), alias, names);
    if (!isMadeOfArguments(name)) return this.named(this.unknownCall(name, body, node), alias, names);
    const { from, followed } = this.made(Object.values(withoutName(body)));
    const declared = listOf(body['expressions']).flatMap(
      (each) => nameOf(bodyOf(each, 'open_j_s_o_n_column_def')?.['this']) ?? [],
    );
    const given = names.length > 0 ? names : declared.length > 0 ? declared : (givenColumns(name) ?? [alias ?? name]);
    const columns = given.map((each): ShapeColumn => {
      const isCount = names.length === 0 && COUNTS_ROWS.test(each);
      return { name: each, from: isCount ? [] : from, followed };
    });
    return valuesSource(alias ?? '', columns, from, false, !followed);
  }

  /** A function that nobody knows: tables that it is given pass through it, and it may add any column. */
  private unknownCall(name: string, body: Mapping, node: unknown): ScopedSource {
    const tables = listOf(body['args']).flatMap((each) =>
      queryOf(each) ? [this.reader.shape(each, this.ctes, this.left)] : [],
    );
    mentions(
      listOf(body['args']).filter((each) => !queryOf(each)),
      this.left,
      this.reader,
    );
    const shape = tables.reduce(
      (one, other) => ({
        ...joinedRest(one, other),
        columns: columnMap([...one.columns.values(), ...other.columns.values()]),
      }),
      NO_SHAPE,
    );
    return { ...this.unread(`the table function \`${name}\``, node, '', name), shape: { ...shape, opaque: true } };
  }
}

const isCall = ({ kind, body }: Expression): boolean =>
  kind === 'function' || isMadeOfArguments(kind) || 'args' in body || kind === 'method_call';

/** A call without its name and alias: what is left are its arguments. */
const withoutName = ({ name: _name, alias: _alias, ...rest }: Mapping): Mapping => rest;

const merge = (all: readonly Pick<ShapeColumn, 'from' | 'followed'>[]): Pick<ShapeColumn, 'from' | 'followed'> => ({
  from: distinctOrigins(all.flatMap(({ from }) => from)),
  followed: all.every(({ followed }) => followed),
});

const pathOf = (relation: SqlRelation, path: readonly string[]): readonly string[] =>
  relation.kind === 'table' ? path : [relation.name];

/** A table made of values. `isBare`: its fields are found without its name, too. */
function valuesSource(
  alias: string,
  columns: readonly ShapeColumn[],
  values: readonly ColumnOrigin[],
  isBare: boolean,
  opaque = false,
): ScopedSource {
  return { alias, shape: { ...NO_SHAPE, columns: columnMap(columns), values, opaque }, bare: isBare };
}

/** `t.items as item at index`: the number of each item beside it. */
function withIndex(source: ScopedSource, name: string | null): ScopedSource {
  if (name === null) return source;
  const columns = columnMap([...source.shape.columns.values(), { name, from: [], followed: true }]);
  return { ...source, shape: { ...source.shape, columns } };
}

/** Names for the columns of a shape, in their order; where these are not all known, any of them may be meant. */
export function renamed(shape: Shape, names: readonly string[]): Shape {
  if (names.length === 0) return shape;
  const columns = [...shape.columns.values()];
  const isKnown = shape.rest.length === 0 && !shape.opaque && names.length <= columns.length;
  if (isKnown)
    return {
      ...shape,
      columns: columnMap(columns.map((each, index) => ({ ...each, name: names[index] ?? each.name }))),
    };
  const all = rowColumn(shape);
  return {
    ...shape,
    rest: [],
    values: null,
    opaque: false,
    columns: columnMap(names.map((name) => ({ ...all, name }))),
  };
}

const rowColumn = (shape: Shape): Pick<ShapeColumn, 'from' | 'followed'> => {
  const columns = [...shape.columns.values()];
  const every = shape.rest.map((relation): ColumnOrigin => ({
    relation,
    column: '*',
    via: 'identity',
    masking: false,
  }));
  const from = [...columns.flatMap((each) => each.from), ...every, ...(shape.values ?? [])];
  return { from: distinctOrigins(from), followed: !shape.opaque && columns.every(({ followed }) => followed) };
};
