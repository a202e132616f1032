import { writeFile } from 'node:fs/promises';
import { importDocument, renderLocations, renderYaml } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostic.js';
import { excerpt } from '../excerpt.js';
import { Failure } from '../Failure.js';
import { readText } from '../loadProject.js';
import { asJson, type Setting } from '../Setting.js';

export const EXPORT_FORMATS = ['odcs', 'floe', 'json-schema', 'avro', 'dbt', 'odps'];

/** What is exported; the dots in a name tell what it names. */
interface Kind {
  readonly what: string;
  readonly query: string;
  readonly format: string;
  readonly formats: readonly string[];
}

const query = (by: string, format: string): string =>
  `query Export($name: String!, $format: ${format}!) { found: ${by}: $name) { source(format: $format) } }`;

const CONTRACT: Kind = {
  what: 'contract',
  query: query('contract(name', 'ContractFormat'),
  format: 'odcs',
  formats: EXPORT_FORMATS.filter((each) => each !== 'odps'),
};
const PORT: Kind = {
  ...CONTRACT,
  what: 'output port',
  query: query('outputPort(fqn', 'ContractFormat'),
};
const PRODUCT: Kind = {
  what: 'product',
  query: query('product(fqn', 'ProductFormat'),
  format: 'odps',
  formats: ['odps', 'floe'],
};

const kindOf = (name: string): Kind => [CONTRACT, PRODUCT][name.split('.').length - 1] ?? PORT;

interface ExportOptions {
  readonly format?: string;
  readonly output?: string;
}

/** To the file, else to stdout. */
async function deliver({ terminal }: Setting, text: string, output: string | undefined): Promise<void> {
  if (output === undefined) terminal.out(text.trimEnd());
  else await writeFile(output, text);
}

/**
 * `floe contracts export <name>`: a contract or an output port as a document of the Open Data Contract Standard, a JSON
 * Schema, an Avro schema or a dbt model, a product as one of the Open Data Product Standard. Throws Failure 1 where there
 * is none of that name, Failure 2 where it has no such format.
 */
export async function contractsExport(setting: Setting, name: string, options: ExportOptions): Promise<void> {
  const { what, query, formats, format: usual } = kindOf(name);
  const { format = usual, output } = options;
  if (!formats.includes(format))
    throw new Failure(2, `${what} ${name} cannot be written as ${format}: ${formats.join(', ')}.`);
  const variables = { name, format: format.toUpperCase().replace('-', '_') };
  const { found } = await setting.client.ask<{ found: { source: string } | null }>(query, variables);
  if (!found) throw new Failure(1, `there is no ${what} ${name}.`);
  await deliver(setting, found.source, output);
}

/** A finding in a line, the line it is about with a caret, and what to write. */
function told(finding: Diagnostic, content: string): string {
  const { location, notes } = finding;
  const lines = [renderLocations([finding]).trimEnd(), location ? excerpt(content, location) : ''];
  return [...lines, ...notes.map((note) => `  ${note}`)].filter((each) => each !== '').join('\n');
}

interface ImportOptions {
  readonly namespace?: string;
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * `floe contracts import <file>`: a document of a standard as fields of a data-product.yaml. What our model does not
 * hold of it stands under `extensions`, so that nothing is lost. Throws Failure 1 where the document breaks its standard.
 */
export async function contractsImport(setting: Setting, file: string, options: ImportOptions): Promise<void> {
  const { namespace, output, json } = options;
  const content = await readText(file);
  const { product, kept, diagnostics } = importDocument({ path: file, content }, namespace);
  for (const each of diagnostics) setting.terminal.err(told(each, content));
  if (!product) throw new Failure(1, `${file} was not taken in.`);
  await deliver(setting, json ? `${asJson(product)}\n` : renderYaml(product), output);
  if (kept > 0) setting.terminal.err(`${kept} things that a data product has no field for stand under extensions.`);
}
