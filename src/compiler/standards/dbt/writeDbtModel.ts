import { HANDLING_NAMES } from '../../facts/classification/handling.js';
import { listOf, textsOf } from '../../document/dbt/project/values.js';
import type { DocumentColumn } from '../../document/common.js';
import { renderYaml } from '../../document/yaml/renderYaml.js';
import type { Mapping } from '../../values/json.js';

const HANDLED = new Set<string>(Object.values(HANDLING_NAMES));

/** A key of several columns is a constraint of the model. */
function constraintsOf(column: DocumentColumn, hasOneKey: boolean): Mapping[] {
  const types = [
    ...(column.required ? ['not_null'] : []),
    ...(column.primary_key && hasOneKey ? ['primary_key'] : []),
    ...(column.unique ? ['unique'] : []),
  ];
  return [...types.map((type) => ({ type })), ...referencesOf(column), ...conditionsOf(column.keywords)];
}

/** `shop.customers.id` as `shop.customers (id)`. */
const referencesOf = ({ references = [] }: DocumentColumn): Mapping[] =>
  references.map((each) => {
    const at = each.lastIndexOf('.');
    return { type: 'foreign_key', expression: at < 0 ? each : `${each.slice(0, at)} (${each.slice(at + 1)})` };
  });

/** What the warehouse holds in its own words. */
const conditionsOf = (keywords: Mapping = {}): Mapping[] =>
  ['check', 'custom'].flatMap((type) => textsOf(keywords[type] ?? []).map((expression) => ({ type, expression })));

/** Of several columns, or of none in particular. */
const rowConstraintsOf = (keywords: Mapping): Mapping[] => [
  ...listOf(keywords['unique']).map((columns) => ({ type: 'unique', columns })),
  ...conditionsOf(keywords),
];

function columnOf(column: DocumentColumn, hasOneKey: boolean): Mapping {
  const constraints = constraintsOf(column, hasOneKey);
  const handling = Object.entries(column).filter(([key, value]) => HANDLED.has(key) && value !== undefined);
  return {
    name: column.name,
    data_type: column.physical_type ?? column.type,
    ...(column.description !== undefined && { description: column.description }),
    ...(constraints.length > 0 && { constraints }),
    ...(column.enum && { data_tests: [{ accepted_values: { arguments: { values: [...column.enum] } } }] }),
    ...(handling.length > 0 && { config: { meta: { floe: Object.fromEntries(handling) } } }),
  };
}

interface Described {
  /** The model: the last part of the table. */
  readonly name: string;
  readonly description?: string | undefined;
  readonly columns: readonly DocumentColumn[];
  /** What constraints promise of a row. */
  readonly keywords?: Mapping;
}

/** The columns of a port as a dbt model whose contract is enforced: a schema YAML (dbt, model contracts). */
export function writeDbtModel({ name, description, columns, keywords = {} }: Described): string {
  const keys = columns.filter((column) => column.primary_key).map((column) => column.name);
  const key = keys.length > 1 ? [{ type: 'primary_key', columns: keys }] : [];
  const constraints = [...key, ...rowConstraintsOf(keywords)];
  const model = {
    name,
    ...(description !== undefined && { description }),
    config: { contract: { enforced: true } },
    ...(constraints.length > 0 && { constraints }),
    columns: columns.map((column) => columnOf(column, keys.length === 1)),
  };
  return renderYaml({ version: 2, models: [model] });
}
