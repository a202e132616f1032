import type { PolicyOrigin } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import type { SourceLocation } from '../source.js';
import { finding, nearestName } from './policy/finding.js';
import type { EffectivePlatform } from './policy/platform.js';
import { isMapping, texts, valueAt } from '../values/json.js';
import { pathText } from './policy/policyPath.js';
import type { Registration } from './registration.js';

/** The plugins that may be chosen in each category (decision 9). */
export interface Approval {
  /** null: the category is open. */
  allowed(category: string): readonly string[] | null;
  /** Every closed category: the enterprise's in document order, then those that only this domain's policies close. */
  readonly categories: readonly string[];
  /** True where the domain's extra policies narrow the category. */
  narrowed(category: string): boolean;
  /** The path of the line that decides about a plugin: the narrowing where the enterprise itself approves it. */
  decidedBy(category: string, type: string): string;
}

const SUFFIX = '_approved';

/** What the enterprise approves, narrowed by `extra_policies.<category>_approved` of the registered domain. */
export function approvalFor(
  approved: Readonly<Record<string, readonly string[]>>,
  extraPolicies: Readonly<Record<string, unknown>>,
): Approval {
  const narrowing = new Map(
    Object.entries(extraPolicies)
      .filter(([key]) => key.endsWith(SUFFIX) && key.length > SUFFIX.length)
      .map(([key, value]) => [key.slice(0, -SUFFIX.length), Array.isArray(value) ? texts(value) : [String(value)]]),
  );
  const base = (category: string): readonly string[] | null =>
    Object.hasOwn(approved, category) ? (approved[category] ?? []) : null;
  return {
    categories: [...new Set([...Object.keys(approved), ...narrowing.keys()])],
    narrowed: (category) => narrowing.has(category),
    allowed(category) {
      const narrow = narrowing.get(category);
      const wide = base(category);
      return narrow ? narrow.filter((type) => wide?.includes(type) ?? true) : wide;
    },
    decidedBy(category, type) {
      const wide = base(category);
      const refusedByAll = wide !== null && !wide.includes(type);
      return narrowing.has(category) && !refusedByAll
        ? pathText(['governance', 'extra_policies', `${category}${SUFFIX}`])
        : pathText(['approved_plugins', category]);
    },
  };
}

/** The plugins that products of a platform may use of a category, of its tiers together; null where it is open (decision 9). */
export function approvedPlugins(effective: EffectivePlatform['effective'], category: string): readonly string[] | null {
  const listed = valueAt(effective, ['approved_plugins']);
  const extra = valueAt(effective, ['governance', 'extra_policies']);
  const approved = Object.entries(isMapping(listed) ? listed : {}).map(([key, value]) => [key, texts(value)]);
  const lists = Object.fromEntries(approved) as Record<string, string[]>;
  return approvalFor(lists, isMapping(extra) ? extra : {}).allowed(category);
}

/** A plugin that some manifest chooses or configures. */
export interface PluginChoice {
  readonly category: string;
  readonly type: string;
  /** The path at which it is chosen. */
  readonly path: string;
}

/** PLUGIN_NOT_APPROVED for a choice outside the approved ones; null where it may be. */
export function judgeChoice(
  choice: PluginChoice,
  approval: Approval,
  explain: (path: string) => PolicyOrigin | null,
): Diagnostic | null {
  const { category, type } = choice;
  const allowed = approval.allowed(category);
  if (!allowed || allowed.includes(type)) return null;
  const decided = explain(approval.decidedBy(category, type));
  const at = decided?.chain[0]?.location ?? null;
  return finding('PLUGIN_NOT_APPROVED', {
    message: `${category} plugin '${type}' is not approved${approval.narrowed(category) ? ' for this domain' : ''}`,
    expected: allowed.length > 0 ? `one of ${allowed.join(', ')}` : 'no plugin: none is approved',
    hint: nearestName(type, allowed),
    subject: type,
    location: choicePlace(choice, explain),
    related:
      at && decided ? [{ message: `${decided.manifest} approves ${allowed.join(', ')} here`, location: at }] : [],
    details: { category, type, approved: allowed, decidedBy: decided?.path ?? null },
  });
}

function choicePlace(choice: PluginChoice, explain: (path: string) => PolicyOrigin | null): SourceLocation | null {
  return explain(choice.path)?.chain.at(-1)?.location ?? null;
}

/** A narrowing can only name plugins that the enterprise approves. */
export function judgeNarrowing(
  registration: Registration,
  approved: Readonly<Record<string, readonly string[]>>,
): Diagnostic[] {
  return Object.entries(registration.extraPolicies).flatMap(([key, value]) => {
    const category = key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : null;
    const wide = category !== null && Object.hasOwn(approved, category) ? approved[category] : undefined;
    if (!wide) return [];
    const unknown = texts(value).filter((type) => !wide.includes(type));
    return unknown.map((type) =>
      finding('PLUGIN_NOT_APPROVED', {
        message: `${key} of domain '${registration.name}' names '${type}', which no domain may use`,
        expected: `one of ${wide.join(', ')}`,
        hint: nearestName(type, wide),
        subject: type,
        location: registration.locate(['extra_policies', key]),
        related: [
          {
            message: 'The approved plugins',
            location: registration.enterprise.manifest.locate(['approved_plugins', category ?? '']),
          },
        ],
        details: { category, type, approved: wide, domain: registration.name },
      }),
    );
  });
}
