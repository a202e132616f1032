import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

/** ADR-0021, Federated Governance Enforcement [4/6]; docs/decisions/0002. */
export const contractInputPortNotFound = defineRule<{
  ref: string;
  domain: string;
  domainKnown: boolean;
  nearMatches: readonly string[];
}>({
  code: 'CONTRACT_INPUT_PORT_NOT_FOUND',
  family: 'contract',
  severity: 'error',
  passesIn: ['data_mesh'],
  title: 'An input port names an output port that does not exist.',
  why: 'Nobody can promise what nobody provides.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.revenue.orders: {}}\n# data-product.yaml\ninput_ports: [{name: revenue, source: {type: data_product, ref: finance.revenue.invoices}}]',
    good: '# mesh.yaml\npublished: {finance.revenue.invoices: {}}\n# data-product.yaml\ninput_ports: [{name: revenue, source: {type: data_product, ref: finance.revenue.invoices}}]',
  },
  mend: 'Correct `source.ref`; `floe products list` shows the ports of every product.',
  check({ inputs }, out) {
    for (const input of inputs) {
      const { provider } = input;
      if (provider?.kind === 'found') out.pass(input, `Input: ${provider.ref}`);
      if (provider?.kind !== 'absent') continue;
      const [domain = ''] = provider.ref.split('.');
      const { ref, known, nearMatches } = provider;
      out.fail(input, { ref, domain, domainKnown: known, nearMatches });
    }
  },
  message: (_, { ref }) => `Input port '${ref}' not found`,
  expected: ({ nearMatches }) => (nearMatches.length > 0 ? enumerate(nearMatches.slice(0, 5), 'or') : undefined),
  hint: ({ nearMatches: [near] }) => (near === undefined ? undefined : `Did you mean ${near}?`),
  notes: ({ domain, domainKnown }) => [
    domainKnown ? `The ${domain} domain does not expose this port` : `This catalog knows no ${domain} domain`,
  ],
});
