import { fitFreshness } from '../../contracts/conformance.js';
import { formatDuration } from '../../values/duration.js';
import { slaSeverity } from '../port/slaSeverity.js';
import { defineRule } from '../rule/rule.js';

const written = (iso: string | null, otherwise: string): string => (iso === null ? otherwise : formatDuration(iso));

/** ADR-0021, Federated Governance Enforcement [4/6]: "SLA: provider=2h, required=4h: OK"; decision 12. */
export const contractSlaNotMet = defineRule<{ ref: string; provider: string | null; required: string }>({
  code: 'CONTRACT_SLA_NOT_MET',
  family: 'contract',
  severity: 'error',
  passesIn: ['data_mesh'],
  depth: 1,
  title: 'The provider promises less freshness than the input port requires.',
  why: 'A requirement that no provider promises is met by luck.',
  example: {
    bad: '# mesh.yaml\npublished: {finance.revenue.invoices: {freshness: 6h}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}, freshness_requirement: 4h}]',
    good: '# mesh.yaml\npublished: {finance.revenue.invoices: {freshness: 2h}}\n# data-product.yaml\ninput_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices}, freshness_requirement: 4h}]',
  },
  mend: 'Require less, or agree with the provider on a better SLA. Where `sla_enforcement` is false this is a warning.',
  check({ inputs, platform, document }, out) {
    for (const input of inputs) {
      if (input.provider?.kind !== 'found') continue;
      const { ref, port } = input.provider;
      const provider = port.sla?.freshness ?? null;
      const { requirement } = input;
      if (requirement === null || fitFreshness(port.sla, requirement) === 'met') {
        const required = requirement === null ? 'no requirement' : `required=${formatDuration(requirement)}`;
        out.pass(input, `SLA: provider=${written(provider, 'none')}, ${required}: OK`);
        continue;
      }
      const location = document?.locate(['input_ports', input.order, 'freshness_requirement']) ?? null;
      out.fail(input, { ref, provider, required: requirement }, { location, severity: slaSeverity(platform) });
    }
  },
  message: (_, { ref, provider, required }) =>
    `SLA of ${ref}: provider=${written(provider, 'none')}, required=${formatDuration(required)}`,
  expected: ({ required }) => `a provider freshness of ${formatDuration(required)} or less`,
  hint: ({ ref, provider }) =>
    provider === null
      ? `Agree with the owner of ${ref} on a freshness, or require none`
      : `Require ${formatDuration(provider)}, or agree with the owner of ${ref} on a better SLA`,
});
