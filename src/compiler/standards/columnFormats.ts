import { writeAvro } from './avro/writeAvro.js';
import { writeDbtModel } from './dbt/writeDbtModel.js';
import type { DocumentOutputPort } from '../document/product.js';
import type { ExportFormat } from './exportedPort.js';
import { writeJsonSchema } from './jsonSchema/writeJsonSchema.js';

type ColumnFormat = Exclude<ExportFormat, 'floe' | 'odcs'>;

/** The formats that tell the columns of a port and nothing of its product. */
export const COLUMN_FORMATS: Readonly<Record<ColumnFormat, (port: DocumentOutputPort) => string>> = {
  json_schema: (port) => writeJsonSchema(described(port)),
  avro: (port) => writeAvro({ ...described(port), namespace: port.table.slice(0, port.table.lastIndexOf('.')) }),
  dbt: (port) => writeDbtModel({ ...described(port), name: port.table.slice(port.table.lastIndexOf('.') + 1) }),
};

const described = ({ name, description, schema }: DocumentOutputPort) => ({
  name,
  description,
  columns: schema?.columns ?? [],
  keywords: schema?.keywords,
});
