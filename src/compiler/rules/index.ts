import { namingRules } from './naming/rules.js';
import { qualityRules } from './quality/rules.js';
import { scdRules } from './scd/rules.js';
import { dataVaultRules } from './dataVault/rules.js';
import { portDeclarationRules, portPromiseRules, portSchemaRules, tableRules } from './port/rules.js';
import { portMadeRules } from './portMade/rules.js';
import { lifecycleRules, versionRules } from './lifecycle/rules.js';
import { contractRules } from './contract/rules.js';
import { glossaryRules } from './glossary/rules.js';
import { governanceRules } from './governance/rules.js';
import { ingestionRules } from './ingestion/rules.js';
import type { Rule } from './rule/rule.js';

/** Every rule of a product's compilation, in the order in which a stage runs and prints them. */
export const rules: readonly Rule[] = [
  ...namingRules,
  ...qualityRules,
  ...scdRules,
  ...dataVaultRules,
  ...portDeclarationRules,
  ...lifecycleRules,
  ...portSchemaRules,
  ...portMadeRules,
  ...portPromiseRules,
  ...contractRules,
  ...versionRules,
  ...governanceRules,
  ...glossaryRules,
  ...ingestionRules,
  ...tableRules,
];
