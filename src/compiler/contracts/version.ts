import semver from 'semver';
import type { JudgedChange } from './judge.js';
import type { Bump } from './rows.js';

const ORDER: readonly Bump[] = ['patch', 'minor', 'major'];

/** The bump that these changes require together; null where there are none. */
export function requiredBump(changes: readonly Pick<JudgedChange, 'bump'>[]): Bump | null {
  const highest = Math.max(-1, ...changes.map((each) => ORDER.indexOf(each.bump)));
  return ORDER[highest] ?? null;
}

/** The version after a bump; below 1.0.0 a major change raises the minor (semver.org, 4). Throws RangeError for no version. */
export function nextVersion(current: string, bump: Bump): string {
  const effective = bump === 'major' && semver.lt(current, '1.0.0') ? 'minor' : bump;
  const next = semver.inc(current, effective);
  if (!next) throw new RangeError(`"${current}" is not a semantic version`);
  return next;
}
