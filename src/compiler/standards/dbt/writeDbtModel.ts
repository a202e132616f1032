import { HANDLING_NAMES } from '../../facts/classification/handling.js';
import type { DocumentColumn } from '../../document/common.js';
import { renderYaml } from '../common/renderYaml.js';
import type { Mapping } from '../../values/json.js';

const HANDLED = new Set<string>(Object.values(HANDLING_NAMES));

/** A key of several columns is a constraint of the model. */
function constraintsOf(column: DocumentColumn, hasOneKey: boolean): Mapping[] {
  const types = [
    ...(column.required ? ['not_null'] : []),
    ...(column.primary_key && hasOneKey ? ['primary_key'] : []),
    ...(column.unique ? ['unique'] : []),
  ];
  return types.map((type) => ({ type }));
}

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
}

/** The columns of a port as a dbt model whose contract is enforced: a schema YAML (dbt, model contracts). */
export function writeDbtModel({ name, description, columns }: Described): string {
  const keys = columns.filter((column) => column.primary_key).map((column) => column.name);
  const model = {
    name,
    ...(description !== undefined && { description }),
    config: { contract: { enforced: true } },
    ...(keys.length > 1 && { constraints: [{ type: 'primary_key', columns: keys }] }),
    columns: columns.map((column) => columnOf(column, keys.length === 1)),
  };
  return renderYaml({ version: 2, models: [model] });
}
