import { portGrants, type PortGrant } from './grants.js';
import { knownDomains, knownRoles } from './knownGrantees.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import { nearestName } from '../../inherit/policy/finding.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';

/** What a grant names: a domain, or a product's domain; a role. */
function unknownName({ kind, grantee }: PortGrant): { what: 'domain' | 'role'; name: string } {
  if (kind === 'role') return { what: 'role', name: grantee };
  return { what: 'domain', name: kind === 'product' ? (grantee.split('.')[0] ?? '') : grantee };
}

/** Nothing is unknown where nothing is known. */
function known(facts: ProductFacts, what: 'domain' | 'role'): string[] {
  return what === 'role' ? knownRoles(facts) : knownDomains(facts);
}

/** Decision 11; ADR-0021, Layer-to-Namespace Mapping; docs/governance.md, Access. */
export const governanceUnknownGrantee = defineRule<{
  what: 'domain' | 'role';
  name: string;
  known: readonly string[];
}>({
  code: 'GOVERNANCE_UNKNOWN_GRANTEE',
  family: 'governance',
  severity: 'warning',
  title: 'A grant of an output port names a domain or a role that nobody knows.',
  why: 'A misspelt grant grants nothing, and a name that somebody takes later is let in.',
  example: {
    bad: '# mesh.yaml\ndomains: [marketing]\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {grants: [{domain: marketting, access: read}]}}]',
    good: '# mesh.yaml\ndomains: [marketing]\n# data-product.yaml\noutput_ports: [{name: orders, table: sales.gold.orders, access: {grants: [{domain: marketing, access: read}]}}]',
  },
  mend: 'Correct the name. A domain is known when the enterprise registers it or its manifest is published; a role when `catalog_structure.namespaces` of a manifest of the chain grants it something. Where the manifests name no role at all, every role is accepted.',
  check(facts, out) {
    const { outputs, document } = facts;
    if (!document) return;
    const names = { domain: known(facts, 'domain'), role: known(facts, 'role') };
    for (const port of outputs)
      for (const grant of portGrants(port, document)) {
        const { what, name } = unknownName(grant);
        if (names[what].length === 0 || names[what].includes(name)) continue;
        out.fail(port, { what, name, known: names[what] }, { location: grant.location });
      }
  },
  message: (port, { what, name }) => `Output port '${port}' grants access to the unknown ${what} '${name}'`,
  expected: (details) => some(details.known, 6),
  hint: ({ name, known: names }) => nearestName(name, names),
});
