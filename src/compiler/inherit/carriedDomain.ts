import type { CompiledOwner } from '../artifact.js';
import { isWithin } from './layers/domainNamespace.js';
import { domainOwners } from './owners.js';
import type { ChainLink } from './policy/platform.js';

/** The domain of an enterprise's own products. */
export interface CarriedDomain {
  readonly name: string;
  readonly namespace: string;
  readonly owners: readonly CompiledOwner[];
  /** Whether the manifest states it; else it is the default. */
  readonly stated: boolean;
}

/** ADR-0021, Catalog Structure in Data Mesh ("Shared enterprise data") and its Tier 1 ("Owner: Platform Team"). */
const NAME = 'enterprise';
const PLATFORM_TEAM: CompiledOwner = { team: 'platform-team', email: null, slack: null };

/** Whether one of two namespaces lies in the other. */
export const overlap = (a: string, b: string): boolean => isWithin(a, b) || isWithin(b, a);

/**
 * The domain that an enterprise manifest of a mesh carries itself, for data that all domains share: the one it states
 * under `domain`, else `enterprise`. null where a domain that it registers has that name or namespace, and for a
 * manifest that registers no domains and states none: it is a centralized platform (docs/decisions/0012).
 */
export function carriedDomain({ scope, manifest: { value } }: ChainLink): CarriedDomain | null {
  const { domain, domains = [] } = value;
  if (scope !== 'enterprise' || (!domain && domains.length === 0)) return null;
  const { name, namespace } = domain ?? { name: NAME, namespace: NAME };
  if (!domain && domains.some((each) => each.name === name || overlap(each.namespace, namespace))) return null;
  const own = domainOwners(value);
  return { name, namespace, owners: own.length > 0 ? own : [PLATFORM_TEAM], stated: domain !== undefined };
}
