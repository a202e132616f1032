import type { CompiledManifest } from '../../compiler/artifact.js';
import type { NamedDomain } from '../../entities/writes/manifests.js';

/** The domain that a manifest is the platform of: its own, or the one that an enterprise carries; null where it is of none. */
export const domainOfPlatform = ({
  domain,
  carriedDomain,
}: Pick<CompiledManifest, 'domain' | 'carriedDomain'>): NamedDomain | null => domain ?? carriedDomain ?? null;

/** All domains that a manifest makes known: those it registers, then the one it is the platform of. */
export function domainsOf(manifest: CompiledManifest): NamedDomain[] {
  const own = domainOfPlatform(manifest);
  return [...manifest.registeredDomains, ...(own ? [own] : [])];
}
