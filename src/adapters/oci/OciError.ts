/** What can be wrong with a registry or with what lies in it. */
export type OciErrorCode =
  | 'REFERENCE_INVALID'
  | 'REGISTRY_NOT_ALLOWED'
  | 'CREDENTIALS_UNREADABLE'
  | 'UNAUTHORIZED'
  | 'DENIED'
  | 'NOT_FOUND'
  | 'UNREACHABLE'
  | 'CUT_OFF'
  | 'TIMED_OUT'
  | 'TOO_MANY_REQUESTS'
  | 'REGISTRY_FAILED'
  | 'REDIRECT_REFUSED'
  | 'INDEX_REFUSED'
  | 'WRONG_ARTIFACT'
  | 'DIGEST_MISMATCH'
  | 'TRUNCATED'
  | 'TOO_LARGE'
  | 'TAG_TAKEN';

/** The parts of which the sentence is made. */
export interface OciProblem {
  readonly code: OciErrorCode;
  /** The ref, or the registry. */
  readonly where: string;
  readonly what: string;
  readonly expected?: string;
  /** What to do about it, one sentence without its full stop. */
  readonly mend?: string;
}

/** Why an artifact could not be pushed or pulled, for people. */
export class OciError extends Error {
  readonly code: OciErrorCode;

  constructor(readonly problem: OciProblem) {
    const { where, what, expected, mend, code } = problem;
    const sentence = `${where}: ${what}${expected ? `; expected ${expected}` : ''}`;
    super(`${sentence}.${mend ? ` ${mend}.` : ''} (${code})`);
    this.name = 'OciError';
    this.code = code;
  }
}

/** Something else lies under the ref than what is wanted. */
export function wrongArtifact(where: string, what: string, expected: string): OciError {
  return new OciError({
    code: 'WRONG_ARTIFACT',
    where,
    what,
    expected,
    mend: 'Look whether the ref names what you mean',
  });
}
