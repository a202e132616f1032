import { checkConformance } from '../../contracts/conformance.js';
import { defineRule } from '../rule/rule.js';

/** ADR-0021, Federated Governance Enforcement [4/6]: "Schema compatibility: OK". */
export const contractSchemaIncompatible = defineRule<{ ref: string; mode: string; changes: readonly string[] }>({
  code: 'CONTRACT_SCHEMA_INCOMPATIBLE',
  family: 'contract',
  severity: 'error',
  passesIn: ['data_mesh'],
  depth: 1,
  title: 'The provider port no longer keeps the contract that this product holds.',
  why: 'The product was built on what the contract promised.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id]}}\ncontracts: {finance.revenue.invoices: {columns: [id, amount]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]',
    good: '# mesh.yaml\npublished: {finance.revenue.invoices: {columns: [id, amount]}}\ncontracts: {finance.revenue.invoices: {columns: [id]}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}}]',
  },
  mend: 'Adapt to what the provider offers now and say so: list the columns that are read under `source.columns`, or accept what changed (`floe contracts acknowledge <contract> --response accepted`): the broken contract takes over what the port offers now as its next version, and holds again. Or have the provider restore what it promised.',
  check({ inputs, mesh, platform }, out) {
    const { profile, demoted } = platform.contractPolicy;
    const policy = { profile, ...(demoted && { demoted }) };
    for (const input of inputs) {
      if (input.provider?.kind !== 'found') continue;
      const { ref, port } = input.provider;
      const standing = mesh.standingContracts.find(({ providerPort }) => providerPort === ref);
      const held = { requirement: input.requirement, columns: input.usage?.columns ?? null };
      const conformance = standing && checkConformance(standing.terms, port, held, policy);
      if (!conformance || conformance.ok) {
        out.pass(input, 'Schema compatibility: OK');
        continue;
      }
      const broken = conformance.changes.filter(({ severity }) => severity === 'breaking');
      out.fail(input, { ref, mode: standing.terms.compatibility, changes: broken.map(({ message }) => message) });
    }
  },
  message: (_, { ref, mode }) => `${ref} breaks its contract (${mode})`,
  notes: ({ changes }) => changes,
});
