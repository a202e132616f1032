import { accessVerdict } from '../../contracts/access.js';
import { defineRule } from '../rule/rule.js';

/** Decision 11. */
export const contractAccessDenied = defineRule<{ ref: string; consumer: string; consumerDomain: string }>({
  code: 'CONTRACT_ACCESS_DENIED',
  family: 'contract',
  severity: 'error',
  depth: 1,
  title: 'The provider does not let this product read the port.',
  why: "A domain's data is read by those whom it grants it to.",
  example: {
    bad: '# mesh.yaml\npublished: {finance.revenue.invoices: {access: {grants: [{domain: marketing}]}}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]',
    good: '# mesh.yaml\npublished: {finance.revenue.invoices: {access: {grants: [{domain: sales}]}}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]',
  },
  mend: 'Ask the provider for a grant to the domain or to the product. Grants to roles are for people and tools.',
  check({ inputs, platform, fqn }, out) {
    const seeker = { domain: platform.domain.name, product: fqn };
    for (const input of inputs) {
      if (input.provider?.kind !== 'found') continue;
      const { ref, port } = input.provider;
      if (accessVerdict(port.access, port.domain, seeker) !== 'denied') continue;
      out.fail(input, { ref, consumer: fqn, consumerDomain: seeker.domain });
    }
  },
  message: (_, { ref, consumer }) => `${ref} grants ${consumer} no access`,
  hint: ({ ref, consumerDomain }) => `Ask the provider of ${ref} for a grant: domain: ${consumerDomain}, access: read`,
});
