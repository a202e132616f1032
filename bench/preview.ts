import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'graphql';
import { createActions } from '../src/actions/createActions.js';
import { Database } from '../src/entities/database.js';
import { catalogResolvers } from '../src/resolvers/index.js';
import { buildCatalogSchema } from '../src/schema/buildSchema.js';
import { asker } from './asker.js';
import { sideBySide } from './measure.js';
import type { Measured } from './measured.js';
import type { ProductRequest } from '../src/actions/kit/productRequest.js';

const DESCRIBE = parse(`query ($fqn: String!) { product(fqn: $fqn) { name version outputPorts { name table
  consumers(first: 50) { totalCount nodes { fqn } } } } }`);
const PREVIEW = parse(`query ($input: PreviewChangeInput!) { previewChange(input: $input) { preview { requiredVersion
  consumers { verdict contract { name } consumer { fqn } changes { path } } downstream { depth product { fqn } } } } }`);

const MANIFEST = `apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: acme, version: "1.0.0", scope: enterprise}
domains: [{name: shop, namespace: shop}]
`;
const DOMAIN = `apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: shop-domain, version: "1.0.0", scope: domain}
parent: {ref: acme@1.0.0}
domain: {name: shop, namespace: shop}
`;

const COLUMNS = Array.from({ length: 20 }, (_, i) => `c${i}`);

function product(name: string, version: string, columns: readonly string[], reads: string): ProductRequest {
  const listed = columns.map((column) => `{name: ${column}, type: string, description: a column}`).join(', ');
  const source = `apiVersion: floe.dev/v1
kind: DataProduct
metadata: {name: ${name}, version: "${version}"}
domain: {ref: shop-domain@1.0.0}
ownership: {team: shop, email: shop@acme.com}
output_ports:
  - name: out
    description: rows
    table: shop.gold.${name}
    schema: {columns: [${listed}]}
    access: {default: deny, grants: [{role: analysts, access: read}]}
${reads}`;
  return { source, file: 'data-product.yaml', files: [] };
}

const reader = (i: number): ProductRequest =>
  product(
    `reader-${i}`,
    '1.0.0',
    ['id'],
    `input_ports: [{name: in, source: {type: data_product, ref: shop.orders.out${i % 2 === 0 ? `, columns: [c${i % 20}]` : ''}}}]\n`,
  );

async function ofSize(consumers: number): Promise<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), 'floe-bench-'));
  const db = await Database.open(`sqlite:${path.join(folder, 'preview.sqlite')}`);
  try {
    const clock = { now: () => new Date() };
    const actions = createActions({ db, clock, actor: { name: 'bench' }, registry: { base: null } });
    for (const [file, source] of [
      ['enterprise.yaml', MANIFEST],
      ['domain.yaml', DOMAIN],
    ] as const)
      if (!(await actions.publishManifest({ source, file })).manifest) throw new Error(file);
    const requests = [
      product('orders', '1.0.0', COLUMNS, ''),
      ...Array.from({ length: consumers }, (_, i) => reader(i)),
    ];
    for (const request of requests) {
      const { product: row, compilation } = await actions.publishProduct(request);
      if (!row) throw new Error(JSON.stringify(compilation.diagnostics));
    }
    const ask = asker(buildCatalogSchema(catalogResolvers).schema, db);
    const input = { product: product('orders', '2.0.0', COLUMNS.slice(1), '') };
    const { statements } = await db.countStatements(() => ask(PREVIEW, { input }));
    const { ours, limit } = await sideBySide(
      () => ask(PREVIEW, { input }),
      () => ask(DESCRIBE, { fqn: 'shop.orders' }),
    );
    const [preview, describe] = [1000 / ours.perSecond, 1000 / limit.perSecond];
    console.log(`preview over ${consumers} consumers: ${preview.toFixed(1)} ms, ${statements.length} statements`);
    console.log(`one describe query:              ${describe.toFixed(1)} ms`);
    console.log(`ratio:                           ${(preview / describe).toFixed(1)}`);
    console.log(
      'method: both through the GraphQL schema on one SQLite file, four at once, in turn for three rounds; medians',
    );
    return { name: 'preview.removal', size: consumers, value: preview / describe };
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A preview of the removal of a column that 1,000 products may read, beside the description of the product: both through
 * the schema on the same store, in turn. Prints the time of one, and their ratio.
 */
export async function benchPreview(sizes: readonly number[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const consumers of sizes) measured.push(await ofSize(consumers));
  return measured;
}
