import type { Diagnostic } from '../diagnostic.js';
import type { Manifest } from '../document/manifest.js';
import { parsePercentage } from '../values/percentage.js';
import { domainInForce } from './domainInForce.js';
import { effectiveClassification, judgeClassification } from './classification.js';
import { conflictFinding } from './policy/conflictFinding.js';
import { effectiveContractPolicy } from './contractPolicy.js';
import { withConfigOfChosenPlugins } from './handedDown.js';
import { effectiveLayers } from './layers/layers.js';
import { effectiveNaming } from './layers/naming.js';
import { mergePolicies, type MergedPolicies } from './policy/merge.js';
import { domainNamespaces } from './layers/namespaces.js';
import { withLayersOfPattern } from './layers/patternChoice.js';
import type { ChainLink, EffectivePlatform } from './policy/platform.js';
import { asManifest, labelOf, policyDocument, type PolicyDocument } from './policy/policyDocument.js';
import { bindingDocument, judgeRegistration, registrationsOf, type Registration } from './registration.js';
import { servicesOf } from './services.js';

export interface PlatformResult {
  readonly platform: EffectivePlatform;
  /** Weakenings and whatever else the merge of the tiers brought up. */
  readonly merging: readonly Diagnostic[];
  readonly governance: GovernanceFindings;
}

/** What is wrong with the merged policies, by subject. */
export interface GovernanceFindings {
  readonly plugins: readonly Diagnostic[];
  readonly classification: readonly Diagnostic[];
  readonly layers: readonly Diagnostic[];
}

const COVERAGE = 'governance.quality_gates.minimum_test_coverage';

/**
 * Merges a chain (nearest first: a domain and its enterprise, or one centralized manifest) into the platform in force.
 * `own` is what a product asks of itself below it.
 */
export function effectivePlatform(
  chain: readonly [ChainLink, ...ChainLink[]],
  own: PolicyDocument | null = null,
): PlatformResult {
  const [nearest] = chain;
  const enterprise = nearest.scope === 'domain' ? (chain[1] ?? null) : null;
  const registration = registrationFor(nearest, enterprise);
  const inherited = tiers(nearest, enterprise, registration);
  const documents = own ? [...inherited, own] : inherited;
  const merged = mergePolicies(documents);
  const registered = enterprise ? judgeRegistration(nearest, enterprise, registration) : [];
  const { platform, governance } = platformOf(chain, documents, merged, registration, own);
  return { platform, merging: [...merged.conflicts.map(conflictFinding), ...registered], governance };
}

function registrationFor(nearest: ChainLink, enterprise: ChainLink | null): Registration | null {
  const name = nearest.manifest.value.domain?.name;
  return (enterprise && registrationsOf(enterprise).find((each) => each.name === name)) ?? null;
}

/** Root first: the enterprise, what it asks of this domain beyond that, the domain. */
function tiers(nearest: ChainLink, enterprise: ChainLink | null, registration: Registration | null): PolicyDocument[] {
  const binding = registration && bindingDocument(registration);
  const above = [enterprise && policyDocument(enterprise), binding].filter((each) => each !== null);
  return withLayersOfPattern(withConfigOfChosenPlugins([...above, policyDocument(nearest)]));
}

function platformOf(
  chain: readonly [ChainLink, ...ChainLink[]],
  documents: readonly PolicyDocument[],
  merged: MergedPolicies,
  registration: Registration | null,
  own: PolicyDocument | null,
): { platform: EffectivePlatform; governance: GovernanceFindings } {
  const [nearest] = chain;
  const { effective: json, explain } = merged;
  const effective = asManifest(json);
  const { domain, owners, mesh, carried, pattern, ...ofLayers } = domainInForce(nearest, documents, effective);
  const root = mesh ? domain.namespace : null;
  const naming = effectiveNaming(effective.data_architecture?.naming, pattern);
  const layers = effectiveLayers({
    documents,
    // What an enterprise says of other layers is said of its domains'.
    judged: carried ? documents.slice(1) : documents.slice(own ? -2 : -1),
    pattern,
    defaults: ofLayers.defaults,
    stated: ofLayers.stated,
    root,
    layersDue: ofLayers.layersDue && naming.enforcement !== 'off',
    explain,
  });
  const shared = chain.filter((link) => link.scope !== 'domain').map(labelOf);
  const services = servicesOf(
    effective,
    registration?.extraPolicies ?? {},
    { shared, nearest: labelOf(nearest) },
    explain,
  );
  const namespaces = domainNamespaces({
    domain: domain.name,
    root,
    layers: layers.layers,
    own: nearest.manifest.value.catalog_structure?.namespaces ?? [],
    othersStand: carried,
    inherited: (mesh && chain[1]?.manifest.value.catalog_structure?.namespaces) || [],
    locateOwn: (index) => nearest.manifest.locate(['catalog_structure', 'namespaces', index, 'name']),
  });
  const classification = effectiveClassification(effective);
  const platform: EffectivePlatform = {
    organization: mesh ? 'data_mesh' : 'centralized',
    chain,
    effective: json,
    explain,
    domain,
    carried,
    owners,
    enterprise: enterpriseOf(chain),
    pattern,
    ...naming,
    layers: layers.layers,
    namespaces: namespaces.namespaces,
    ...qualityGates(effective),
    classification,
    contractPolicy: effectiveContractPolicy(effective, explain),
    services: services.services,
  };
  const governance: GovernanceFindings = {
    plugins: services.diagnostics,
    classification: judgeClassification(classification.levels, documents),
    layers: [...layers.diagnostics, ...namespaces.diagnostics],
  };
  return { platform, governance };
}

function enterpriseOf(chain: readonly ChainLink[]): EffectivePlatform['enterprise'] {
  const found = chain.find((link) => link.scope === 'enterprise');
  return found ? { name: found.name, version: found.version } : null;
}

function qualityGates(
  effective: Manifest,
): Pick<EffectivePlatform, 'requiredTests' | 'minimumTestCoverage' | 'testAliases'> {
  const gates = effective.governance?.quality_gates;
  const minimum = gates?.minimum_test_coverage;
  const value = minimum === undefined ? null : parsePercentage(minimum);
  return {
    requiredTests: gates?.required_tests ?? [],
    minimumTestCoverage: value === null ? null : { value, path: COVERAGE },
    testAliases: gates?.test_aliases ?? {},
  };
}
