import type { Diagnostic } from '../diagnostic.js';
import type { DocumentPath, SourceLocation } from '../source.js';
import { carriedDomain, overlap } from './carriedDomain.js';
import { finding, nearestName } from './policy/finding.js';
import type { JsonObject } from '../values/json.js';
import type { ChainLink } from './policy/platform.js';
import { labelOf, type PolicyDocument } from './policy/policyDocument.js';

/** One entry of an enterprise manifest's `domains` (ADR-0021, Domain registration). */
export interface Registration {
  readonly enterprise: ChainLink;
  readonly index: number;
  readonly name: string;
  readonly namespace: string;
  readonly owners: readonly string[];
  readonly extraPolicies: JsonObject;
  locate(path: DocumentPath): SourceLocation;
}

/** The domains an enterprise manifest registers, in document order. */
export function registrationsOf(enterprise: ChainLink): Registration[] {
  return (enterprise.manifest.value.domains ?? []).map((entry, index) => ({
    enterprise,
    index,
    name: entry.name,
    namespace: entry.namespace,
    owners: entry.owners ?? [],
    extraPolicies: (entry.extra_policies ?? {}) as JsonObject,
    locate: (path) => enterprise.manifest.locate(['domains', index, ...path]),
  }));
}

/** An extra policy whose name is that of a field of `governance` sets that field for the domain. */
const BOUND_FIELDS: Readonly<Record<string, DocumentPath>> = {
  audit_logging: ['governance', 'audit_logging'],
  minimum_test_coverage: ['governance', 'quality_gates', 'minimum_test_coverage'],
  required_tests: ['governance', 'quality_gates', 'required_tests'],
};

/**
 * A registration's `extra_policies` as a tier between enterprise and domain: all of them under
 * `governance.extra_policies`, and those that governance knows as a field in that field, so that a domain that states
 * less weakens them. Every value's place is its line in the enterprise manifest.
 */
export function bindingDocument({ enterprise, extraPolicies, locate }: Registration): PolicyDocument | null {
  if (Object.keys(extraPolicies).length === 0) return null;
  const governance: JsonObject = { extra_policies: extraPolicies };
  for (const [name, path] of Object.entries(BOUND_FIELDS))
    if (extraPolicies[name] !== undefined) put(governance, path.slice(1), extraPolicies[name]);
  return {
    label: labelOf(enterprise),
    value: { governance },
    locate: (path) => locate(['extra_policies', ...pathInPolicies(path)]),
  };
}

function pathInPolicies(path: DocumentPath): DocumentPath {
  if (path[1] === 'extra_policies') return path.slice(2);
  const bound = Object.entries(BOUND_FIELDS).find(([, field]) => field.every((segment, i) => path[i] === segment));
  return bound ? [bound[0], ...path.slice(bound[1].length)] : [];
}

function put(target: JsonObject, path: DocumentPath, value: unknown): void {
  const [head = '', ...rest] = path.map(String);
  if (rest.length === 0) target[head] = value;
  else put((target[head] ??= {}) as JsonObject, rest, value);
}

/** Holds a domain manifest against its registration: a missing one is a warning, another namespace an error. */
export function judgeRegistration(
  domain: ChainLink,
  enterprise: ChainLink,
  registration: Registration | null,
): Diagnostic[] {
  const stated = domain.manifest.value.domain;
  if (!stated) return [];
  const carried = takenFromEnterprise(domain, enterprise);
  if (carried.length > 0) return carried;
  if (!registration) return [notRegistered(stated.name, domain, enterprise), ...takenNamespace(domain, enterprise)];
  const { namespace } = stated;
  if (namespace === registration.namespace) return [];
  return [
    finding('DOMAIN_NAMESPACE_MISMATCH', {
      message: `Domain '${stated.name}' uses namespace '${namespace}', but is registered with '${registration.namespace}'`,
      expected: registration.namespace,
      subject: stated.name,
      location: domain.manifest.locate(['domain', 'namespace']),
      related: [
        { message: `${labelOf(enterprise)} registers the domain here`, location: registration.locate(['namespace']) },
      ],
      details: { domain: stated.name, namespace, registered: registration.namespace },
    }),
  ];
}

/** The domain of the enterprise's own products has no manifest but the enterprise's. */
function takenFromEnterprise(domain: ChainLink, enterprise: ChainLink): Diagnostic[] {
  const { name = '', namespace = '' } = domain.manifest.value.domain ?? {};
  const carried = carriedDomain(enterprise);
  if (!carried || (name !== carried.name && !overlap(namespace, carried.namespace))) return [];
  const field = name === carried.name ? 'name' : 'namespace';
  return [
    finding('DOMAIN_OF_ENTERPRISE', {
      message: `Domain '${name}' with namespace '${namespace}' is that of ${labelOf(enterprise)} itself ('${carried.name}', namespace '${carried.namespace}')`,
      subject: name,
      location: domain.manifest.locate(['domain', field]),
      details: { domain: name, namespace, enterprise: labelOf(enterprise) },
    }),
  ];
}

/** An unregistered domain cannot settle in the namespace that another domain was registered with, nor below it. */
function takenNamespace(domain: ChainLink, enterprise: ChainLink): Diagnostic[] {
  const { name = '', namespace = '' } = domain.manifest.value.domain ?? {};
  const owner = registrationsOf(enterprise).find((each) => `${namespace}.`.startsWith(`${each.namespace}.`));
  if (!owner) return [];
  return [
    finding('DOMAIN_NAMESPACE_MISMATCH', {
      message: `Domain '${name}' uses namespace '${namespace}', which is registered for '${owner.name}'`,
      subject: name,
      location: domain.manifest.locate(['domain', 'namespace']),
      related: [{ message: `'${owner.name}' is registered with it here`, location: owner.locate(['namespace']) }],
      details: { domain: name, namespace, registeredFor: owner.name },
    }),
  ];
}

function notRegistered(name: string, domain: ChainLink, enterprise: ChainLink): Diagnostic {
  const registered = registrationsOf(enterprise).map((each) => each.name);
  return finding('DOMAIN_NOT_REGISTERED', {
    message: `Domain '${name}' is not registered by ${labelOf(enterprise)}`,
    hint: nearestName(name, registered) ?? `Add '${name}' to domains of ${enterprise.name} to reserve its namespace`,
    subject: name,
    location: domain.manifest.locate(['domain', 'name']),
    related: [
      {
        message: `${labelOf(enterprise)} registers its domains here`,
        location: enterprise.manifest.locate(['domains']),
      },
    ],
    details: { domain: name, registered },
  });
}

/** What an enterprise states to be its own, it registers for nobody. */
export function judgeCarried(enterprise: ChainLink, registrations: readonly Registration[]): Diagnostic[] {
  const carried = carriedDomain(enterprise);
  if (!carried?.stated) return [];
  const others = registrations.filter(
    (each) => each.name === carried.name || overlap(each.namespace, carried.namespace),
  );
  return others.map((each) =>
    finding('DOMAIN_OF_ENTERPRISE', {
      message: `Domain '${each.name}' with namespace '${each.namespace}' is registered, and '${carried.name}' (namespace '${carried.namespace}') is the enterprise's own`,
      subject: each.name,
      location: each.locate([each.name === carried.name ? 'name' : 'namespace']),
      related: [{ message: 'The domain of its own products', location: enterprise.manifest.locate(['domain']) }],
      details: { domain: each.name, namespace: each.namespace, enterprise: labelOf(enterprise) },
    }),
  );
}

/** Two registrations may not share a namespace (that names differ is the decoder's business). */
export function judgeRegistrations(registrations: readonly Registration[]): Diagnostic[] {
  return registrations.flatMap((each, i) => {
    const earlier = registrations.slice(0, i).find((other) => other.namespace === each.namespace);
    if (!earlier) return [];
    return finding('DOMAIN_REGISTERED_TWICE', {
      message: `Namespace '${each.namespace}' is registered for both '${earlier.name}' and '${each.name}'`,
      subject: each.name,
      location: each.locate(['namespace']),
      related: [{ message: `'${earlier.name}' is registered with it here`, location: earlier.locate(['namespace']) }],
      details: { namespace: each.namespace, domains: [earlier.name, each.name] },
    });
  });
}
