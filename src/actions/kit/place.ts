import type { UserError } from '../../errors.js';

/** Where a document lies in a registry, and as which artifact; null for what nobody said. */
export interface Place {
  /** `oci://host/path:vX.Y.Z` */
  readonly ref: string | null;
  /** What its tag led to when it was pushed there. */
  readonly artifactDigest: string | null;
}

const error = (code: UserError['code'], path: string, message: string): UserError => ({
  code,
  path: ['input', path],
  message,
});

/** Why a document cannot lie there; null where it can. */
export function wrongPlace({ ref, artifactDigest }: Place): UserError | null {
  if (ref !== null && !/^oci:\/\/[^\s@]+:[^\s/:@]+$/.test(ref))
    return error('BAD_USER_INPUT', 'ref', `"${ref}" is no ref of a registry: expected oci://host/path:vX.Y.Z.`);
  if (artifactDigest === null) return null;
  if (ref === null)
    return error('BAD_USER_INPUT', 'artifactDigest', 'A digest goes with the ref that leads to it: give both.');
  if (/^sha256:[\da-f]{64}$/.test(artifactDigest)) return null;
  const expected = 'expected sha256: and 64 hexadecimal digits';
  return error('BAD_USER_INPUT', 'artifactDigest', `"${artifactDigest}" is no digest: ${expected}.`);
}

/** Why what stands, `name`, is not the artifact that it is said to be; null where it may be. */
export function otherArtifact(name: string, { ref, artifactDigest }: Place, said: Place): UserError | null {
  if (said.artifactDigest === null || artifactDigest === null || said.ref !== ref) return null;
  if (said.artifactDigest === artifactDigest) return null;
  return error(
    'CONFLICT',
    'artifactDigest',
    `${name} is pinned to ${artifactDigest}, and ${ref} leads to ${said.artifactDigest} now: a ref names one immutable artifact.`,
  );
}

/** Whether this is where what stands was pushed to, of which that was not known. */
export const isNewPlace = (standing: Place, { ref, artifactDigest }: Place): boolean =>
  artifactDigest !== null && standing.artifactDigest === null && (standing.ref === null || standing.ref === ref);
