import type { EvolutionPolicy } from '../contracts/evolution.js';
import type { EffectivePlatform } from './policy/platform.js';

/** How changes of the output ports of a product are judged. */
export interface ChangePolicy extends EvolutionPolicy {
  /** The notice of contracts on them, ISO 8601. */
  readonly breakingChangeNotice: string;
}

/** The policy of a platform: its mode and notice, whose rules types grow by, what it demotes, its classification levels. */
export function platformChangePolicy({ contractPolicy, classification }: EffectivePlatform): ChangePolicy {
  const { compatibility: mode, breakingChangeNotice, profile, demoted } = contractPolicy;
  return { mode, breakingChangeNotice, profile, levels: classification.levels, ...(demoted && { demoted }) };
}
