import { describeProduct, type DescribedProduct } from '../report/describeProduct.js';
import { notThere } from '../catalog/notThere.js';
import { asJson, type Setting } from '../catalog/Setting.js';

/** Consumers of a port that are named; of more than these the number is told. */
const NAMED = 100;

const QUERY = `
  query Product($fqn: String!, $version: SemVer) {
    product(fqn: $fqn, version: $version) {
      fqn name version description tags
      domain { name }
      ownership { team email slack }
      outputPorts {
        fqn name description table tags terms { name }
        sla { freshness availability quality { metric target } }
        consumers(first: ${NAMED}) { totalCount nodes { fqn } }
      }
      inputPorts {
        fqn name description freshnessRequirement
        source { __typename ... on IngestionSource { type source } ... on DataProductSource { ref } }
      }
    }
  }`;

/**
 * `floe products describe sales.customer-360` (ADR-0021, Data Mesh Discovery), from one query. Throws Failure 1 where
 * there is no such product.
 */
export async function productsDescribe(
  { client, terminal }: Setting,
  fqn: string,
  options: { readonly json?: boolean; readonly at?: string },
): Promise<void> {
  const { product } = await client.ask<{ product: DescribedProduct | null }>(QUERY, { fqn, version: options.at });
  if (!product) throw await notThere(client, 'product', fqn, options.at);
  terminal.out(options.json ? asJson(product) : describeProduct(product));
}
