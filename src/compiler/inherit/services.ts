import type { CompiledService, PolicyOrigin } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import type { Manifest } from '../document/manifest.js';
import { approvalFor, judgeChoice, type Approval, type PluginChoice } from './approval.js';
import { finding } from './policy/finding.js';
import { isMapping, type JsonObject } from '../values/json.js';
import { pathText } from './policy/policyPath.js';

/** name@version of manifests. */
interface ServiceTiers {
  /** Those whose choices all domains share: the enterprise's, the centralized platform's. */
  readonly shared: readonly string[];
  /** The one that is compiled, or that the product names. */
  readonly nearest: string;
}

interface ServiceFacts {
  readonly plugins: NonNullable<Manifest['plugins']>;
  readonly services: NonNullable<Manifest['services']>;
  readonly approval: Approval;
  readonly tiers: ServiceTiers;
  explain(path: string): PolicyOrigin | null;
}

interface ServicesResult {
  readonly services: CompiledService[];
  readonly diagnostics: Diagnostic[];
}

/**
 * The services of a platform, one a category (ADR-0021, Data Mesh Infrastructure Topology): the chosen plugin; else the
 * one that `services` configures; else the only approved one. Where several are approved and none is chosen there is
 * no service of that category. `extraPolicies` are those of the domain's registration.
 */
export function servicesOf(
  effective: Manifest,
  extraPolicies: JsonObject,
  tiers: ServiceTiers,
  explain: (path: string) => PolicyOrigin | null,
): ServicesResult {
  const { plugins = {}, services = {}, approved_plugins: approved = {} } = effective;
  return effectiveServices({ plugins, services, approval: approvalFor(approved, extraPolicies), tiers, explain });
}

function effectiveServices(facts: ServiceFacts): ServicesResult {
  const { plugins, services, approval } = facts;
  const categories = new Set([...Object.keys(plugins), ...Object.keys(services), ...approval.categories]);
  const choices = [...categories].flatMap((category) => choiceOf(category, facts) ?? []);
  return {
    services: choices.map((choice) => serviceOf(choice, facts)),
    diagnostics: [
      ...choices.flatMap((choice) => judgeChoice(choice, approval, facts.explain) ?? []),
      ...choices.flatMap((choice) => idleSettings(choice, facts)),
    ],
  };
}

function choiceOf(category: string, facts: ServiceFacts): PluginChoice | null {
  const chosen = facts.plugins[category]?.type;
  if (chosen !== undefined) return { category, type: chosen, path: pathText(['plugins', category, 'type']) };
  const [configured, ...rest] = Object.keys(facts.services[category] ?? {});
  if (configured !== undefined && rest.length === 0)
    return { category, type: configured, path: pathText(['services', category, configured]) };
  const [only, ...others] = facts.approval.allowed(category) ?? [];
  if (only === undefined || others.length > 0) return null;
  return { category, type: only, path: facts.approval.decidedBy(category, only) };
}

function serviceOf({ category, type, path }: PluginChoice, facts: ServiceFacts): CompiledService {
  const origin = facts.explain(path);
  if (!origin) throw new Error(`no manifest states ${path}`);
  const [chosen, settings] = [facts.plugins[category]?.config, facts.services[category]?.[type]];
  const config = isMapping(chosen) && isMapping(settings) ? { ...chosen, ...settings } : (settings ?? chosen ?? null);
  const bound = path.startsWith('governance.extra_policies');
  return { kind: category, type, config, shared: !bound && facts.tiers.shared.includes(origin.manifest), origin };
}

/** Settings of a plugin that is not the chosen one; a higher tier may well state them for domains that choose otherwise. */
function idleSettings({ category, type }: PluginChoice, facts: ServiceFacts): Diagnostic[] {
  return Object.keys(facts.services[category] ?? {}).flatMap((each) => {
    const step = facts.explain(pathText(['services', category, each]))?.chain.at(-1);
    if (each === type || step?.manifest !== facts.tiers.nearest) return [];
    return finding('SERVICE_NOT_CHOSEN', {
      message: `services.${category}.${each} has no effect: the ${category} plugin is '${type}'`,
      hint: `Configure ${category}.${type}, or choose '${each}' under plugins.${category}`,
      subject: each,
      location: step.location,
      details: { category, chosen: type, configured: each },
    });
  });
}
