import type { Rule } from '../rule/rule.js';
import { namingCase } from './namingCase.js';
import { namingColumnCase } from './namingColumnCase.js';
import { namingLayerContradictsPrefix } from './namingLayerContradictsPrefix.js';
import { namingUnknownLayer } from './namingUnknownLayer.js';
import { namingUnknownLayerPrefix } from './namingUnknownLayerPrefix.js';

/** How models and columns are named (ADR-0021, Naming Enforcement). In the order in which they run. */
export const namingRules: readonly Rule[] = [
  namingUnknownLayerPrefix,
  namingUnknownLayer,
  namingLayerContradictsPrefix,
  namingCase,
  namingColumnCase,
];
