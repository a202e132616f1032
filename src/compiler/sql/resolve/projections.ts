import { isMapping, type Mapping } from '../../values/json.js';
import { PLACEHOLDER } from '../jinja/placeholders.js';
import { distinctOrigins, through, type ColumnOrigin, type Via } from '../relations/origin.js';
import { bodyOf, dottedNames, expressionOf, functionName, listOf, nameOf, namesOf } from './ast.js';
import { mentions, type Around } from './expressions.js';
import type { Scope, ScopedSource } from './scope.js';
import { columnMap, joinedRest, NO_SHAPE, OPAQUE, rowOf, type Shape, type ShapeColumn } from '../relations/shape.js';

/** Begins what an expression without a name is kept under. */
export const NAMELESS = '#';

export interface Selecting {
  readonly scope: Scope;
  readonly around: Around;
  /** tsql: `name = expression` names a column. */
  readonly namesByEquals: boolean;
  /** `columns(...)` may stand in the statement: where its text has not that word, no expression is searched for it. */
  readonly callsColumns: boolean;
  /** Origins that only decide. */
  note(origins: readonly ColumnOrigin[]): void;
}

/** What a select list gives. */
export function projected(list: unknown, selecting: Selecting): Shape {
  const columns: ShapeColumn[] = [];
  let passing: Shape = NO_SHAPE;
  const pass = (shape: Shape): void => {
    columns.push(...shape.columns.values());
    passing = { ...joinedRest(passing, shape), columns: new Map() };
  };
  for (const item of listOf(list)) {
    const { expression, names } = written(item, selecting);
    const star = starOf(expression, selecting);
    if (star) pass(star);
    else if (isMacro(expression) && names.length === 0) pass(macroColumns(expression, selecting));
    else
      for (const column of columnsOf(expression, names, columns.length, selecting)) {
        columns.push(column);
        selecting.scope.own.set(column.name.toLowerCase(), column);
      }
  }
  return { ...passing, columns: columnMap(columns) };
}

interface Written {
  readonly expression: unknown;
  readonly names: readonly string[];
}

/** An item of the list, and the names that it is given. */
function written(item: unknown, { namesByEquals, scope }: Selecting): Written {
  const alias = bodyOf(item, 'alias');
  if (alias) {
    const [name, names] = [nameOf(alias['alias']), namesOf(alias['column_aliases'])];
    return { expression: alias['this'], names: names.length > 0 || name === null ? names : [name] };
  }
  const equals = namesByEquals ? bodyOf(item, 'eq') : null;
  const named = equals && bodyOf(equals['left'], 'column');
  if (!equals || !named || named['table'] !== null) return { expression: item, names: [] };
  scope.uses.mention(named, nameOf(named['name']) ?? '', []);
  return { expression: equals['right'], names: namesOf([named['name']]) };
}

function columnsOf(expression: unknown, names: readonly string[], index: number, selecting: Selecting): ShapeColumn[] {
  const found = mentions(expression, selecting.scope, selecting.around);
  selecting.note(found.flatMap(({ origins }) => origins.filter(({ via }) => via === 'condition')));
  const from = distinctOrigins(found.flatMap(({ origins }) => origins));
  const followed = found.every((each) => each.followed);
  const given = names.length > 0 ? names : [ownName(expression) ?? `${NAMELESS}${index}`];
  return given.map((name) => ({ name, from, followed }));
}

/** What a column is called that is given no name: as the column that it is. */
function ownName(node: unknown): string | null {
  const expression = expressionOf(node);
  if (!expression) return null;
  const { kind, body } = expression;
  if (kind === 'column' || kind === 'dot') return dottedNames(node)?.at(-1) ?? nameOf(body['field']);
  if (/^(cast|try_cast|safe_cast|paren)$/.test(kind)) return ownName(body['this']);
  if (kind === 'query_transform') return null;
  return null;
}

/** `*`, `t.*`, `columns('...')` and what is made of the latter; null where it is none. */
function starOf(node: unknown, selecting: Selecting): Shape | null {
  const star = bodyOf(node, 'star');
  if (star) return plainStar(star, node, selecting);
  const through = selecting.callsColumns ? columnsCall(node, 'identity') : null;
  if (!through) return null;
  const shape = rowsOf(selecting.scope.sources);
  const columns = [...shape.columns.values()].map((each) => passedOn(each, through));
  const rest = through === 'identity' ? shape.rest : [];
  if (through === 'identity') return { ...shape, columns: columnMap(columns) };
  selecting.scope.uses.all(shape.rest);
  return { ...shape, rest, opaque: shape.opaque, values: rowOf(shape).origins, columns: columnMap(columns) };
}

const passedOn = (column: ShapeColumn, via: Via): ShapeColumn => ({
  ...column,
  from: column.from.map((origin) => through(origin, via)),
});

/** DuckDB's `columns('em.*')`, `max(columns(*))`: how its columns pass through; null where none stands in it. */
function columnsCall(node: unknown, via: Via): Via | null {
  if (Array.isArray(node)) return firstCall(node as unknown[], via);
  if (!isMapping(node)) return null;
  const expression = expressionOf(node);
  if (expression && /^(function|columns)$/.test(expression.kind) && functionName(expression) === 'columns') return via;
  if (expression && (expression.kind === 'select' || expression.kind === 'subquery')) return null;
  return firstCall(Object.values(expression?.body ?? node), expression ? 'transformation' : via);
}

function firstCall(nodes: readonly unknown[], via: Via): Via | null {
  for (const each of nodes) {
    const found = columnsCall(each, via);
    if (found) return found;
  }
  return null;
}

function plainStar(star: Mapping, node: unknown, selecting: Selecting): Shape {
  const { scope, around } = selecting;
  const table = nameOf(star['table']);
  const sources = table === null ? scope.sources.filter(({ filters }) => filters !== true) : behind(table, scope);
  if (sources === null) return fieldsOf(table ?? '', node, selecting);
  const all = rowsOf(sources);
  const replaced = listOf(star['replace']).flatMap((each) => {
    const item = isMapping(each) && 'this' in each ? each : bodyOf(each, 'alias');
    const name = nameOf(item?.['alias']);
    const found = mentions(item?.['this'], scope, around);
    const from = distinctOrigins(found.flatMap(({ origins }) => origins));
    return name === null ? [] : [{ name, from, followed: found.every(({ followed }) => followed) }];
  });
  const renames = new Map(
    listOf(star['rename']).flatMap((each) => {
      const [from, to] = listOf(each).map(nameOf);
      return from && to ? [[from.toLowerCase(), to] as const] : [];
    }),
  );
  const without = new Set(
    [...namesOf(star['except']), ...replaced.map(({ name }) => name)].map((each) => each.toLowerCase()),
  );
  const kept = [...all.columns.values()].filter(({ name }) => !without.has(name.toLowerCase()));
  const named = kept.map((each) => ({ ...each, name: renames.get(each.name.toLowerCase()) ?? each.name }));
  const moved = [...renames]
    .filter(([name]) => !all.columns.has(name))
    .map(([name, to]) => ({ name: to, ...originsOf(scope, name) }));
  return { ...all, columns: columnMap([...named, ...moved, ...replaced]) };
}

const originsOf = (scope: Scope, name: string): Pick<ShapeColumn, 'from' | 'followed'> => {
  const { origins, followed } = scope.unqualified(name);
  return { from: origins, followed };
};

/** null: no source is called that. */
function behind(table: string, scope: Scope): readonly ScopedSource[] | null {
  const source = scope.sourceAround(table);
  return source ? [source] : null;
}

/** `address.*`: the fields of a record, whichever these are. */
function fieldsOf(name: string, node: unknown, { scope, around }: Selecting): Shape {
  const [found] = mentions({ star: { table: { name } } }, scope, around);
  const body = isMapping(node) ? node : {};
  scope.uses.mention(body, name, null);
  if (!found) return OPAQUE;
  return { ...NO_SHAPE, values: found.origins.map((each) => through(each, 'transformation')), opaque: !found.followed };
}

/** The columns of several sources side by side. */
const rowsOf = (sources: readonly ScopedSource[]): Shape =>
  sources.reduce<Shape>(
    (all, { shape }) => ({
      ...joinedRest(all, shape),
      columns: columnMap([...all.columns.values(), ...shape.columns.values()]),
    }),
    NO_SHAPE,
  );

/** A macro that stands for whole columns. */
const isMacro = (node: unknown): boolean => {
  const expression = expressionOf(node);
  if (!expression) return false;
  const name = expression.kind === 'column' ? nameOf(node) : functionName(expression);
  return name !== null && PLACEHOLDER.test(name);
};

function macroColumns(node: unknown, { scope, around }: Selecting): Shape {
  mentions(node, scope, around);
  return OPAQUE;
}
