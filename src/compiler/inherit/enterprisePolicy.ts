import type { CompiledNamespace, CompiledService, ModelingPattern } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import { effectiveClassification, judgeClassification } from './classification.js';
import { conflictFinding } from './policy/conflictFinding.js';
import { judgeNarrowing } from './approval.js';
import type { JsonObject } from '../values/json.js';
import { mergePolicies } from './policy/merge.js';
import { enterpriseNamespaces } from './layers/namespaces.js';
import { statedPattern } from './layers/patternChoice.js';
import type { ChainLink } from './policy/platform.js';
import { asManifest, labelOf, policyDocument } from './policy/policyDocument.js';
import {
  bindingDocument,
  judgeCarried,
  judgeRegistrations,
  registrationsOf,
  type Registration,
} from './registration.js';
import { servicesOf } from './services.js';

/** An enterprise manifest of a mesh: policies and registrations, but no layers; those are the domains' (decision 1). */
export interface EnterprisePolicy {
  readonly effective: JsonObject;
  readonly pattern: ModelingPattern | null;
  readonly services: readonly CompiledService[];
  readonly namespaces: readonly CompiledNamespace[];
  readonly registrations: readonly Registration[];
  readonly findings: {
    readonly plugins: readonly Diagnostic[];
    readonly classification: readonly Diagnostic[];
    readonly domains: readonly Diagnostic[];
  };
}

export function enterprisePolicy(link: ChainLink): EnterprisePolicy {
  const document = policyDocument(link);
  const merged = mergePolicies([document]);
  const effective = asManifest(merged.effective);
  const registrations = registrationsOf(link);
  const label = labelOf(link);
  const services = servicesOf(effective, {}, { shared: [label], nearest: label }, merged.explain);
  const narrowings = registrations.flatMap((each) => judgeNarrowing(each, effective.approved_plugins ?? {}));
  const { levels } = effectiveClassification(effective);
  const roots = registrations.map((each) => each.namespace);
  return {
    effective: merged.effective,
    pattern: statedPattern([document]),
    services: services.services,
    namespaces: enterpriseNamespaces(effective.catalog_structure?.namespaces ?? [], roots),
    registrations,
    findings: {
      plugins: [...services.diagnostics, ...narrowings],
      classification: judgeClassification(levels, [document]),
      domains: [
        ...judgeRegistrations(registrations),
        ...judgeCarried(link, registrations),
        ...registrations.flatMap((each) => laxPolicies(link, each)),
      ],
    },
  };
}

/** Extra policies bind a domain further; they cannot ask less of it than the enterprise asks of all. */
function laxPolicies(link: ChainLink, registration: Registration): Diagnostic[] {
  const binding = bindingDocument(registration);
  return binding ? mergePolicies([policyDocument(link), binding]).conflicts.map(conflictFinding) : [];
}
