import { defineRule } from '../rule/rule.js';

/** docs/decisions/0002: a product to come; the contract is established when it arrives. */
export const contractProviderUnpublished = defineRule<{ ref: string; product: string }>({
  code: 'CONTRACT_PROVIDER_UNPUBLISHED',
  family: 'contract',
  severity: 'warning',
  title: 'The provider of an input port is not published yet.',
  why: 'Until it is there is no contract, and nothing can be held against its schema or SLA.',
  example: {
    bad: '# mesh.yaml\ndomains: [finance]\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]',
    good: '# mesh.yaml\npublished: {finance.billing.invoices: {}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.billing.invoices}}]',
  },
  mend: 'Publish the provider; nothing else is to be done here. `unpublished_provider: error` refuses such products.',
  check({ inputs, platform }, out) {
    for (const input of inputs) {
      if (input.provider?.kind !== 'unpublished') continue;
      const { ref, product } = input.provider;
      out.fail(input, { ref, product }, { severity: platform.contractPolicy.unpublishedProvider ?? 'warning' });
    }
  },
  message: (_, { ref, product }) => `Input port '${ref}': ${product} is not published yet`,
  hint: () => 'The contract is established when it is published',
});
