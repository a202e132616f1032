import { beforeAll, describe, expect, it } from 'vitest';
import { acmeProduct } from '../support/acme.js';
import { databases } from '../support/databases.js';
import { type GraphQLAnswer, startTestServer, type TestServer } from '../support/server.js';

const NUL = '\u0000';
const HALF = '\ud83d';
const customer360 = acmeProduct('sales/customer-360');

const PUBLISH = `mutation ($i: CompileProductInput!) {
  publishProduct(input: $i) { product { fqn } userErrors { code } compilation { diagnostics { code location { file line column } } } } }`;

/** Where the line of the product's document is in which this stands first, and the column after it. */
function placeIn(text: string): { file: string; line: number; column: number } {
  const lines = customer360.source.split('\n');
  const index = lines.findIndex((each) => each.includes(text));
  return { file: customer360.file, line: index + 1, column: (lines[index] ?? '').indexOf(text) + text.length + 1 };
}

const DESCRIPTION = placeIn('description: ');
/** `# ` stands before it, where `version:` stood. */
const COMMENT = { ...placeIn('version:'), column: placeIn('version:').column - 'version:'.length + 2 };

/** How an operation ends: with errors of a code, with none because nothing is looked for by it, or with a diagnostic. */
type Ending = 'BAD_USER_INPUT' | 'no error' | { readonly code: string; readonly location: unknown };

/** One operation for each place that text comes in by, and how it ends, where that is not with BAD_USER_INPUT. */
const OPERATIONS: readonly (readonly [string, string, Record<string, unknown>, Ending?])[] = [
  ['an argument', '{ product(fqn: "sales.customer\\u0000") { fqn } }', {}],
  ['a variable', 'query ($fqn: String!) { product(fqn: $fqn) { fqn } }', { fqn: `sales.${NUL}` }],
  ['half a pair in a variable', 'query ($fqn: String!) { product(fqn: $fqn) { fqn } }', { fqn: `sales.${HALF}` }],
  [
    'half a pair in a filter',
    'query ($f: DataProductFilter) { products(filter: $f) { totalCount } }',
    { f: { domains: [HALF] } },
  ],
  ['a cursor of a page', 'query ($after: Cursor) { products(after: $after) { nodes { fqn } } }', { after: `x${NUL}` }],
  ['an id', 'query ($id: ID!) { node(id: $id) { id } }', { id: `x${NUL}` }, 'no error'],
  ['ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [`x${NUL}`, 'y'] }, 'no error'],
  ['a cursor', 'query ($after: Cursor) { products(after: $after) { totalCount } }', { after: `x${NUL}` }, 'no error'],
  [
    'a filter',
    'query ($f: DataProductFilter) { products(filter: $f) { totalCount nodes { fqn } } }',
    { f: { text: `a${NUL}b` } },
  ],
  [
    'a filter of names',
    'query ($f: DataProductFilter) { products(filter: $f) { totalCount } }',
    { f: { domains: [`sales${NUL}`] } },
  ],
  [
    'a search',
    'query ($text: String!) { search(text: $text) { totalCount nodes { __typename } } }',
    { text: `customer${NUL}` },
  ],
  ['a lineage', 'query ($of: String!) { lineage(of: $of) { nodes { fqn } } }', { of: `sales.customer-360${NUL}` }],
  ['a diff', 'query ($f: String!) { diff(fqn: $f, from: "1.0.0", to: "1.0.1") { __typename } }', { f: `a.b${NUL}` }],
  [
    'a representation',
    'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    { r: [{ __typename: 'DataProduct', fqn: `a${NUL}` }] },
  ],
  [
    'a reason',
    'mutation ($i: RetireProductInput!) { retireProduct(input: $i) { userErrors { code } } }',
    { i: { fqn: 'risk.counterparty-risk', reason: `gone${NUL}` } },
  ],
  [
    'a document',
    PUBLISH,
    { i: { ...customer360, source: customer360.source.replace('version:', `# ${NUL}\nversion:`) } },
    { code: 'DOCUMENT_SYNTAX', location: COMMENT },
  ],
  [
    'an escape in a document',
    PUBLISH,
    {
      i: {
        ...customer360,
        source: customer360.source.replace(/description: .*/, 'description: "a\\0b"').replace('"3.2.1"', '"3.2.2"'),
      },
    },
    { code: 'DOCUMENT_INVALID_VALUE', location: DESCRIPTION },
  ],
  [
    'half a pair in an escape in a document',
    PUBLISH,
    {
      i: {
        ...customer360,
        source: customer360.source.replace(/description: .*/, 'description: "a\\uD83Db"').replace('"3.2.1"', '"3.2.2"'),
      },
    },
    { code: 'DOCUMENT_INVALID_VALUE', location: DESCRIPTION },
  ],
  [
    'a file of a product',
    PUBLISH,
    {
      i: {
        ...customer360,
        source: customer360.source.replace(/version: ".*"/, 'version: "3.2.2"'),
        files: customer360.files?.map((file) => ({ ...file, content: `${file.content}\n-- ${NUL}\n` })),
      },
    },
    { code: 'DOCUMENT_SYNTAX', location: expect.objectContaining({ column: 4 }) },
  ],
];

async function post(server: TestServer, query: string, variables: object): Promise<[number, GraphQLAnswer]> {
  const body = JSON.stringify({ query, variables });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
  return [response.status, (await response.json()) as GraphQLAnswer];
}

const codesOf = ({ errors = [] }: GraphQLAnswer): unknown[] => [
  ...new Set(errors.map((each) => each.extensions['code'])),
];

interface Published {
  readonly publishProduct: {
    readonly product: null;
    readonly compilation: { readonly diagnostics: readonly unknown[] };
  };
}

function diagnosticsOf(answer: GraphQLAnswer): readonly unknown[] {
  expect(codesOf(answer)).toEqual([]);
  const { product, compilation } = (answer.data as unknown as Published).publishProduct;
  expect(product).toBeNull();
  return compilation.diagnostics;
}

describe('U+0000 or half of a surrogate pair, which PostgreSQL keeps in no text', () => {
  const servers = new Map<string, TestServer>();
  beforeAll(async () => {
    for (const dialect of databases)
      servers.set(dialect, await startTestServer({ dialect, acme: true, lasting: true }));
  });

  it.each(
    OPERATIONS.map(
      ([where, query, variables, ending = 'BAD_USER_INPUT']) => [where, query, variables, ending] as const,
    ),
  )(
    'in %s is answered alike on both stores, as a mistake of the caller, and changes nothing',
    async (_where, query, variables, ending) => {
      const answers: unknown[] = [];
      for (const server of servers.values()) {
        const everything =
          '{ products(first: 100) { nodes { fqn version description } } contractChanges(first: 500) { totalCount } }';
        const before = await server.data(everything);
        const [status, answer] = await post(server, query, variables);
        answers.push(answer);
        expect(status).toBe(200);
        if (typeof ending === 'object') expect(diagnosticsOf(answer)).toContainEqual(ending);
        else expect(codesOf(answer)).toEqual(ending === 'no error' ? [] : [ending]);
        expect(await server.data(everything)).toEqual(before);
      }
      expect(answers[1]).toEqual(answers[0]);
    },
  );
});
