import type { Comparison, CompareDeployed, Drift } from '../actions/kit/needs.js';
import type { ChangeKind } from './deploy/deployment.js';
import { SystemError } from './system/SystemError.js';
import { Polaris } from './polaris/Polaris.js';
import type { PolarisSettings } from './polaris/settings.js';

/** Who asks the catalog waits for it. */
const LIMIT_MS = 20_000;

/** Nothing is pruned here, so that nothing is to be revoked. */
const KINDS: Readonly<Record<ChangeKind, Drift['kind']>> = {
  ADD: 'missing',
  CHANGE: 'different',
  FOREIGN: 'foreign',
  REVOKE: 'foreign',
};

/** Compares with a catalog of Polaris, all of it in so many milliseconds; null where none is configured. */
export function comparePolaris(settings: PolarisSettings | null, limitMs = LIMIT_MS): CompareDeployed | null {
  if (settings === null) return null;
  return async (wanted): Promise<Comparison> => {
    const patience = { limitMs, waits: [200], signal: AbortSignal.timeout(limitMs) };
    const polaris = new Polaris(settings, wanted, patience);
    try {
      const { changes } = await polaris.plan({ prune: false });
      const { system } = polaris;
      return {
        drift: changes.map(({ path, kind, expected, found }) => ({ system, path, kind: KINDS[kind], expected, found })),
      };
    } catch (error) {
      if (error instanceof SystemError) return { problem: error.message };
      throw error;
    }
  };
}
