import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';

/** The namespaces of a domain as its enterprise registered them. */
export interface RegisteredDomain {
  readonly name: string;
  readonly namespace: string;
}

/** The domains that the enterprise of the chain registers. */
export const registeredDomains = ({ chain }: EffectivePlatform): RegisteredDomain[] =>
  chain.flatMap(({ manifest }) => manifest.value.domains ?? []);

/** The domains that can be granted something: those of the catalog, the registered ones, the own one; none where the catalog knows none. */
export function knownDomains({ mesh, platform }: ProductFacts): string[] {
  if (mesh.domains.length === 0) return [];
  const registered = registeredDomains(platform).map(({ name }) => name);
  return [...new Set([...mesh.domains, ...registered, platform.domain.name])].sort();
}

/** The roles that the manifests of the chain grant something (ADR-0021, Layer-to-Namespace Mapping); none where they name none. */
export function knownRoles({ platform }: ProductFacts): string[] {
  const namespaces = platform.chain.flatMap(({ manifest }) => manifest.value.catalog_structure?.namespaces ?? []);
  return [...new Set(namespaces.flatMap(({ grants = [] }) => grants.map(({ role }) => role)))].sort();
}
