import type { Rule } from '../rule/rule.js';
import { scdBusinessKeyUnique } from './scdBusinessKeyUnique.js';
import { scdColumnMissing } from './scdColumnMissing.js';
import { scdColumnType } from './scdColumnType.js';
import { scdEndNeverNull } from './scdEndNeverNull.js';
import { scdJoinWithoutMoment } from './scdJoinWithoutMoment.js';
import { scdSnapshotIncomplete } from './scdSnapshotIncomplete.js';
import { scdTypeNotAllowed } from './scdTypeNotAllowed.js';

/** Slowly changing dimensions: their columns, snapshots and joins (Kimball). In the order in which they run. */
export const scdRules: readonly Rule[] = [
  scdTypeNotAllowed,
  scdColumnMissing,
  scdColumnType,
  scdBusinessKeyUnique,
  scdSnapshotIncomplete,
  scdJoinWithoutMoment,
  scdEndNeverNull,
];
