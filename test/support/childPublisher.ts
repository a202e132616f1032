/** A process of its own that publishes products on a store: the URL is its argument, requests come as JSON on stdin. */
import { text } from 'node:stream/consumers';
import { createActions } from '../../src/actions/createActions.js';
import { Database } from '../../src/entities/database.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

const db = await Database.open(process.argv[2] ?? '');
const clock = { now: () => new Date() };
const actions = createActions({ db, clock, actor: { name: 'child' }, registry: { base: null } });
for (const request of JSON.parse(await text(process.stdin)) as ProductRequest[]) {
  const { product, compilation, userErrors } = await actions.publishProduct(request);
  if (!product) throw new Error(JSON.stringify([userErrors, compilation.diagnostics]));
}
await db.close();
