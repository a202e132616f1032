import { complaintFinding } from '../../document/shape/issues.js';
import { textOf } from '../../document/dbt/project/values.js';
import { parseYaml } from '../../document/yaml/yaml.js';
import { refused, type Importer } from '../common/importer.js';
import { fileName, importedPort } from '../common/importedPort.js';
import { AvroReader } from './AvroReader.js';
import { isMapping } from '../../values/json.js';

/** An Avro record schema (`.avsc`) as an output port (Apache Avro 1.12). */
export const importAvro: Importer = (file, namespace) => {
  const { document, diagnostics } = parseYaml(file);
  if (!document || !isMapping(document.value)) return refused(diagnostics);
  const { name, namespace: stated, doc } = document.value;
  const [own, full] = [textOf(stated) ?? undefined, textOf(name) ?? fileName(file.path)];
  const reader = new AvroReader();
  const around = full.includes('.') ? full.slice(0, full.lastIndexOf('.')) : (own ?? '');
  const columns = reader.columns(document.value, [], around);
  if (reader.problems.length > 0) return refused(reader.problems.map((each) => complaintFinding(document, each)));
  const port = importedPort({
    name: full.slice(full.lastIndexOf('.') + 1),
    namespace: namespace ?? (around === '' ? undefined : around),
    description: textOf(doc),
    columns,
  });
  return { product: { output_ports: [port] }, kept: 0, diagnostics: [] };
};
