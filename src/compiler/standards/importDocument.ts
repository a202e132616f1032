import type { Diagnostic } from '../diagnostic.js';
import { finding } from '../document/yaml/finding.js';
import { parseYaml, type YamlDocument } from '../document/yaml/yaml.js';
import type { SourceFile } from '../source.js';
import { importAvro } from './avro/importAvro.js';
import { importDcs } from './dcs/importDcs.js';
import { importDbtModels } from './dbt/importDbtModels.js';
import { importJsonSchema } from './jsonSchema/importJsonSchema.js';
import { withKnownTypes } from './common/knownTypes.js';
import { refused, type ImportedDocument, type Importer } from './common/importer.js';
import { importOdcs } from './odcs/read/importOdcs.js';
import { importOdps } from './odps/importOdps.js';
import { isMapping, type Mapping } from '../values/json.js';

/** A manifest.json may be too large for a parser that keeps every place; it says at its beginning what it is. */
const isDbtManifest = ({ content }: SourceFile): boolean => /^\uFEFF?\s*\{[^]{0,500}"dbt_schema_version"/.test(content);
const isRecord = ({ type, fields }: Mapping): boolean => type === 'record' || Array.isArray(fields);
const isDbt = ({ models, nodes, metadata }: Mapping): boolean =>
  Array.isArray(models) || (isMapping(nodes) && isMapping(metadata));
const isJsonSchema = (value: Mapping): boolean =>
  ['$schema', '$ref', 'properties', 'items'].some((key) => value[key] !== undefined);

function importerOf(value: Mapping): Importer | null {
  if (value['kind'] === 'DataContract') return importOdcs;
  if (value['kind'] === 'DataProduct') return importOdps;
  if (value['dataContractSpecification'] !== undefined) return importDcs;
  if (isRecord(value)) return importAvro;
  if (isDbt(value)) return importDbtModels;
  return isJsonSchema(value) ? importJsonSchema : null;
}

const EXPECTED =
  'a document of the Open Data Contract Standard (kind: DataContract) or the Open Data Product Standard (kind: DataProduct), a Data Contract Specification, a JSON Schema, an Avro record, or the schema YAML or manifest.json of dbt';

function unknown(document: YamlDocument): Diagnostic {
  const message = 'It is no document of a standard that can be taken in';
  return finding({ code: 'DOCUMENT_WRONG_KIND', message, expected: EXPECTED, location: document.locate([]) });
}

/**
 * Takes in a document of a standard as output ports of a product (docs/standards.md); which standard, it says itself.
 * Never throws; what breaks the standard is refused with the place.
 */
export function importDocument(file: SourceFile, namespace?: string): ImportedDocument {
  if (isDbtManifest(file)) return withKnownTypes(importDbtModels(file, namespace), file);
  const { document, diagnostics } = parseYaml(file);
  if (!document) return refused(diagnostics);
  const importer = isMapping(document.value) ? importerOf(document.value) : null;
  return importer ? withKnownTypes(importer(file, namespace), file) : refused([unknown(document)]);
}
