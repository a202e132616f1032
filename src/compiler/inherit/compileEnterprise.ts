import type { CompiledManifest } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import type { ManifestBody } from './compileDomain.js';
import { effectivePlatform } from './effectivePlatform.js';
import { compiledGlossary, judgeGlossary } from './policy/glossary.js';
import { enterprisePolicy } from './enterprisePolicy.js';
import { registeredOwners } from './owners.js';
import type { ChainLink } from './policy/platform.js';
import { asManifest } from './policy/policyDocument.js';

/** An enterprise manifest that registers domains, or states one of its own. */
export function compileEnterprise(link: ChainLink): ManifestBody {
  const { effective, pattern, services, namespaces, registrations, findings } = enterprisePolicy(link);
  const { carriedDomain, diagnostics } = carried(link);
  const glossary = compiledGlossary(link.manifest.value);
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
      { passed: null, diagnostics: judgeGlossary(link) },
      { passed: carriedDomain ? `Own domain: ${carriedDomain.name}` : null, diagnostics },
    ],
    artifact: {
      effective,
      pattern,
      layers: [],
      namespaces,
      services,
      domain: null,
      ...(carriedDomain && { carriedDomain }),
      ...(glossary.length > 0 && { glossary }),
      registeredDomains: registrations.map(({ name, namespace, owners }) => ({
        name,
        namespace,
        owners: registeredOwners(owners),
      })),
    },
  };
}

/** The domain that it carries, as the platform of its products. */
function carried(
  link: ChainLink,
): Pick<CompiledManifest, 'carriedDomain'> & { readonly diagnostics: readonly Diagnostic[] } {
  const { platform, governance } = effectivePlatform([link]);
  if (!platform.carried) return { diagnostics: [] };
  const { domain, owners, pattern, layers, namespaces } = platform;
  return {
    carriedDomain: { name: domain.name, namespace: domain.namespace, owners, pattern, layers, namespaces },
    diagnostics: governance.layers,
  };
}
