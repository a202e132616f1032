/** What can be wrong with a system around the catalog, or with what is asked of it. */
export type SystemErrorCode =
  | 'SETTING_MISSING'
  | 'UNAUTHORIZED'
  | 'DENIED'
  | 'NOT_FOUND'
  | 'REFUSED'
  | 'UNREACHABLE'
  | 'CUT_OFF'
  | 'TIMED_OUT'
  | 'TOO_MANY_REQUESTS'
  | 'SYSTEM_FAILED'
  | 'LIST_ENDLESS'
  | 'NOT_AS_ASKED'
  | 'AMBIGUOUS';

/** The parts of which the sentence is made. */
interface SystemProblem {
  readonly code: SystemErrorCode;
  /** The system and what was asked of it. */
  readonly where: string;
  readonly what: string;
  /** What to do about it, one sentence without its full stop. */
  readonly mend: string;
}

/** Why a system around the catalog did not do what it was asked for, for people. */
export class SystemError extends Error {
  readonly code: SystemErrorCode;

  constructor({ code, where, what, mend }: SystemProblem) {
    super(`${where}: ${what}. ${mend}. (${code})`);
    this.name = 'SystemError';
    this.code = code;
  }
}
