import { deliver } from '../terminal/deliver.js';
import { Failure } from '../terminal/Failure.js';
import { EXPORT_FORMATS } from '../report/formats.js';
import { notThere, type Named } from '../catalog/notThere.js';
import { asJson, type Setting } from '../catalog/Setting.js';

/** What is exported; the dots in a name tell what it names. */
interface Kind {
  readonly what: Named;
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
  readonly json?: boolean;
}

/**
 * `floe contracts export <name>`: a contract or an output port as a document of the Open Data Contract Standard, a JSON
 * Schema, an Avro schema or a dbt model, a product as one of the Open Data Product Standard. Throws Failure 1 where there
 * is none of that name, Failure 2 where it has no such format.
 */
export async function contractsExport(setting: Setting, name: string, options: ExportOptions): Promise<void> {
  const { what, query, formats, format: usual } = kindOf(name);
  const { format = usual, json } = options;
  if (!formats.includes(format))
    throw new Failure(2, `${what} ${name} cannot be written as ${format}: ${formats.join(', ')}.`);
  const variables = { name, format: format.toUpperCase().replace('-', '_') };
  const { found } = await setting.client.ask<{ found: { source: string } | null }>(query, variables);
  if (!found) throw await notThere(setting.client, what, name);
  const document = json ? `${asJson({ name, format, document: found.source })}\n` : found.source;
  await deliver(setting.terminal, document, options);
}
