import type { CompatibilityMode } from '../../artifact.js';

/** What a mode asks of a change, and of which versions. */
interface Mode {
  readonly backward: boolean;
  readonly forward: boolean;
  /** Against every version not retired, not the last alone. */
  readonly transitive: boolean;
  /** For people; what those who know a schema registry must hear. */
  readonly definition: string;
}

const CONSUMER = 'an unchanged consumer of the old terms survives the new output';
const HISTORY = 'a consumer of the new terms can read the old output (history, replay, a provider that lags)';
const mode = (backward: boolean, forward: boolean, transitive: boolean, definition: string): Mode => ({
  backward,
  forward,
  transitive,
  definition: `${definition}${transitive ? ' Holds against every version that is not retired.' : ''}`,
});

const BACKWARD = `The provider may add columns, not remove them: ${CONSUMER}. A schema registry calls this FORWARD.`;
const FORWARD = `The provider may remove columns, and add optional ones: ${HISTORY}. A schema registry calls this BACKWARD.`;
const FULL = `Both: ${CONSUMER}, and ${HISTORY}.`;

/** ADR-0021, `validation.schema_compatibility`, from the consumer's view; by inclusion of what the terms allow. */
export const MODES: Readonly<Record<CompatibilityMode, Mode>> = {
  none: mode(false, false, false, 'Nothing is promised: every change is told, none breaks.'),
  backward: mode(true, false, false, BACKWARD),
  forward: mode(false, true, false, FORWARD),
  full: mode(true, true, false, FULL),
  backward_transitive: mode(true, false, true, BACKWARD),
  forward_transitive: mode(false, true, true, FORWARD),
  full_transitive: mode(true, true, true, FULL),
};

/** Whether a mode promises all that another promises. */
export function atLeastAsStrict(mode: CompatibilityMode, than: CompatibilityMode): boolean {
  const [a, b] = [MODES[mode], MODES[than]];
  const implies = (field: 'backward' | 'forward' | 'transitive'): boolean => a[field] || !b[field];
  return implies('backward') && implies('forward') && implies('transitive');
}
