import { sarifLog } from '../../compiler/report/sarif.js';
import { allDiagnosticCodes } from '../../compiler/allDiagnosticCodes.js';
import type { Finding } from './compilation.js';
import { packageVersion } from '../terminal/packageVersion.js';

/** The findings as a SARIF log, with the whole of the compiler's rules: loaded only where it is asked for. */
export const sarifOf = (findings: readonly Finding[]): ReturnType<typeof sarifLog> =>
  sarifLog(findings, allDiagnosticCodes(), packageVersion());
