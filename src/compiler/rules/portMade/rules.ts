import type { Rule } from '../rule/rule.js';
import { columnTypeUnknown } from './columnTypeUnknown.js';
import { portColumnNotMade } from './portColumnNotMade.js';
import { portColumnType } from './portColumnType.js';
import { portTableNotMade } from './portTableNotMade.js';

/** What ports promise against what their models make: table, columns, types. In the order in which they run. */
export const portMadeRules: readonly Rule[] = [columnTypeUnknown, portTableNotMade, portColumnNotMade, portColumnType];
