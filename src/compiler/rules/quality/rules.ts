import type { Rule } from '../rule/rule.js';
import { qualityCoverageBelowMinimum } from './qualityCoverageBelowMinimum.js';
import { qualityMissingTest } from './qualityMissingTest.js';
import { qualityNoColumns } from './qualityNoColumns.js';
import { qualityNoPrimaryKey } from './qualityNoPrimaryKey.js';
import { qualitySourceStale } from './qualitySourceStale.js';
import { qualityTestFailed } from './qualityTestFailed.js';
import { sqlNotFollowed } from './sqlNotFollowed.js';

/** Tests, documentation and coverage of models (ADR-0021, Quality Gates). In the order in which they run. */
export const qualityRules: readonly Rule[] = [
  qualityMissingTest,
  qualityNoColumns,
  qualityNoPrimaryKey,
  qualityCoverageBelowMinimum,
  qualityTestFailed,
  qualitySourceStale,
  sqlNotFollowed,
];
