import type { Diagnostic } from '../diagnostic.js';
import type { Line } from '../rules/rule/rule.js';
import { found, passed } from './lines.js';
import type { Loading } from './load.js';

/** What the loading stages print: null where a stage was not reached. */
export interface LoadingLines {
  readonly enterprise: readonly Line[] | null;
  readonly platform: readonly Line[] | null;
}

/** ADR-0021, Compile-Time Enforcement [1/4]; Federated Governance Enforcement [1/6], [2/6]. */
export function loadingLines(loading: Loading): LoadingLines {
  const { organization, platform, diagnostics } = loading;
  const findings = diagnostics.map(found);
  if (organization === 'centralized')
    return { enterprise: null, platform: [...centralizedPasses(loading), ...findings] };
  // A parent that cannot be had is the enterprise's stage; the domain is then not reached.
  const parent = platform === null && diagnostics.some(isAboutParent);
  if (parent) return { enterprise: findings, platform: null };
  const { enterprise, domain, chain } = platform ?? { enterprise: null, domain: null, chain: [] };
  const above = enterprise ? [`Enterprise: ${enterprise.name} v${enterprise.version}`, 'Global policies loaded'] : [];
  const own =
    domain && chain[0]
      ? [
          `Domain: ${domain.name} v${chain[0].version}`,
          `Domain policies loaded (${platform?.carried ? "the enterprise's own" : 'merged with enterprise'})`,
        ]
      : [];
  return { enterprise: platform ? above.map(passed) : null, platform: [...own.map(passed), ...findings] };
}

function centralizedPasses({ platform }: Loading): Line[] {
  return platform ? [`Pattern: ${platform.pattern}`, `Enforcement: ${platform.enforcement}`].map(passed) : [];
}

const isAboutParent = ({ severity, details }: Diagnostic): boolean =>
  severity === 'error' && details?.['field'] === 'parent.ref';
