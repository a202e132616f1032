/** What can be wrong with a system that something is deployed to. */
export type DeployErrorCode =
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
  | 'NOT_AS_ASKED';

/** The parts of which the sentence is made. */
interface DeployProblem {
  readonly code: DeployErrorCode;
  /** The system and what was asked of it. */
  readonly where: string;
  readonly what: string;
  /** What to do about it, one sentence without its full stop. */
  readonly mend: string;
}

/** Why something could not be deployed, or compared with what is deployed, for people. */
export class DeployError extends Error {
  readonly code: DeployErrorCode;

  constructor({ code, where, what, mend }: DeployProblem) {
    super(`${where}: ${what}. ${mend}. (${code})`);
    this.name = 'DeployError';
    this.code = code;
  }
}
