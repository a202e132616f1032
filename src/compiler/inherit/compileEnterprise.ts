import type { ManifestBody } from './compileDomain.js';
import { enterprisePolicy } from './enterprisePolicy.js';
import { registeredOwners } from './owners.js';
import type { ChainLink } from './policy/platform.js';
import { asManifest } from './policy/policyDocument.js';

/** An enterprise manifest that registers domains. */
export function compileEnterprise(link: ChainLink): ManifestBody {
  const { effective, pattern, services, namespaces, registrations, findings } = enterprisePolicy(link);
  const approved = Object.keys(asManifest(effective).approved_plugins ?? {});
  const levels = asManifest(effective).governance?.classification?.levels ?? [];
  return {
    merging: [],
    governance: [
      { passed: `Approved plugins: ${approved.join(', ') || 'all'}`, diagnostics: findings.plugins },
      {
        passed: levels.length > 0 ? `Classification levels: ${levels.join(' < ')}` : null,
        diagnostics: findings.classification,
      },
      { passed: `Domains: ${registrations.map((each) => each.name).join(', ')}`, diagnostics: findings.domains },
    ],
    artifact: {
      effective,
      pattern,
      layers: [],
      namespaces,
      services,
      domain: null,
      registeredDomains: registrations.map(({ name, namespace, owners }) => ({
        name,
        namespace,
        owners: registeredOwners(owners),
      })),
    },
  };
}
