import type { CompiledAccess } from '../../artifact.js';
import { interoperability } from './interoperability.js';
import { defineRule } from '../rule/rule.js';

/** Whether products of other domains may read it: people and tools hold no contracts. */
const isShared = ({ default: otherwise, grants }: CompiledAccess, domain: string): boolean =>
  otherwise === 'allow' ||
  grants.some(({ granteeKind, grantee }) => granteeKind !== 'role' && grantee.split('.')[0] !== domain);

/** ADR-0021, Enterprise Manifest: `interoperability.sla_enforcement`; docs/governance.md, Interoperability. */
export const governanceSlaUnstated = defineRule<{ grantees: readonly string[] }>({
  code: 'GOVERNANCE_SLA_UNSTATED',
  family: 'governance',
  severity: 'warning',
  title: 'An output port is open to other domains and promises them nothing, where the enterprise enforces SLAs.',
  why: 'What is not promised cannot be enforced: every requirement of a consumer will be missed.',
  example: {
    bad: '# enterprise-manifest.yaml\ngovernance: {interoperability: {sla_enforcement: true}}\n# mesh.yaml\ndomains: [finance]\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {grants: [{domain: finance, access: read}]}}]',
    good: '# enterprise-manifest.yaml\ngovernance: {interoperability: {sla_enforcement: true}}\n# mesh.yaml\ndomains: [finance]\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, sla: {freshness: 24h}, access: {grants: [{domain: finance, access: read}]}}]',
  },
  mend: 'State an `sla` with freshness or availability, or take the grants to other domains back.',
  check({ outputs, platform }, out) {
    if (!interoperability(platform).slaEnforcement) return;
    for (const port of outputs) {
      const promised = (port.sla?.freshness ?? null) !== null || (port.sla?.availability ?? null) !== null;
      if (promised || !isShared(port.access, platform.domain.name)) continue;
      out.fail(port, { grantees: port.access.grants.map(({ grantee }) => grantee) });
    }
  },
  message: (port) => `Output port '${port}' is open to other domains and states no freshness or availability`,
  expected: () => 'sla: freshness or availability',
});
