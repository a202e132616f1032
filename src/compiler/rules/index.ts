import { contractAccessDenied } from './contractAccessDenied.js';
import { contractAccessUnstated } from './contractAccessUnstated.js';
import { contractColumnNotOffered } from './contractColumnNotOffered.js';
import { contractColumnUndeclared } from './contractColumnUndeclared.js';
import { contractConsumerBroken } from './contractConsumerBroken.js';
import { contractInputPortNotFound } from './contractInputPortNotFound.js';
import { contractOwnPort } from './contractOwnPort.js';
import { contractNoticeRunning } from './contractNoticeRunning.js';
import { contractProviderUnpublished } from './contractProviderUnpublished.js';
import { contractProviderDeprecated } from './contractProviderDeprecated.js';
import { contractSchemaIncompatible } from './contractSchemaIncompatible.js';
import { contractSlaNotMet } from './contractSlaNotMet.js';
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
import { dataVaultHubKeyMissing } from './dataVaultHubKeyMissing.js';
import { dataVaultLinkTooFewHubs } from './dataVaultLinkTooFewHubs.js';
import { dataVaultSatelliteColumnMissing } from './dataVaultSatelliteColumnMissing.js';
import { dataVaultSatelliteParent } from './dataVaultSatelliteParent.js';
import { lifecycleDeprecationUnclear } from './lifecycleDeprecationUnclear.js';
import { lifecycleRetiredInUse } from './lifecycleRetiredInUse.js';
import { lifecycleTransition } from './lifecycleTransition.js';
import { lineageCycle } from './lineageCycle.js';
import { modelTableOutsideDomain } from './modelTableOutsideDomain.js';
import { namingCase } from './namingCase.js';
import { namingColumnCase } from './namingColumnCase.js';
import { namingLayerContradictsPrefix } from './namingLayerContradictsPrefix.js';
import { namingUnknownLayer } from './namingUnknownLayer.js';
import { namingUnknownLayerPrefix } from './namingUnknownLayerPrefix.js';
import { portAvailabilityExceedsProvider } from './portAvailabilityExceedsProvider.js';
import { portFreshnessExceedsProvider } from './portFreshnessExceedsProvider.js';
import { portFreshnessUnreachable } from './portFreshnessUnreachable.js';
import { portColumnDuplicate } from './portColumnDuplicate.js';
import { portNameDuplicate } from './portNameDuplicate.js';
import { portSchemaInvalid } from './portSchemaInvalid.js';
import { portSchemaUnresolved } from './portSchemaUnresolved.js';
import { portTableClaimed } from './portTableClaimed.js';
import { portTableOutsideDomain } from './portTableOutsideDomain.js';
import { qualityCoverageBelowMinimum } from './qualityCoverageBelowMinimum.js';
import { qualityMissingTest } from './qualityMissingTest.js';
import { qualityNoColumns } from './qualityNoColumns.js';
import { qualityNoPrimaryKey } from './qualityNoPrimaryKey.js';
import { qualitySourceStale } from './qualitySourceStale.js';
import { qualityTestFailed } from './qualityTestFailed.js';
import type { Rule } from './rule.js';
import { scdColumnMissing } from './scdColumnMissing.js';
import { scdColumnType } from './scdColumnType.js';
import { scdJoinWithoutMoment } from './scdJoinWithoutMoment.js';
import { scdSnapshotIncomplete } from './scdSnapshotIncomplete.js';
import { scdTypeNotAllowed } from './scdTypeNotAllowed.js';
import { scheduleInvalid } from './scheduleInvalid.js';
import { scheduleRunTooLong } from './scheduleRunTooLong.js';
import { versionBumpTooLarge } from './versionBumpTooLarge.js';
import { versionBumpTooSmall } from './versionBumpTooSmall.js';

/** Every rule of a product's compilation, in the order in which a stage runs and prints them. */
export const rules: readonly Rule[] = [
  namingUnknownLayerPrefix,
  namingUnknownLayer,
  namingLayerContradictsPrefix,
  namingCase,
  namingColumnCase,
  qualityMissingTest,
  qualityNoColumns,
  qualityNoPrimaryKey,
  qualityCoverageBelowMinimum,
  qualityTestFailed,
  qualitySourceStale,
  scdTypeNotAllowed,
  scdColumnMissing,
  scdColumnType,
  scdSnapshotIncomplete,
  scdJoinWithoutMoment,
  dataVaultHubKeyMissing,
  dataVaultLinkTooFewHubs,
  dataVaultSatelliteParent,
  dataVaultSatelliteColumnMissing,
  portNameDuplicate,
  portColumnDuplicate,
  lifecycleTransition,
  lifecycleRetiredInUse,
  lifecycleDeprecationUnclear,
  portSchemaUnresolved,
  portSchemaInvalid,
  scheduleInvalid,
  scheduleRunTooLong,
  portFreshnessUnreachable,
  portFreshnessExceedsProvider,
  portAvailabilityExceedsProvider,
  lineageCycle,
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
  versionBumpTooSmall,
  versionBumpTooLarge,
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
  portTableOutsideDomain,
  modelTableOutsideDomain,
  portTableClaimed,
];
