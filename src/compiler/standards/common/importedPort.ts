import type { DocumentColumn } from '../../document/common.js';
import type { DocumentOutputPort } from '../../document/product.js';
import { ColumnNames, renamedColumns } from './columnNames.js';
import { portName, tableName } from './names.js';
import type { Mapping } from '../../values/json.js';

/** `schemas/orders.schema.json`: orders. */
export const fileName = (path: string): string => (path.split(/[\\/]/).at(-1) ?? '').replace(/\..*$/, '');

interface Imported {
  readonly name: string;
  /** Where its table lies; where nobody says, the namespace `unknown` stands in for what must be filled in. */
  readonly namespace: string | undefined;
  readonly table?: string | undefined;
  readonly description: string | null;
  readonly columns: readonly DocumentColumn[];
  /** Of a JSON Schema: what it says of a row as a whole. */
  readonly keywords?: Mapping;
}

/** An output port of what a document describes, as a data-product.yaml writes it. */
export function importedPort({
  name,
  namespace = 'unknown',
  table,
  description,
  columns,
  keywords = {},
}: Imported): DocumentOutputPort {
  const names = new ColumnNames();
  const schema = {
    ...(columns.length > 0 && { columns: renamedColumns(columns, (each) => names.rename(each)) }),
    ...(Object.keys(keywords).length > 0 && { keywords }),
  };
  return {
    name: portName(name),
    ...(description !== null && { description }),
    table: tableName(table ?? name, namespace),
    ...(Object.keys(schema).length > 0 && { schema }),
  };
}
