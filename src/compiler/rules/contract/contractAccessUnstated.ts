import { accessVerdict } from '../../contracts/access.js';
import { defineRule } from '../rule/rule.js';

/** docs/decisions/0003. */
export const contractAccessUnstated = defineRule<{ ref: string; consumerDomain: string }>({
  code: 'CONTRACT_ACCESS_UNSTATED',
  family: 'contract',
  severity: 'warning',
  depth: 1,
  title: 'The provider port says nothing about access.',
  why: 'A platform that enforces grants denies what nobody granted: the contract stands, the reading may not.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.revenue.invoices: {access: null}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]',
    good: '# mesh.yaml\npublished: {finance.revenue.invoices: {access: {grants: [{domain: sales}]}}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]',
  },
  mend: 'Ask the provider to state `access` with a grant to the domain or to the product.',
  check({ inputs, platform, fqn }, out) {
    const seeker = { domain: platform.domain.name, product: fqn };
    for (const input of inputs) {
      if (input.provider?.kind !== 'found') continue;
      const { ref, port } = input.provider;
      if (accessVerdict(port.access, port.domain, seeker) !== 'unstated') continue;
      out.fail(input, { ref, consumerDomain: seeker.domain });
    }
  },
  message: (_, { ref }) => `${ref} states no access`,
  hint: ({ consumerDomain }) => `Ask its provider to grant it: domain: ${consumerDomain}, access: read`,
});
