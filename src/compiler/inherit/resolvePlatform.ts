import type { Diagnostic } from '../diagnostic.js';
import type { Decoded } from '../document/decode.js';
import type { Manifest } from '../document/manifest.js';
import type { SourceLocation } from '../source.js';
import { carriedDomain } from './carriedDomain.js';
import { effectivePlatform } from './effectivePlatform.js';
import { finding } from './policy/finding.js';
import type { ChainLink, EffectivePlatform } from './policy/platform.js';
import { labelOf, type PolicyDocument } from './policy/policyDocument.js';
import { chainOfRef, ownLink, scopeWords, type RefSite } from './resolveChain.js';
import type { RefResolution } from '../mesh.js';
import { Recent } from '../values/Recent.js';

/** The field of a product document that names its platform, and its place. */
export interface PlatformSite {
  readonly field: 'domain.ref' | 'platform.ref';
  readonly location: SourceLocation | null;
}

export interface PlatformResolution {
  /** null where a link of the chain is missing, unreadable or of the wrong tier. */
  readonly platform: EffectivePlatform | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The platform a product compiles under: that of its `domain.ref` or `platform.ref`; where it has neither, the
 * centralized platform-manifest.yaml of its own folder. A conflict between the tiers is an error in `diagnostics`, and
 * the platform is there all the same, with the stricter value. `site` says in which field the ref stands and where;
 * without it a ref may lead to a domain or to a centralized platform. `own` is
 * what the product asks of itself.
 */
export function resolvePlatform(
  ref: string | null,
  local: Decoded<Manifest> | null,
  refs: readonly RefResolution[],
  site?: PlatformSite,
  own: PolicyDocument | null = null,
): PlatformResolution {
  if (ref !== null) return platformOfRef(ref, refs, own, site);
  if (local === null) return { platform: null, diagnostics: [platformMissing(site)] };
  const link = ownLink(local);
  const location = local.locate(link.scope === 'domain' ? ['metadata', 'scope'] : ['domains']);
  const wrong = wrongScope(link, { field: 'platform.ref', location });
  return wrong.length > 0 ? { platform: null, diagnostics: wrong } : resolved([link], own);
}

function platformOfRef(
  ref: string,
  refs: readonly RefResolution[],
  own: PolicyDocument | null,
  site?: PlatformSite,
): PlatformResolution {
  const at: RefSite = site ?? { field: 'domain.ref', location: null };
  const { chain, diagnostics } = chainOfRef(ref, at, refs);
  const [nearest, ...above] = chain ?? [];
  if (!nearest) return { platform: null, diagnostics };
  const isDomain = nearest.scope === 'domain' || carriedDomain(nearest) !== null;
  const field = site?.field ?? (isDomain ? 'domain.ref' : 'platform.ref');
  const wrong = wrongScope(nearest, { field, location: at.location });
  return wrong.length > 0 ? { platform: null, diagnostics: wrong } : resolved([nearest, ...above], own);
}

interface Resolved {
  readonly chain: readonly ChainLink[];
  readonly resolution: PlatformResolution;
}

/** What was last made of manifests, by the nearest: the same of a domain's for each of its products. */
const known = new Recent<Decoded<Manifest>, Resolved>(200);

function resolved(chain: readonly [ChainLink, ...ChainLink[]], own: PolicyDocument | null): PlatformResolution {
  const { manifest } = chain[0];
  const before = known.get(manifest);
  if (own === null && before && isSameChain(before.chain, chain)) return before.resolution;
  const { platform, merging, governance } = effectivePlatform(chain, own);
  const { plugins, classification, layers } = governance;
  const resolution = { platform, diagnostics: [...merging, ...plugins, ...classification, ...layers] };
  if (own === null) known.set(manifest, { chain, resolution });
  return resolution;
}

const isSameChain = (one: readonly ChainLink[], other: readonly ChainLink[]): boolean =>
  one.length === other.length && one.every((link, at) => isSameLink(link, other[at] as ChainLink));

/** The scope stands in the manifest. */
const isSameLink = (one: ChainLink, other: ChainLink): boolean =>
  one.manifest === other.manifest &&
  one.name === other.name &&
  one.version === other.version &&
  one.ref === other.ref &&
  one.digest === other.digest;

/**
 * ADR-0021, Organizational Patterns: `domain` leads to a domain manifest, or to the enterprise that carries one;
 * `platform` to one that registers no domains.
 */
function wrongScope(link: ChainLink, { field, location }: PlatformSite): Diagnostic[] {
  const domains = (link.manifest.value.domains ?? []).map((each) => each.name);
  const domain = link.scope === 'domain' || carriedDomain(link) !== null;
  const fits = field === 'domain.ref' ? domain : !domain && domains.length === 0;
  if (fits) return [];
  const registers = domains.length > 0 ? ` that registers domains (${domains.join(', ')})` : '';
  const right =
    domain && domains.length === 0
      ? 'Name it under domain.ref'
      : registers
        ? 'Name the manifest of the domain under domain.ref'
        : 'Name it under platform.ref';
  return [
    finding('REF_WRONG_SCOPE', {
      message: `${field} leads to ${labelOf(link)}, ${scopeWords[link.scope]}${registers}`,
      expected:
        field === 'domain.ref'
          ? 'a manifest of scope domain, or an enterprise that carries one'
          : 'a centralized platform: a manifest without domains',
      hint: right,
      subject: labelOf(link),
      location,
      details: { field, found: link.scope, domains },
    }),
  ];
}

function platformMissing(site?: PlatformSite): Diagnostic {
  return finding('PLATFORM_MISSING', {
    message: 'The product names no platform',
    expected: 'domain.ref, platform.ref, or a platform-manifest.yaml in the same folder',
    location: site?.location ?? null,
  });
}
