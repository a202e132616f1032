import type { Rule } from '../rule/rule.js';
import { contractAccessDenied } from './contractAccessDenied.js';
import { contractAccessUnstated } from './contractAccessUnstated.js';
import { contractColumnNotOffered } from './contractColumnNotOffered.js';
import { contractColumnUndeclared } from './contractColumnUndeclared.js';
import { contractConsumerBroken } from './contractConsumerBroken.js';
import { contractInputPortNotFound } from './contractInputPortNotFound.js';
import { contractNoticeRunning } from './contractNoticeRunning.js';
import { contractOwnPort } from './contractOwnPort.js';
import { contractProviderDeprecated } from './contractProviderDeprecated.js';
import { contractProviderUnpublished } from './contractProviderUnpublished.js';
import { contractSchemaIncompatible } from './contractSchemaIncompatible.js';
import { contractSlaNotMet } from './contractSlaNotMet.js';

/** Input ports against what their providers promise, and the contracts that follow. In the order in which they run. */
export const contractRules: readonly Rule[] = [
  contractInputPortNotFound,
  contractOwnPort,
  contractProviderUnpublished,
  contractAccessDenied,
  contractAccessUnstated,
  contractSchemaIncompatible,
  contractNoticeRunning,
  contractColumnUndeclared,
  contractColumnNotOffered,
  contractProviderDeprecated,
  contractSlaNotMet,
  contractConsumerBroken,
];
