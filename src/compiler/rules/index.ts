import { contractAccessDenied } from './contract/contractAccessDenied.js';
import { contractAccessUnstated } from './contract/contractAccessUnstated.js';
import { contractColumnNotOffered } from './contract/contractColumnNotOffered.js';
import { contractColumnUndeclared } from './contract/contractColumnUndeclared.js';
import { contractConsumerBroken } from './contract/contractConsumerBroken.js';
import { contractInputPortNotFound } from './contract/contractInputPortNotFound.js';
import { contractOwnPort } from './contract/contractOwnPort.js';
import { contractNoticeRunning } from './contract/contractNoticeRunning.js';
import { contractProviderUnpublished } from './contract/contractProviderUnpublished.js';
import { contractProviderDeprecated } from './contract/contractProviderDeprecated.js';
import { contractSchemaIncompatible } from './contract/contractSchemaIncompatible.js';
import { contractSlaNotMet } from './contract/contractSlaNotMet.js';
import { governanceClassificationContradicts } from './governance/governanceClassificationContradicts.js';
import { governanceClassificationUndeclared } from './governance/governanceClassificationUndeclared.js';
import { governanceClassificationWeakened } from './governance/governanceClassificationWeakened.js';
import { governanceContractRequired } from './governance/governanceContractRequired.js';
import { governanceHandlingUnreadable } from './governance/governanceHandlingUnreadable.js';
import { governancePiiNotEncrypted } from './governance/governancePiiNotEncrypted.js';
import { governancePiiNotMasked } from './governance/governancePiiNotMasked.js';
import { governancePortUnreadable } from './governance/governancePortUnreadable.js';
import { governanceRetentionExceeded } from './governance/governanceRetentionExceeded.js';
import { governanceRetentionUnstated } from './governance/governanceRetentionUnstated.js';
import { governanceSchemaUnstated } from './governance/governanceSchemaUnstated.js';
import { governanceSlaUnstated } from './governance/governanceSlaUnstated.js';
import { governanceUnknownClassification } from './governance/governanceUnknownClassification.js';
import { governanceUnknownGrantee } from './governance/governanceUnknownGrantee.js';
import { dataVaultHubKeyMissing } from './dataVault/dataVaultHubKeyMissing.js';
import { dataVaultLinkTooFewHubs } from './dataVault/dataVaultLinkTooFewHubs.js';
import { dataVaultSatelliteColumnMissing } from './dataVault/dataVaultSatelliteColumnMissing.js';
import { dataVaultSatelliteParent } from './dataVault/dataVaultSatelliteParent.js';
import { lifecycleDeprecationUnclear } from './lifecycle/lifecycleDeprecationUnclear.js';
import { lifecycleRetiredInUse } from './lifecycle/lifecycleRetiredInUse.js';
import { lifecycleTransition } from './lifecycle/lifecycleTransition.js';
import { lineageCycle } from './port/lineageCycle.js';
import { modelTableOutsideDomain } from './port/modelTableOutsideDomain.js';
import { namingCase } from './naming/namingCase.js';
import { namingColumnCase } from './naming/namingColumnCase.js';
import { namingLayerContradictsPrefix } from './naming/namingLayerContradictsPrefix.js';
import { namingUnknownLayer } from './naming/namingUnknownLayer.js';
import { namingUnknownLayerPrefix } from './naming/namingUnknownLayerPrefix.js';
import { portAvailabilityExceedsProvider } from './port/portAvailabilityExceedsProvider.js';
import { portFreshnessExceedsProvider } from './port/portFreshnessExceedsProvider.js';
import { portFreshnessUnreachable } from './port/portFreshnessUnreachable.js';
import { portColumnDuplicate } from './port/portColumnDuplicate.js';
import { portNameDuplicate } from './port/portNameDuplicate.js';
import { portSchemaInvalid } from './port/portSchemaInvalid.js';
import { portSchemaUnresolved } from './port/portSchemaUnresolved.js';
import { portTableClaimed } from './port/portTableClaimed.js';
import { portTableOutsideDomain } from './port/portTableOutsideDomain.js';
import { qualityCoverageBelowMinimum } from './quality/qualityCoverageBelowMinimum.js';
import { qualityMissingTest } from './quality/qualityMissingTest.js';
import { qualityNoColumns } from './quality/qualityNoColumns.js';
import { qualityNoPrimaryKey } from './quality/qualityNoPrimaryKey.js';
import { qualitySourceStale } from './quality/qualitySourceStale.js';
import { qualityTestFailed } from './quality/qualityTestFailed.js';
import type { Rule } from './rule/rule.js';
import { scdColumnMissing } from './scd/scdColumnMissing.js';
import { scdColumnType } from './scd/scdColumnType.js';
import { scdJoinWithoutMoment } from './scd/scdJoinWithoutMoment.js';
import { scdSnapshotIncomplete } from './scd/scdSnapshotIncomplete.js';
import { scdTypeNotAllowed } from './scd/scdTypeNotAllowed.js';
import { scheduleInvalid } from './port/scheduleInvalid.js';
import { scheduleRunTooLong } from './port/scheduleRunTooLong.js';
import { versionBumpTooLarge } from './lifecycle/versionBumpTooLarge.js';
import { versionBumpTooSmall } from './lifecycle/versionBumpTooSmall.js';

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
