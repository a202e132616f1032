import type { Rule } from '../rule/rule.js';
import { lineageCycle } from './lineageCycle.js';
import { modelTableOutsideDomain } from './modelTableOutsideDomain.js';
import { portAvailabilityExceedsProvider } from './portAvailabilityExceedsProvider.js';
import { portColumnDuplicate } from './portColumnDuplicate.js';
import { portFreshnessExceedsProvider } from './portFreshnessExceedsProvider.js';
import { portFreshnessUnreachable } from './portFreshnessUnreachable.js';
import { portNameDuplicate } from './portNameDuplicate.js';
import { portSchemaInvalid } from './portSchemaInvalid.js';
import { portSchemaUnresolved } from './portSchemaUnresolved.js';
import { portTableClaimed } from './portTableClaimed.js';
import { portTableOutsideDomain } from './portTableOutsideDomain.js';
import { scheduleInvalid } from './scheduleInvalid.js';
import { scheduleRunTooLong } from './scheduleRunTooLong.js';

/** What the ports of a document say of themselves, each read alone. In the order in which they run. */
export const portDeclarationRules: readonly Rule[] = [portNameDuplicate, portColumnDuplicate];

/** The schemas that ports name. In the order in which they run. */
export const portSchemaRules: readonly Rule[] = [portSchemaUnresolved, portSchemaInvalid];

/** What ports promise: their schedule, SLA, and what they are made of. In the order in which they run. */
export const portPromiseRules: readonly Rule[] = [
  scheduleInvalid,
  scheduleRunTooLong,
  portFreshnessUnreachable,
  portFreshnessExceedsProvider,
  portAvailabilityExceedsProvider,
  lineageCycle,
];

/** Tables against the namespaces of the domain and the claims of other products. In the order in which they run. */
export const tableRules: readonly Rule[] = [portTableOutsideDomain, modelTableOutsideDomain, portTableClaimed];
