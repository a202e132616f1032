import { complaintFinding } from '../../document/shape/issues.js';
import type { DocumentColumn } from '../../document/common.js';
import { listOf, mappingOf, textOf } from '../../document/dbt/project/values.js';
import { parseYaml } from '../../document/yaml/yaml.js';
import { refused, type Importer } from '../common/importer.js';
import { fileName, importedPort } from '../common/importedPort.js';
import { portName } from '../common/names.js';
import { AvroReader } from './AvroReader.js';
import { AvroInliner } from './avroRaw.js';
import { writeAvro } from './writeAvro.js';
import { isMapping, sameValue, type Mapping } from '../../values/json.js';

const qualified = (name: string, around: string): string => (around === '' ? name : `${around}.${name}`);

/** Columns whose fields we would write otherwise keep them as they are, so that they go out as they came in. */
function withFields(
  columns: readonly DocumentColumn[],
  { fields }: Mapping,
  { around, full }: { readonly around: string; readonly full: string },
): DocumentColumn[] {
  const name = full.slice(full.lastIndexOf('.') + 1);
  const written = JSON.parse(writeAvro({ name, namespace: around, columns })) as { fields: Mapping[] };
  const inliner = new AvroInliner();
  return columns.map((column, index) => {
    const field = mappingOf(listOf(fields)[index]);
    const inlined = inliner.field(field, around, qualified(name, around));
    if (sameValue(field, written.fields[index]) || !inlined) return column;
    return { ...column, keywords: { ...column.keywords, avro: inlined } };
  });
}

/** What the record says of itself that a port has no field for, under `avro`; nothing where that is all. */
function recordOf(
  { type: _, name: __, namespace: ___, fields: ____, doc: _____, ...attributes }: Mapping,
  name: string,
  { around, namespace }: { readonly around: string; readonly namespace: string | undefined },
): Mapping {
  const isOwn = namespace !== undefined && namespace !== around;
  const avro = {
    ...attributes,
    ...(portName(name) !== name && { name }),
    ...(isOwn && { namespace: around }),
  };
  return Object.keys(avro).length > 0 ? { avro } : {};
}

/** An Avro record schema (`.avsc`) as an output port (Apache Avro 1.12). */
export const importAvro: Importer = (file, namespace) => {
  const { document, diagnostics } = parseYaml(file);
  if (!document || !isMapping(document.value)) return refused(diagnostics);
  const { name, namespace: stated, doc } = document.value;
  const [own, full] = [textOf(stated) ?? undefined, textOf(name) ?? fileName(file.path)];
  const around = full.includes('.') ? full.slice(0, full.lastIndexOf('.')) : (own ?? '');
  const reader = new AvroReader([qualified(full.slice(full.lastIndexOf('.') + 1), around)]);
  const columns = reader.columns(document.value, [], around);
  if (reader.problems.length > 0) return refused(reader.problems.map((each) => complaintFinding(document, each)));
  const port = importedPort({
    name: full.slice(full.lastIndexOf('.') + 1),
    namespace: namespace ?? (around === '' ? undefined : around),
    description: textOf(doc),
    columns: withFields(columns, document.value, { around, full }),
    keywords: recordOf(document.value, full.slice(full.lastIndexOf('.') + 1), { around, namespace }),
  });
  return { product: { output_ports: [port] }, kept: 0, diagnostics: [] };
};
