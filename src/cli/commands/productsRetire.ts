import { mustBeAccepted, type UserErrorAnswer } from '../report/compilation.js';
import { asJson, type Setting } from '../catalog/Setting.js';

interface RetireOptions {
  readonly reason: string;
  readonly expectedVersion?: string;
  readonly json?: boolean;
}

interface Answer {
  readonly retireProduct: {
    readonly product: { readonly fqn: string; readonly version: string } | null;
    readonly userErrors: readonly UserErrorAnswer[];
  };
}

const MUTATION = `mutation Retire($input: RetireProductInput!) {
  retireProduct(input: $input) { product { fqn version } userErrors { code path message } } }`;

/** `floe retire <fqn> --reason`: takes a product that nobody consumes out of service. Throws Failure 1 where it is refused. */
export async function productsRetire(
  { client, terminal }: Setting,
  fqn: string,
  { reason, expectedVersion, json }: RetireOptions,
): Promise<void> {
  const { retireProduct } = await client.ask<Answer>(MUTATION, { input: { fqn, reason, expectedVersion } });
  const { product, userErrors } = retireProduct;
  if (json) terminal.out(asJson(retireProduct));
  mustBeAccepted(userErrors);
  if (!json && product) terminal.out(`Retired ${product.fqn} ${product.version}: its versions are kept.`);
}
