import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Actions } from '../../src/actions/actions.js';
import type { SourceFile } from '../../src/compiler/source.js';
import type { ManifestRequest } from '../../src/actions/publishManifest.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';

export const ACME = path.resolve(import.meta.dirname, '../../examples/acme');

/** Where each manifest of examples/acme is published, enterprise first. */
export const ACME_MANIFESTS: readonly { readonly file: string; readonly ref: string }[] = (
  JSON.parse(readFileSync(path.join(ACME, 'registry.json'), 'utf8')) as { manifests: { file: string; ref: string }[] }
).manifests;

/** The products: what the enterprise shares, then those of ADR-0021 in the order in which it lists them as consumers. */
export const ACME_PRODUCTS = [
  'enterprise/reference-data',
  'sales/customer-360',
  'sales/opportunity-pipeline',
  'marketing/campaign-attribution',
  'finance/revenue-metrics',
  'marketing/targeting-engine',
  'risk/counterparty-risk',
];

const text = (file: string): string => readFileSync(path.join(ACME, file), 'utf8');

export function acmeManifest(file: string): ManifestRequest {
  return { source: text(file), file, ref: ACME_MANIFESTS.find((each) => each.file === file)?.ref ?? null };
}

/** A product of the example as a request, its document changed by `edit` where given, and so its files. */
export function acmeProduct(
  name: string,
  edit: { readonly source?: (text: string) => string; readonly file?: (file: SourceFile) => SourceFile } = {},
): ProductRequest {
  const [domain = '', product = ''] = name.split('/');
  const folder = path.join(ACME, 'domains', domain, 'products', product);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'data-product.yaml')
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    // As floe sends them: of seeds their names alone.
    .map((file) => ({
      path: path.relative(folder, file),
      content: file.endsWith('.csv') ? '' : readFileSync(file, 'utf8'),
    }));
  const source = readFileSync(path.join(folder, 'data-product.yaml'), 'utf8');
  return {
    source: edit.source ? edit.source(source) : source,
    file: 'data-product.yaml',
    files: edit.file ? files.map(edit.file) : files,
  };
}

/** marketing.campaign-attribution with a version and further columns on the port that sales.customer-360 reads. */
export function campaignAttribution(version: string, columns: (names: Record<string, object>) => void): ProductRequest {
  const names: Record<string, object> = {};
  columns(names);
  const made = Object.keys(names).map((name) => `    min(campaign) as ${name},\n`);
  return acmeProduct('marketing/campaign-attribution', {
    source: (text) => text.replace('version: "1.5.0"', `version: "${version}"`),
    file: (file) => {
      // What the port has further, its model makes.
      if (file.path === 'models/gold/gold_customer_interactions.sql')
        return { ...file, content: file.content.replace('select\n', `select\n${made.join('')}`) };
      if (file.path !== 'schemas/customer_interactions.json') return file;
      const schema = JSON.parse(file.content) as { properties: Record<string, object> };
      columns(schema.properties);
      return { ...file, content: JSON.stringify(schema) };
    },
  });
}

/** Publishes the manifests of the example; throws with the findings where one is refused. */
export async function publishAcmeManifests(actions: Actions): Promise<void> {
  for (const { file } of ACME_MANIFESTS) {
    const { manifest, compilation, userErrors } = await actions.publishManifest(acmeManifest(file));
    if (!manifest) throw new Error(JSON.stringify([userErrors, compilation.diagnostics], null, 2));
  }
}

/** Publishes a request; throws with the findings where it is refused. */
export async function mustPublish(actions: Actions, request: ProductRequest): Promise<void> {
  const { product, compilation, userErrors } = await actions.publishProduct(request);
  if (!product) throw new Error(JSON.stringify([userErrors, compilation.diagnostics], null, 2));
}

/** Publishes the whole example. */
export async function publishAcme(actions: Actions, products: readonly string[] = ACME_PRODUCTS): Promise<void> {
  await publishAcmeManifests(actions);
  for (const name of products) await mustPublish(actions, acmeProduct(name));
}
