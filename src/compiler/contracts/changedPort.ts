import type { CompiledContractTerms, CompiledOutputPort, CompiledProduct } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import { compiledColumn } from '../document/columns.js';
import { compiledSla } from '../document/compiledSla.js';
import { decodeDataContract } from '../document/decode.js';
import { finding } from '../document/yaml/finding.js';
import { parseDuration } from '../values/duration.js';
import { withRow } from '../document/kept.js';
import { readJsonSchema, type SchemaColumn } from '../jsonSchema/readJsonSchema.js';
import type { Mapping } from '../values/json.js';
import type { SourceFile } from '../source.js';

interface Changed<T> {
  /** null where the document cannot be read. */
  readonly changed: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A product as it stands, with another JSON Schema for one of its output ports. */
export function withPortSchema(product: CompiledProduct, port: string, schema: SourceFile): Changed<CompiledProduct> {
  const { columns, row, problem } = readJsonSchema(schema);
  if (problem) {
    const { why: message, location } = problem;
    return { changed: null, diagnostics: [finding({ code: 'PORT_SCHEMA_INVALID', message, location, subject: port })] };
  }
  const outputPorts = product.outputPorts.map((each) => (each.name === port ? withSchema(each, columns, row) : each));
  return { changed: { ...product, outputPorts }, diagnostics: [] };
}

function withSchema(port: CompiledOutputPort, columns: readonly SchemaColumn[], row: Mapping): CompiledOutputPort {
  const { kept: standing, ...rest } = port;
  const kept = withRow(standing, row);
  return { ...rest, columns: columns.map(({ column }) => column), ...(kept && { kept }) };
}

/** The terms of a contract as a DataContract document has them; what it does not say stays as it is. */
export function termsOfDocument(
  file: SourceFile,
  standing: CompiledContractTerms,
): Changed<{ readonly version: string; readonly terms: CompiledContractTerms }> {
  const { document, diagnostics } = decodeDataContract(file);
  if (!document) return { changed: null, diagnostics };
  const { metadata, schema, sla, validation } = document.value;
  const notice = validation?.breaking_change_notification;
  const terms = {
    ...standing,
    columns: schema.columns.map(compiledColumn),
    sla: compiledSla(sla),
    compatibility: validation?.schema_compatibility ?? standing.compatibility,
    breakingChangeNotice: notice === undefined ? standing.breakingChangeNotice : parseDuration(notice),
  };
  return { changed: { version: metadata.version, terms }, diagnostics };
}
