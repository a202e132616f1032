import type { DocumentColumn } from '../../document/common.js';
import type { DocumentOutputPort } from '../../document/product.js';
import { ColumnNames, renamedColumns } from './columnNames.js';
import { portName, tableName } from './names.js';

/** `schemas/orders.schema.json`: orders. */
export const fileName = (path: string): string => (path.split(/[\\/]/).at(-1) ?? '').replace(/\..*$/, '');

interface Imported {
  readonly name: string;
  /** Where its table lies; where nobody says, the namespace `unknown` stands in for what must be filled in. */
  readonly namespace: string | undefined;
  readonly table?: string | undefined;
  readonly description: string | null;
  readonly columns: readonly DocumentColumn[];
}

/** An output port of what a document describes, as a data-product.yaml writes it. */
export function importedPort({
  name,
  namespace = 'unknown',
  table,
  description,
  columns,
}: Imported): DocumentOutputPort {
  const names = new ColumnNames();
  return {
    name: portName(name),
    ...(description !== null && { description }),
    table: tableName(table ?? name, namespace),
    ...(columns.length > 0 && { schema: { columns: renamedColumns(columns, (each) => names.rename(each)) } }),
  };
}
