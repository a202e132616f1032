import type { Rule } from '../rule/rule.js';
import { governanceClassificationContradicts } from './governanceClassificationContradicts.js';
import { governanceClassificationUndeclared } from './governanceClassificationUndeclared.js';
import { governanceClassificationWeakened } from './governanceClassificationWeakened.js';
import { governanceContractRequired } from './governanceContractRequired.js';
import { governanceHandlingUnreadable } from './governanceHandlingUnreadable.js';
import { governancePiiNotEncrypted } from './governancePiiNotEncrypted.js';
import { governancePiiNotMasked } from './governancePiiNotMasked.js';
import { governancePortUnreadable } from './governancePortUnreadable.js';
import { governanceRetentionExceeded } from './governanceRetentionExceeded.js';
import { governanceRetentionUnstated } from './governanceRetentionUnstated.js';
import { governanceSchemaUnstated } from './governanceSchemaUnstated.js';
import { governanceSlaUnstated } from './governanceSlaUnstated.js';
import { governanceUnknownClassification } from './governanceUnknownClassification.js';
import { governanceUnknownGrantee } from './governanceUnknownGrantee.js';

/** Classification, retention, access and what the enterprise requires of contracts. In the order in which they run. */
export const governanceRules: readonly Rule[] = [
  governancePiiNotEncrypted,
  governancePiiNotMasked,
  governanceRetentionExceeded,
  governanceRetentionUnstated,
  governanceUnknownClassification,
  governanceHandlingUnreadable,
  governanceClassificationContradicts,
  governanceClassificationWeakened,
  governanceClassificationUndeclared,
  governanceContractRequired,
  governanceSchemaUnstated,
  governanceSlaUnstated,
  governanceUnknownGrantee,
  governancePortUnreadable,
];
