import { isMapping, type Mapping } from '../../values/json.js';
import { distinctOrigins, through } from '../relations/origin.js';
import { bodyOf, expressionOf, listOf, nameOf, namesOf } from './ast.js';
import { mentions, type Around } from './expressions.js';
import { Scope } from './scope.js';
import type { SqlUses } from './SqlUses.js';
import { columnMap, type Shape, type ShapeColumn } from '../relations/shape.js';

interface Surroundings {
  readonly uses: SqlUses;
  readonly around: Around;
}

/**
 * `pivot`: the columns that are neither aggregated nor spread stay, each value of the spread one becomes a column that is
 * made of what is aggregated. How warehouses name these differs: further names may be any of them.
 */
export function pivoted(body: Mapping, shape: Shape, { uses, around }: Surroundings): Shape {
  const scope = new Scope([{ alias: '', shape }], null, uses);
  uses.all(shape.rest);
  // DuckDB's statement `pivot t on kind using sum(amount) group by id` says by itself what stays.
  const group = bodyOf(body['group'], 'group');
  const fields = listOf(body['fields']).map(withoutNames);
  const [made, spread] = [
    mentions([fields.length > 0 ? body['expressions'] : null, body['using']], scope, around),
    mentions([fields, fields.length > 0 ? null : body['expressions']], scope, around),
  ];
  const kept =
    group && new Set(mentions(group['expressions'], scope, around).map(({ column }) => column.toLowerCase()));
  const gone = new Set([...made, ...spread].map(({ column }) => column.toLowerCase()));
  const from = distinctOrigins([
    ...made.flatMap(({ origins }) => origins.map((each) => through(each, 'aggregation'))),
    ...spread.flatMap(({ origins }) => origins.map((each) => through(each, 'condition'))),
  ]);
  const followed = made.every((each) => each.followed);
  const named = listOf(body['fields']).flatMap((field) => spreadNames(field));
  const stay = [...shape.columns.values()].filter(({ name }) =>
    kept ? kept.has(name.toLowerCase()) : !gone.has(name.toLowerCase()),
  );
  const columns = [...stay, ...named.map((name): ShapeColumn => ({ name, from, followed }))];
  const values = distinctOrigins([...(shape.values ?? []), ...from]);
  return { ...shape, columns: columnMap(columns), values, opaque: shape.opaque || !followed, reduced: true };
}

/** `kind in ('a' as x)` without the names that it gives. */
function withoutNames(field: unknown): unknown {
  const list = bodyOf(field, 'in');
  if (!list) return field;
  return { in: { ...list, expressions: listOf(list['expressions']).map(columnOf) } };
}

/** The names that `for month in ('jan', 'feb' as f)` gives, where one function is aggregated under no name. */
function spreadNames(field: unknown): string[] {
  const values = bodyOf(field, 'in')?.['expressions'];
  return listOf(values).flatMap((value) => nameOf(bodyOf(value, 'pivot_alias')?.['alias'] ?? value) ?? []);
}

/** `unpivot`: the listed columns become rows of one, under one name; their names go into another. */
export function unpivoted(body: Mapping, shape: Shape, { uses, around }: Surroundings): Shape {
  const scope = new Scope([{ alias: '', shape }], null, uses);
  const listed = listOf(body['columns']).flatMap((each) => listOf(mentions(columnOf(each), scope, around)));
  const gone = new Set((listed as { column: string }[]).map(({ column }) => column.toLowerCase()));
  const from = distinctOrigins((listed as { origins: ShapeColumn['from'] }[]).flatMap(({ origins }) => origins));
  const stay = [...shape.columns.values()].filter(({ name }) => !gone.has(name.toLowerCase()));
  const made = [...unpivotNames(body['value_column']), ...namesOf(body['value_columns'])].map((name): ShapeColumn => ({
    name,
    from,
    followed: true,
  }));
  const names = unpivotNames(body['name_column']).map((name): ShapeColumn => ({ name, from: [], followed: true }));
  return { ...shape, columns: columnMap([...stay, ...names, ...made]) };
}

const unpivotNames = (node: unknown): string[] => {
  const name = nameOf(node);
  return name === null ? [] : [name];
};

const columnOf = (node: unknown): unknown => {
  const alias = bodyOf(node, 'pivot_alias') ?? bodyOf(node, 'alias');
  return alias ? alias['this'] : node;
};

/** DuckDB's statement `unpivot t on a, b into name k value v`, read as the other form. */
export function asUnpivot(body: Mapping): Mapping {
  const into = bodyOf(body['into'], 'unpivot_columns');
  const [value, ...values] = listOf(into?.['expressions']);
  return {
    columns: body['expressions'],
    name_column: into ? into['this'] : 'name',
    value_column: into ? value : 'value',
    value_columns: values,
  };
}

/** The pivoted table of the statement: written as a name, it arrives as a column. */
export function pivotSource(node: unknown): unknown {
  const expression = expressionOf(node);
  if (expression?.kind !== 'column') return node;
  const { name, table } = expression.body;
  return { table: { name, schema: isMapping(table) ? table : null, catalog: null, alias: null } };
}
