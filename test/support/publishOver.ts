import { ACME_MANIFESTS, ACME_PRODUCTS, acmeManifest, acmeProduct } from './acme.js';
import type { TestServer } from './server.js';

const MANIFEST = `mutation ($input: PublishManifestInput!) { publishManifest(input: $input) {
  manifest { name } diagnostics { code message } userErrors { message } } }`;
const PRODUCT = `mutation ($input: CompileProductInput!) { publishProduct(input: $input) {
  product { fqn } compilation { diagnostics { code message } } userErrors { message } } }`;

/** Publishes the whole example through the API of a started server; throws with the findings where anything is refused. */
export async function publishAcmeOver(server: Pick<TestServer, 'data'>): Promise<void> {
  for (const { file } of ACME_MANIFESTS) {
    const { publishManifest } = await server.data<{ publishManifest: { manifest: unknown } }>(MANIFEST, {
      input: acmeManifest(file),
    });
    if (!publishManifest.manifest) throw new Error(JSON.stringify(publishManifest));
  }
  for (const name of ACME_PRODUCTS) {
    const { publishProduct } = await server.data<{ publishProduct: { product: unknown } }>(PRODUCT, {
      input: acmeProduct(name),
    });
    if (!publishProduct.product) throw new Error(JSON.stringify(publishProduct));
  }
}
