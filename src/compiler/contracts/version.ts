import semver from 'semver';
import type { Bump } from '../changes/row.js';
import type { JudgedChange } from './judge.js';

const ORDER: readonly Bump[] = ['patch', 'minor', 'major'];

/** The bump that these changes require together; null where there are none. */
export function requiredBump(changes: readonly Pick<JudgedChange, 'bump'>[]): Bump | null {
  return ORDER.findLast((bump) => changes.some((each) => each.bump === bump)) ?? null;
}

/** Below 1.0.0 a minor is as much as a major (semver.org, 4). */
const effective = (current: string, bump: Bump): Bump =>
  bump === 'major' && semver.lt(current, '1.0.0') ? 'minor' : bump;

/** The version after a bump. Throws RangeError for no version. */
export function nextVersion(current: string, bump: Bump): string {
  const next = semver.inc(current, effective(current, bump));
  if (!next) throw new RangeError(`"${current}" is not a semantic version`);
  return next;
}

/** A row of the table that is about the version itself. */
export type VersionRule = 'version_same' | 'version_small' | 'version_large';

export const VERSION_ROWS: Readonly<Record<VersionRule, { readonly error: boolean; readonly what: string }>> = {
  version_same: { error: true, what: 'The content changed, the version did not rise.' },
  version_small: { error: true, what: 'The version rose less than the changes require.' },
  version_large: { error: false, what: 'The version rose more than the changes require.' },
};

export interface VersionVerdict {
  readonly rule: VersionRule;
  readonly required: Bump;
  /** The version to use. */
  readonly next: string;
}

const raised = (before: string, after: string): Bump => {
  if (semver.major(after) !== semver.major(before)) return 'major';
  return semver.minor(after) !== semver.minor(before) ? 'minor' : 'patch';
};

/** A version without its pre-release: `4.0.0-rc.1` is one of 4.0.0. */
const released = (version: string): string => {
  const { major, minor, patch } = new semver.SemVer(version);
  return `${major}.${minor}.${patch}`;
};

/**
 * Holds the version that a changed product or contract bears against the bump that its changes require; null where they
 * fit, or where nothing changed. A pre-release promises no more than the version that it leads to (semver.org, 9), so that
 * from 4.0.0-rc.1 a breaking change leads to 4.0.0-rc.2 or 4.0.0. The version that is offered always fits.
 * Throws RangeError where `before` is no semantic version.
 */
export function judgeVersion(before: string, after: string, required: Bump | null): VersionVerdict | null {
  if (required === null) return null;
  const next = nextVersion(before, required);
  if (semver.lte(after, before)) return { rule: 'version_same', required, next };
  if (semver.lt(released(after), next)) return { rule: 'version_small', required, next };
  const [has, needs] = [raised(released(before), after), effective(before, required)].map((bump) =>
    ORDER.indexOf(bump),
  );
  const isLarge = (has ?? 0) > (needs ?? 0) && semver.gt(released(after), next);
  return isLarge ? { rule: 'version_large', required, next } : null;
}
