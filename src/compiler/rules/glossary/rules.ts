import type { Rule } from '../rule/rule.js';
import { governanceUnknownTerm } from './governanceUnknownTerm.js';

/** The terms that ports and columns name. In the order in which they run. */
export const glossaryRules: readonly Rule[] = [governanceUnknownTerm];
