import type { Rule } from '../rule/rule.js';
import { lifecycleDeprecationUnclear } from './lifecycleDeprecationUnclear.js';
import { lifecycleRetiredInUse } from './lifecycleRetiredInUse.js';
import { lifecycleTransition } from './lifecycleTransition.js';
import { versionBumpTooLarge } from './versionBumpTooLarge.js';
import { versionBumpTooSmall } from './versionBumpTooSmall.js';

/** Where a port or product stands in its life. In the order in which they run. */
export const lifecycleRules: readonly Rule[] = [
  lifecycleTransition,
  lifecycleRetiredInUse,
  lifecycleDeprecationUnclear,
];

/** The version of the document against what it changes (Semantic Versioning). In the order in which they run. */
export const versionRules: readonly Rule[] = [versionBumpTooSmall, versionBumpTooLarge];
