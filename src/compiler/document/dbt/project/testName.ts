import type { DbtTest } from './project.js';

const PYTHON: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

/** Lists and mappings one level deep, as dbt does; deeper ones have no name that we would know. */
const flat = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [value];
const written = (value: unknown): string => PYTHON[String(value)] ?? String(value);

/** The name of a generic test: its own, else the one that dbt makes up: `dbt_utils_recency_orders_day__loaded_at__1`. */
export function testName({ name, package: pack, column, arguments: given, ownName }: DbtTest, model: string): string {
  if (ownName !== null) return ownName;
  const all: Readonly<Record<string, unknown>> = column === null ? given : { ...given, column_name: column };
  const values = Object.keys(all)
    .sort()
    .flatMap((key) => flat(all[key]));
  const clean = values.map((value) => written(value).replace(/[^0-9a-zA-Z_]+/g, '_'));
  return `${pack === null ? '' : `${pack}_`}${name}_${model}_${clean.join('__')}`;
}
