import type { MergeStrategy } from '../../artifact.js';
import type { DocumentPath } from '../../source.js';
import {
  fewerAllowed,
  higherPercentage,
  longerDuration,
  lowerNumber,
  morePromises,
  scale,
  trueWins,
  type Strength,
} from './strength.js';

/** How a value that several manifests of a chain state is merged. */
export interface PolicyRule {
  /** Keys between dots; `*` stands for any key, `*_layer` for any key with that end. */
  readonly path: string;
  readonly strategy: MergeStrategy;
  readonly strength?: Strength;
  /** extend: the field by which members of two lists are the same member. */
  readonly key?: string;
  /** extend: the members' order is policy too. */
  readonly ordered?: boolean;
}

const gates = (at: string): PolicyRule[] => [
  { path: `${at}.minimum_coverage`, strategy: 'strengthen', strength: higherPercentage },
  { path: `${at}.required_tests`, strategy: 'extend' },
  { path: `${at}.required_documentation`, strategy: 'strengthen', strength: trueWins },
];

const override = (...paths: readonly string[]): PolicyRule[] => paths.map((path) => ({ path, strategy: 'override' }));
const ofLayers = (...names: readonly string[]): string[] => names.map((name) => `data_architecture.layers.*.${name}`);

/**
 * The table of strategies (decision 8, ADR-0021 "Federated Governance"): a row for every field of a manifest but those
 * that say what it is itself. A row that names a mapping holds for all that is in it; `override` goes key by key.
 */
export const policyRules: readonly PolicyRule[] = [
  { path: 'approved_plugins', strategy: 'forbid' },
  { path: 'domains', strategy: 'forbid' },
  { path: 'glossary', strategy: 'forbid' },
  { path: 'governance.extra_policies', strategy: 'forbid' },
  ...override('plugins.*.type', 'plugins.*.config', 'services'),

  {
    path: 'governance.audit_logging',
    strategy: 'strengthen',
    strength: scale(['off', 'disabled', false], 'optional', ['required', 'enabled', 'on', true]),
  },
  { path: 'governance.classification.levels', strategy: 'extend', ordered: true },
  { path: 'governance.classification.*.requires_encryption', strategy: 'strengthen', strength: trueWins },
  { path: 'governance.classification.*.requires_masking_in_non_prod', strategy: 'strengthen', strength: trueWins },
  { path: 'governance.classification.*.retention_max_days', strategy: 'strengthen', strength: lowerNumber },

  { path: 'governance.quality_gates.minimum_test_coverage', strategy: 'strengthen', strength: higherPercentage },
  { path: 'governance.quality_gates.required_tests', strategy: 'extend' },
  { path: 'governance.quality_gates.test_aliases.*', strategy: 'extend' },
  ...gates('governance.quality_gates.*_layer'),

  { path: 'governance.interoperability.sla_enforcement', strategy: 'strengthen', strength: trueWins },
  { path: 'governance.interoperability.data_contracts.required', strategy: 'strengthen', strength: trueWins },
  { path: 'governance.interoperability.data_contracts.schema_registry', strategy: 'strengthen', strength: trueWins },
  {
    path: 'governance.interoperability.data_contracts.schema_compatibility',
    strategy: 'strengthen',
    strength: morePromises,
  },
  {
    path: 'governance.interoperability.data_contracts.breaking_change_notification',
    strategy: 'strengthen',
    strength: longerDuration,
  },
  {
    path: 'governance.interoperability.data_contracts.unpublished_provider',
    strategy: 'strengthen',
    strength: scale('info', ['warn', 'warning'], 'error'),
  },
  ...override('governance.interoperability.data_contracts.promotion_profile'),
  { path: 'governance.interoperability.data_contracts.demote', strategy: 'forbid' },

  ...override('data_architecture.pattern', 'data_architecture.naming.case'),
  {
    path: 'data_architecture.naming.enforcement',
    strategy: 'strengthen',
    strength: scale(['off', false], 'warn', 'strict'),
  },
  {
    path: 'data_architecture.naming.columns',
    strategy: 'strengthen',
    strength: scale(['off', false], ['snake_case', 'camelCase', 'PascalCase']),
  },
  ...override(...ofLayers('enabled', 'prefix', 'suffix', 'pattern', 'description', 'catalog_namespace')),
  ...gates('data_architecture.layers.*.quality_gates'),
  { path: 'data_architecture.layers.*.scd.types_allowed', strategy: 'strengthen', strength: fewerAllowed },
  ...override(...ofLayers('scd.default_type')),

  { path: 'catalog_structure.namespaces', strategy: 'extend', key: 'name' },
];

const compiled = policyRules.map((rule) => ({ rule, keys: rule.path.split('.') }));

function keyMatches(pattern: string, key: string): boolean {
  if (!pattern.startsWith('*')) return pattern === key;
  return key.endsWith(pattern.slice(1)) && key.length >= pattern.length;
}

/** The row of the table for exactly this path, or null. */
export function policyRuleAt(path: DocumentPath): PolicyRule | null {
  const found = compiled.find(
    ({ keys }) => keys.length === path.length && keys.every((key, i) => keyMatches(key, String(path[i]))),
  );
  return found?.rule ?? null;
}

/** The strategy that decides a path: its own row's, or that of the nearest row above it. */
export function strategyAt(path: DocumentPath): MergeStrategy {
  for (let length = path.length; length > 0; length -= 1) {
    const rule = policyRuleAt(path.slice(0, length));
    if (rule) return rule.strategy;
  }
  return 'override';
}
