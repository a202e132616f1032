import { parse } from 'semver';

/**
 * A semantic version as text that sorts the way versions do ("1.10.0" after "1.9.0", a pre-release before its
 * release), so that a database can order by it. Throws RangeError for anything that is no semantic version (semver.org 2.0.0).
 */
export function versionKey(version: string): string {
  const parsed = parse(version);
  if (!parsed) throw new RangeError(`"${version}" is not a semantic version`);
  const pad = (part: number): string => String(part).padStart(12, '0');
  const release = [parsed.major, parsed.minor, parsed.patch].map(pad).join('.');
  // '~' sorts after every character a pre-release may hold, so a release comes after its pre-releases.
  const pre = parsed.prerelease.map((part) => (typeof part === 'number' ? `0${pad(part)}` : `1${part}`)).join('.');
  return `${release}-${pre || '~'}`;
}
