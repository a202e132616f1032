import type { CompiledOwner, ModelingPattern } from '../artifact.js';
import type { LayerSettings, Manifest } from '../document/manifest.js';
import type { LayerDefaults } from '../patterns/defaults/pattern.js';
import { DEFAULT_PATTERN, patterns } from '../patterns/defaults/patterns.js';
import { referenceData } from '../patterns/defaults/referenceData.js';
import { carriedDomain, type CarriedDomain } from './carriedDomain.js';
import { statedPattern } from './layers/patternChoice.js';
import { domainOwners } from './owners.js';
import type { ChainLink } from './policy/platform.js';
import type { PolicyDocument } from './policy/policyDocument.js';

/** The domain that a chain is the platform of, with the layers it begins with. */
export interface DomainInForce {
  readonly domain: { readonly name: string; readonly namespace: string };
  readonly owners: readonly CompiledOwner[];
  /** A domain of a mesh; else the implicit one of a centralized platform. */
  readonly mesh: boolean;
  /** The one that the enterprise carries itself. */
  readonly carried: boolean;
  readonly pattern: ModelingPattern;
  readonly defaults: readonly LayerDefaults[];
  /** What the manifests state of its layers. */
  readonly stated: Readonly<Record<string, LayerSettings>>;
  /** Models must have a layer where naming is enforced: not in an enterprise whose domains state their own. */
  readonly layersDue: boolean;
}

/** Reads off a chain, nearest first, which domain it is about. `documents` are its tiers, `effective` what they merge to. */
export function domainInForce(
  nearest: ChainLink,
  documents: readonly PolicyDocument[],
  effective: Manifest,
): DomainInForce {
  const carried = carriedDomain(nearest);
  const layers = effective.data_architecture?.layers ?? {};
  if (carried) return ofEnterprise(carried, layers);
  const pattern = statedPattern(documents) ?? DEFAULT_PATTERN;
  const { domain } = nearest.manifest.value;
  return {
    domain: { name: domain?.name ?? nearest.name, namespace: domain?.namespace ?? nearest.name },
    owners: domainOwners(nearest.manifest.value),
    mesh: nearest.scope === 'domain',
    carried: false,
    pattern,
    defaults: patterns[pattern].layers,
    stated: layers,
    layersDue: nearest.scope !== 'enterprise',
  };
}

/** One layer, `reference_data`: what an enterprise says of others, and which pattern it names, is for its domains. */
function ofEnterprise(
  { name, namespace, owners }: CarriedDomain,
  layers: Readonly<Record<string, LayerSettings>>,
): DomainInForce {
  return {
    domain: { name, namespace },
    owners,
    mesh: true,
    carried: true,
    pattern: 'hybrid',
    defaults: [referenceData],
    stated: Object.fromEntries(Object.entries(layers).filter(([layer]) => layer === referenceData.name)),
    layersDue: true,
  };
}
