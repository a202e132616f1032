// Typed documents without a client library: what they ask and are answered, the compiler knows (docs/clients.md).
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';
import {
  FeedDocument,
  LastCursorDocument,
  ProductsDocument,
  RequestAccessDocument,
  TakeBackDocument,
  type FeedSubscription,
  type ProductsQuery,
  type TypedDocumentString,
} from './generated/graphql.js';

const url = `${process.env['FLOE_CATALOG_URL'] ?? 'http://127.0.0.1:4000'}/graphql`;

/** Asks a query or a mutation; throws where it could not be carried out. */
async function ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
  if (!data || errors) throw new Error(errors?.map(({ message }) => message).join('\n') ?? `HTTP ${response.status}`);
  return data;
}

/** Every product, three a page. */
async function* allProducts(): AsyncGenerator<ProductsQuery['products']['edges'][number]['node']> {
  let after: string | null | undefined;
  do {
    const { products } = await ask(ProductsDocument, { first: 3, after });
    for (const { node } of products.edges) yield node;
    after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
  } while (after);
}

const fqns: string[] = [];
for await (const { fqn, outputPorts } of allProducts()) {
  assert.ok(outputPorts.every((port) => port.fqn.startsWith(`${fqn}.`)));
  fqns.push(fqn);
}
assert.ok(fqns.length > 3 && new Set(fqns).size === fqns.length, 'every product comes once');
console.log(`codegen: ${fqns.length} products, 3 a page`);

/** Asks for access in the name of finance; what is wrong with the input comes in `userErrors`. */
const requestAccess = async (port: string, purpose: string) =>
  (await ask(RequestAccessDocument, { input: { port, for: 'domain:finance', purpose } })).requestAccess;

const refused = await requestAccess('sales.customer-360.custmers', 'Revenue by audience.');
assert.equal(refused.request, null);
assert.deepEqual(
  refused.userErrors.map(({ code, path }) => [code, path]),
  [['NOT_FOUND', ['input', 'port']]],
);
console.log(`codegen: ${refused.userErrors[0]?.message}`);

// The feed as Server-Sent Events, from a cursor on: what happens before the subscription stands is told too.
const after = (await ask(LastCursorDocument, {})).contractChanges.pageInfo.endCursor;
const { request, userErrors } = await requestAccess('marketing.targeting-engine.audiences', 'Revenue by audience.');
assert.ok(request, userErrors[0]?.message);
const events = createClient({ url });
const feed = events.iterate<FeedSubscription>({ query: FeedDocument.toString(), variables: { after } });
for await (const { data, errors } of feed) {
  assert.equal(errors, undefined);
  if (data?.catalogChanged.subject?.id !== request.id) continue;
  console.log(`codegen: the feed tells of it: ${data?.catalogChanged.kind} at ${data?.catalogChanged.cursor}`);
  break;
}
events.dispose();

const { decideAccess } = await ask(TakeBackDocument, { id: request.id });
assert.deepEqual(decideAccess.userErrors, []);
