import type { CompiledColumn, CompiledOutputPort } from '../../artifact.js';
import { textOf } from '../../document/dbt/project/values.js';
import { isMapping, type Mapping } from '../../values/json.js';
import { dimensionType } from './dimensions.js';
import { columnSql, freeName, identifier, plainText } from './names.js';

/** What dbt aggregates, in Cube's words (MetricFlow, `agg`). */
const AGGREGATIONS: Readonly<Record<string, string>> = {
  sum: 'sum',
  sum_boolean: 'sum',
  average: 'avg',
  avg: 'avg',
  min: 'min',
  max: 'max',
  count: 'count',
  count_distinct: 'count_distinct',
  median: 'number',
  percentile: 'number',
};

/** The SQL that is aggregated. */
function sqlOf(agg: string, expression: string, percentile: unknown): string {
  const sql = /^[A-Za-z_]\w*$/.test(expression) ? columnSql(expression) : expression;
  if (agg === 'sum_boolean') return `case when ${sql} then 1 else 0 end`;
  if (AGGREGATIONS[agg] !== 'number') return sql;
  return `percentile_cont(${typeof percentile === 'number' ? percentile : 0.5}) within group (order by ${sql})`;
}

/** A measure of a semantic model; none for an aggregation that Cube has not, and where its SQL would be a template. */
function semanticMeasure(measure: Mapping): Mapping[] {
  const [name, agg] = [textOf(measure['name']), textOf(measure['agg'])?.toLowerCase() ?? ''];
  const type = Object.hasOwn(AGGREGATIONS, agg) ? AGGREGATIONS[agg] : undefined;
  if (name === null || type === undefined) return [];
  const expression = String(measure['expr'] ?? name);
  if (/[{}]/.test(expression)) return [];
  const params = measure['agg_params'];
  const [title, description] = [textOf(measure['label']), textOf(measure['description'])];
  return [
    {
      name: identifier(name),
      sql: sqlOf(agg, expression, isMapping(params) ? params['percentile'] : undefined),
      type,
      ...(title !== null && { title: plainText(title) }),
      ...(description !== null && { description: plainText(description) }),
    },
  ];
}

const CURRENCY = /^[A-Z]{3}$/;
const PERCENT = /^(%|percent|percentage)$/i;

/** What the unit of a column says of it: amounts of a currency are added up, shares are averaged. */
function unitMeasures(column: CompiledColumn): Mapping[] {
  const { name, semantic = '', primaryKey, references = [] } = column;
  if (primaryKey || references.length > 0 || dimensionType(column) !== 'number') return [];
  const sql = columnSql(name);
  const words = (what: string): Mapping =>
    column.description === null ? {} : { description: plainText(`${what}: ${column.description}`) };
  const of = (type: string, format: string, what: string): Mapping => ({
    name: identifier(`${name}_${type}`),
    sql,
    type,
    format,
    ...words(what),
  });
  if (PERCENT.test(semantic)) return [of('avg', 'percent', 'Average')];
  return CURRENCY.test(semantic) ? [of('sum', 'currency', 'Sum'), of('avg', 'currency', 'Average')] : [];
}

/** The measures of a port: how many rows it has, those of dbt's semantic models, those that units ask for. */
export function measuresOf(
  { columns }: CompiledOutputPort,
  semantic: readonly Mapping[],
  dimensions: Iterable<string>,
): Mapping[] {
  const taken = new Set(dimensions);
  const all = [
    { name: 'count', type: 'count' },
    ...semantic.flatMap(semanticMeasure),
    ...columns.flatMap(unitMeasures),
  ];
  return all.map((measure) => ({ ...measure, name: freeName(String(measure['name']), taken) }));
}
