import { defineRule } from '../rule/rule.js';

/** Decision 11: a domain's own products may always read; of all others a port that grants nothing lets in nobody. */
export const governancePortUnreadable = defineRule<{ domain: string }>({
  code: 'GOVERNANCE_PORT_UNREADABLE',
  family: 'governance',
  severity: 'warning',
  title: 'An output port states access and lets nobody read it.',
  why: 'A port is there to be read. Its own domain may, yet people and tools, and all other domains, may not.',
  example: {
    bad: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {default: deny}}]',
    good: '# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {default: deny, grants: [{role: analysts, access: read}]}}]',
  },
  mend: 'Grant it to a domain, a product or a role. A grant to its own domain says that it is meant for that alone.',
  check({ outputs, document, platform }, out) {
    for (const port of outputs) {
      const { stated, default: otherwise, grants } = port.access;
      if (!stated || otherwise === 'allow' || grants.length > 0) continue;
      const location = document?.locateKey(['output_ports', port.order, 'access']) ?? port.location;
      out.fail(port, { domain: platform.domain.name }, { location });
    }
  },
  message: (port) => `Output port '${port}' denies everybody and grants nobody`,
  expected: () => 'a grant to a domain, a product or a role',
  hint: ({ domain }) => `Where it is for its own domain alone, say so: domain: ${domain}, access: read`,
});
