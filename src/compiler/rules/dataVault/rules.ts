import type { Rule } from '../rule/rule.js';
import { dataVaultHubKeyMissing } from './dataVaultHubKeyMissing.js';
import { dataVaultLinkTooFewHubs } from './dataVaultLinkTooFewHubs.js';
import { dataVaultSatelliteColumnMissing } from './dataVaultSatelliteColumnMissing.js';
import { dataVaultSatelliteParent } from './dataVaultSatelliteParent.js';

/** Hubs, links and satellites (Data Vault 2.0). In the order in which they run. */
export const dataVaultRules: readonly Rule[] = [
  dataVaultHubKeyMissing,
  dataVaultLinkTooFewHubs,
  dataVaultSatelliteParent,
  dataVaultSatelliteColumnMissing,
];
