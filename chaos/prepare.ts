import { must } from './ask.js';
import { MANIFESTS, reader, written } from './documents.js';

/** So many products are written, by a writer each. */
export const PRODUCTS = 8;

const PRODUCT = `mutation ($input: CompileProductInput!) {
  publishProduct(input: $input) { product { fqn } userErrors { message } compilation { diagnostics { code message } } } }`;
const MANIFEST = `mutation ($input: PublishManifestInput!) {
  publishManifest(input: $input) { manifest { name } userErrors { message } } }`;
/** Writes what is read and written later. */
export async function prepare(url: string): Promise<void> {
  for (const input of MANIFESTS) await must(url, MANIFEST, { input });
  for (let each = 0; each < PRODUCTS; each += 1)
    for (const source of [written(each, 0), reader(each)]) {
      const { publishProduct } = await must<{ publishProduct: { product: unknown } }>(url, PRODUCT, {
        input: { source },
      });
      if (!publishProduct.product) throw new Error(JSON.stringify(publishProduct));
    }
}
