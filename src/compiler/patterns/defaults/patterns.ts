import type { ModelingPattern } from '../../artifact.js';
import { dataVault } from './dataVault.js';
import { hybrid } from './hybrid.js';
import { kimball } from './kimball.js';
import { medallion } from './medallion.js';
import type { Pattern } from './pattern.js';

/** ADR-0021, Decision: "with medallion as the default". */
export const DEFAULT_PATTERN: ModelingPattern = 'medallion';

/** ADR-0021, Supported Patterns: the data modeling patterns by name. */
export const patterns: Readonly<Record<ModelingPattern, Pattern>> = {
  medallion,
  kimball,
  data_vault: dataVault,
  hybrid,
};

/** Whether a value names a modeling pattern. */
export const isPattern = (value: unknown): value is ModelingPattern =>
  typeof value === 'string' && Object.hasOwn(patterns, value);

export const MODELING_PATTERNS = Object.keys(patterns) as readonly ModelingPattern[];
