import type { Rule } from '../rule/rule.js';
import { governanceIngestionNotApproved } from './governanceIngestionNotApproved.js';
import { portIngestionOptionUnknown } from './portIngestionOptionUnknown.js';

/** What input ports say of the tools that bring their data in. In the order in which they run. */
export const ingestionRules: readonly Rule[] = [governanceIngestionNotApproved, portIngestionOptionUnknown];
