import { approvedPlugins } from '../../inherit/approval.js';
import { nearestName } from '../../inherit/policy/finding.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';

/** ADR-0021, Enterprise Platform Manifest: `approved_plugins.ingestion`; decision 9. */
export const governanceIngestionNotApproved = defineRule<{ type: string; approved: readonly string[] }>({
  code: 'GOVERNANCE_INGESTION_NOT_APPROVED',
  family: 'governance',
  severity: 'error',
  title: 'An input port brings data in with a tool that is not approved.',
  why: 'The enterprise says once which tools bring data in, so that it knows what reaches outside, with which credentials, and who looks after it.',
  example: {
    bad: '# enterprise-manifest.yaml\napproved_plugins: {ingestion: [dlt, airbyte]}\n# data-product.yaml\ninput_ports: [{name: crm, source: {type: ingestion, config: {type: fivetran, source: salesforce}}}]',
    good: '# enterprise-manifest.yaml\napproved_plugins: {ingestion: [dlt, airbyte]}\n# data-product.yaml\ninput_ports: [{name: crm, source: {type: ingestion, config: {type: dlt, source: salesforce}}}]',
  },
  mend: 'Use a tool of `approved_plugins.ingestion`, narrowed by `extra_policies.ingestion_approved` of the domain; or ask the platform team to approve this one. Where no manifest lists any, every tool may be used.',
  check({ inputs, platform, document }, out) {
    const approved = approvedPlugins(platform.effective, 'ingestion');
    if (!approved || !document) return;
    for (const input of inputs) {
      const { source } = input.port;
      if (source.type !== 'ingestion' || approved.includes(source.config.type)) continue;
      const location = document.locate(['input_ports', input.order, 'source', 'config', 'type']);
      out.fail(input, { type: source.config.type, approved }, { location });
    }
  },
  message: (input, { type }) => `Input port '${input}' brings data in with '${type}', which is not approved`,
  expected: ({ approved }) => (approved.length > 0 ? some(approved, 6) : 'no ingestion: none is approved'),
  hint: ({ type, approved }) => nearestName(type, approved),
});
