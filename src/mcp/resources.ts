import { ResourceNotFoundError, ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';
import { ask, Refused, type Execute } from './answer/execute.js';
import { notFound } from './tools/near.js';

/** How many documents of a kind a client is listed; every other is read by its name all the same. */
const LISTED = 100;

interface Kind {
  readonly name: 'product' | 'contract' | 'manifest';
  readonly file: string;
  readonly description: string;
  /** Has the aliases `document { source }`. */
  readonly query: string;
  /** Has the aliases `list { nodes { name } }`; null where there is no such list. */
  readonly list: string | null;
}

const KINDS: readonly Kind[] = [
  {
    name: 'product',
    file: 'data-product.yaml',
    description: 'A data product as its document says it, by its fqn.',
    query: 'query Document($name: String!) { document: product(fqn: $name) { source } }',
    list: `query Documents { list: products(first: ${LISTED}) { nodes { name: fqn } } }`,
  },
  {
    name: 'contract',
    file: 'contract.yaml',
    description: 'A contract as a document, by its name.',
    query: 'query Document($name: String!) { document: contract(name: $name) { source } }',
    list: `query Documents { list: contracts(first: ${LISTED}) { nodes { name } } }`,
  },
  {
    name: 'manifest',
    file: 'manifest.yaml',
    description: 'The manifest of an enterprise or a domain, by its name.',
    query: 'query Document($name: String!) { document: manifest(name: $name) { source } }',
    list: null,
  },
];

const MIME = 'application/yaml';

async function sourceOf(execute: Execute, { name: kind, query }: Kind, name: string): Promise<string> {
  const { document } = await ask<{ document: { readonly source: string } | null }>(execute, query, { name });
  if (document) return document.source;
  if (kind !== 'manifest') return notFound(execute, kind, name);
  throw new Refused('NOT_FOUND', `There is no manifest ${name}.`);
}

/** What a client is told of a document that it does not get. */
function toldOf(uri: string, error: unknown): unknown {
  return error instanceof Refused ? new ResourceNotFoundError(uri, error.message) : error;
}

async function listed(execute: Execute, { list, file, description }: Kind): Promise<object[]> {
  if (list === null) return [];
  const { list: found } = await ask<{ list: { nodes: readonly { name: string }[] } }>(execute, list, {});
  return found.nodes.map(({ name }) => ({ uri: `floe://${name}/${file}`, name, description, mimeType: MIME }));
}

/** The documents of the catalog, as `floe://sales.customer-360/data-product.yaml`. */
export function addResources(server: McpServer, execute: Execute): void {
  for (const kind of KINDS) {
    const { name, file, description } = kind;
    const list = async () => ({ resources: (await listed(execute, kind)) as { uri: string; name: string }[] });
    const template = new ResourceTemplate(`floe://{name}/${file}`, { list });
    server.registerResource(name, template, { description, mimeType: MIME }, async ({ href: uri }, variables) => {
      try {
        return { contents: [{ uri, mimeType: MIME, text: await sourceOf(execute, kind, String(variables['name'])) }] };
      } catch (error) {
        throw toldOf(uri, error);
      }
    });
  }
}
