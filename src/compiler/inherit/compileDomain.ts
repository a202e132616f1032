import type { CompiledManifest, CompiledService } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import { formatPercentage } from '../values/percentage.js';
import { compiledGlossary, judgeGlossary } from './policy/glossary.js';
import { effectivePlatform } from './effectivePlatform.js';
import { domainOwners, registeredOwners } from './owners.js';
import type { ChainLink, EffectivePlatform } from './policy/platform.js';
import { registrationsOf } from './registration.js';

/** A family of findings: the line that stands for it while there is no error, null where there is nothing to say. */
export interface Family {
  readonly passed: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a manifest compiles to, beside its own name and ancestors. */
export interface ManifestBody {
  readonly merging: readonly Diagnostic[];
  readonly governance: readonly Family[];
  readonly artifact: Pick<
    CompiledManifest,
    | 'effective'
    | 'pattern'
    | 'layers'
    | 'namespaces'
    | 'services'
    | 'domain'
    | 'carriedDomain'
    | 'glossary'
    | 'registeredDomains'
  >;
}

/** A manifest that products compile under: a domain's, or a centralized platform's with its implicit domain. */
export function compileDomain(chain: readonly [ChainLink, ...ChainLink[]]): ManifestBody {
  const { platform, merging, governance } = effectivePlatform(chain);
  const { effective, pattern, layers, namespaces, services, domain } = platform;
  const glossary = compiledGlossary(chain[0].manifest.value);
  return {
    merging,
    governance: [
      { passed: servicesLine(services), diagnostics: governance.plugins },
      { passed: null, diagnostics: judgeGlossary(chain[0]) },
      { passed: gatesLine(platform), diagnostics: governance.classification },
      { passed: `Layers: ${layers.map((each) => each.name).join(', ')} (${pattern})`, diagnostics: governance.layers },
    ],
    artifact: {
      effective,
      pattern,
      layers,
      namespaces,
      services,
      domain: { ...domain, owners: ownersOf(chain) },
      ...(glossary.length > 0 && { glossary }),
      registeredDomains: [],
    },
  };
}

/** `Plugins: compute=spark, orchestrator=dagster` */
function servicesLine(services: readonly CompiledService[]): string {
  return `Plugins: ${services.map(({ kind, type }) => `${kind}=${type}`).join(', ') || 'none chosen'}`;
}

/** `Quality gates: coverage min=80% (acme-enterprise@1.0.0: 70%)` */
function gatesLine({ minimumTestCoverage: minimum, explain }: EffectivePlatform): string {
  if (!minimum) return 'Quality gates: no minimum of test coverage';
  const [first, ...later] = explain(minimum.path)?.chain ?? [];
  const inherited = first && later.length > 0 ? ` (${first.manifest}: ${shownPercentage(first.value)})` : '';
  return `Quality gates: coverage min=${formatPercentage(minimum.value)}${inherited}`;
}

const shownPercentage = (value: unknown): string =>
  typeof value === 'number' ? formatPercentage(value) : String(value);

function ownersOf([nearest, enterprise]: readonly [ChainLink, ...ChainLink[]]): ReturnType<typeof domainOwners> {
  const { value } = nearest.manifest;
  const own = domainOwners(value);
  if (own.length > 0 || !enterprise) return own;
  const registration = registrationsOf(enterprise).find((each) => each.name === value.domain?.name);
  return registeredOwners(registration?.owners ?? []);
}
