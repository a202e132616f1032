import type { Decoded } from '../../document/decode.js';
import type { DbtModel } from '../../document/dbt/project/project.js';
import type { DataProduct } from '../../document/product.js';
import { nearest } from '../../values/nearest.js';
import { sameName } from '../columns/columnTests.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';
import { modelsOf } from './madeColumns.js';
import type { ModelFacts } from './modelFacts.js';

/** An output port whose table no model of the product writes. */
export interface UnwrittenTable {
  readonly output: OutputPortFacts;
  /** The tables that its models write. */
  readonly written: readonly string[];
  readonly meant: string | null;
}

/**
 * The output ports that nothing writes. A product whose models are not at hand, or that transforms by other means than dbt
 * too, tells of none; nor does one with a model outside every layer: where that one writes nobody knows. A dbt snapshot may write a table too.
 */
export function unwrittenTables(
  outputs: readonly OutputPortFacts[],
  models: readonly ModelFacts[],
  { value }: Decoded<DataProduct>,
  snapshots: readonly DbtModel[],
): UnwrittenTable[] {
  const others = (value.transforms ?? []).some(({ type }) => type !== 'dbt');
  if (models.length === 0 || others || models.some(({ table }) => table === null)) return [];
  const written = [...new Set(models.flatMap(({ table }) => table ?? []))].sort();
  const bySnapshot = (table: string): boolean =>
    snapshots.some(({ name, alias }) => sameName(table.slice(table.lastIndexOf('.') + 1), alias ?? name));
  return outputs
    .filter((output) => modelsOf(output, models).length === 0 && !bySnapshot(output.port.table))
    .map((output) => ({ output, written, meant: nearest(output.port.table, written) }));
}
