import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import {
  buildSchema,
  Kind,
  parse,
  stripIgnoredCharacters,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCES = path.join(ROOT, 'portal/src');
const HEAD = '/* Generated from documents.graphql beside it by `npm run generate`. */\n';

/** How scalars of the catalog come in JSON. */
const SCALARS = {
  ID: 'string',
  Cursor: 'string',
  DateTime: 'string',
  Duration: 'string',
  JSON: 'unknown',
  Percentage: 'string',
  SemVer: 'string',
};

const operationsOf = ({ definitions }: DocumentNode): OperationDefinitionNode[] =>
  definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);

/** The text of an operation with the fragments of its file that it spreads, as it is sent. */
function textOf(operation: OperationDefinitionNode, { definitions }: DocumentNode, source: string): string {
  const written = (node: { readonly loc?: { readonly start: number; readonly end: number } }): string =>
    source.slice(node.loc?.start, node.loc?.end);
  const texts = [written(operation)];
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  for (let index = 0; index < texts.length; index += 1)
    for (const each of fragments) {
      const text = written(each);
      if (new RegExp(`\\.\\.\\.\\s*${each.name.value}\\b`).test(texts[index] ?? '') && !texts.includes(text))
        texts.push(text);
    }
  return stripIgnoredCharacters(texts.join(' '));
}

/** One operation as a constant, with the types that the generator made for it. */
function constantOf(operation: OperationDefinitionNode, document: DocumentNode, source: string): string {
  const name = operation.name?.value ?? '';
  const kind = `${operation.operation[0]?.toUpperCase()}${operation.operation.slice(1)}`;
  const text = textOf(operation, document, source).replaceAll("'", "\\'");
  return `export const ${name}Document = document<${name}${kind}, ${name}${kind}Variables>(\n  '${text}',\n);\n`;
}

/** The types and constants of one `documents.graphql`. */
async function typed(file: string, sdl: DocumentNode): Promise<string> {
  const source = readFileSync(file, 'utf8');
  const document = parse(source);
  const types = await codegen({
    filename: file,
    schema: sdl,
    documents: [{ location: file, document }],
    plugins: [{ operations: {} }],
    pluginMap: { operations },
    config: {
      scalars: SCALARS,
      immutableTypes: true,
      skipTypename: true,
      enumType: 'string-literal',
      onlyOperationTypes: true,
      useTypeImports: true,
      disableDescriptions: true,
      inputMaybeValue: 'T | null | undefined',
    },
  });
  const { posix } = path;
  const api = posix.relative(path.dirname(file), path.join(SOURCES, 'api/document'));
  const imported = `import { document } from '${api.startsWith('.') ? api : `./${api}`}';\n`;
  const constants = operationsOf(document).map((each) => constantOf(each, document, source));
  return [HEAD, imported, '\n', types.trim(), '\n\n', constants.join('\n')].join('');
}

/** `documents.ts` beside each `documents.graphql` of the portal: its operations, typed by the schema of clients. */
export async function portalDocuments(): Promise<{ readonly path: string; readonly content: string }[]> {
  const sdl = readFileSync(path.join(ROOT, 'schema.api.graphql'), 'utf8');
  buildSchema(sdl);
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'documents.graphql')
    .sort();
  return Promise.all(
    files.map(async (name) => ({
      path: path.posix.join('portal/src', path.dirname(name), 'documents.ts'),
      content: await typed(path.join(SOURCES, name), parse(sdl)),
    })),
  );
}
