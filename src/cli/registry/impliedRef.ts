/** What says where a manifest lies, as far as its document or a command says it. */
interface Placed {
  readonly scope: string | null;
  readonly domain: string | null;
  readonly version: string | null;
}

/** Where ADR-0021's tiers put a manifest in a registry: `enterprise-platform:v1.0.0`, `domains/{domain}-platform:v2.1.0`. */
export function impliedRef(registry: string, { scope, domain, version }: Placed): string {
  const tier = scope === 'enterprise' ? 'enterprise-platform' : domain ? `domains/${domain}-platform` : 'platform';
  return `${registry.replace(/\/+$/, '')}/${tier}:v${version}`;
}
