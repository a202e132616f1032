import { documentColumn } from '../../document/columns.js';
import { finding } from '../../document/yaml/finding.js';
import { textOf } from '../../document/dbt/project/values.js';
import { parseYaml } from '../../document/yaml/yaml.js';
import { readJsonSchema } from '../../jsonSchema/readJsonSchema.js';
import { refused, type Importer } from '../common/importer.js';
import { fittingColumn } from '../common/fitting.js';
import { importedPort, fileName } from '../common/importedPort.js';
import { isMapping } from '../../values/json.js';

/** A JSON Schema of one row as an output port, called after its title, else its file. */
export const importJsonSchema: Importer = (file, namespace) => {
  const { columns, row, problem } = readJsonSchema(file);
  if (problem) {
    const message = `It cannot be read as the schema of a table: ${problem.why}`;
    return refused([finding({ code: 'PORT_SCHEMA_INVALID', message, location: problem.location })]);
  }
  const value = parseYaml(file).document?.value;
  const { title, description } = isMapping(value) ? value : {};
  const port = importedPort({
    name: textOf(title) ?? fileName(file.path),
    namespace,
    description: textOf(description),
    columns: columns.map(({ column }) => fittingColumn(documentColumn(column))),
    keywords: row,
  });
  return { product: { output_ports: [port] }, kept: 0, diagnostics: [] };
};
