/** 1: findings with errors, or what was asked for is not there; 2: wrong usage, or the catalog cannot be reached. */
export type ExitCode = 1 | 2;

/** An end of a command that is not good, with its one-line reason. */
export class Failure extends Error {
  constructor(
    readonly exitCode: ExitCode,
    reason: string,
  ) {
    super(reason);
    this.name = 'Failure';
  }
}
