import { githubAnnotations } from '../compiler/report/githubAnnotations.js';
import { junitReport } from '../compiler/report/junit.js';
import { sarifLog } from '../compiler/report/sarif.js';
import { allDiagnosticCodes } from '../compiler/rules/allDiagnosticCodes.js';
import type { CompilationAnswer } from './compilation.js';
import { packageVersion } from './packageVersion.js';
import { reportCompilation } from './reportCompilation.js';
import { seenFrom } from './seenFrom.js';
import { asJson } from './Setting.js';
import type { Terminal } from './Terminal.js';

export const FORMATS = ['console', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof FORMATS)[number];

/** What a command that compiles is asked for. */
export interface FormatOptions {
  readonly json?: boolean;
  readonly format?: Format;
}

export const formatOf = ({ json, format }: FormatOptions): Format => format ?? (json ? 'json' : 'console');

/** The text of a document of the compiled folder, null where it is not at hand. */
export type TextOf = (file: string) => string | null;

/** Prints a compilation in the format that is asked for; paths as they are seen from here. */
export function reportAs(
  format: Format,
  compilation: CompilationAnswer,
  folder: string,
  terminal: Terminal,
  textOf: TextOf,
): void {
  const seen = compilation.diagnostics.map((finding) => seenFrom(folder, finding));
  switch (format) {
    case 'console':
      return reportCompilation(compilation, folder, terminal, textOf);
    case 'json':
      return terminal.out(asJson(compilation));
    case 'sarif':
      return terminal.out(asJson(sarifLog(seen, allDiagnosticCodes(), packageVersion())));
    case 'github':
      return terminal.out(githubAnnotations(seen).trimEnd());
    case 'junit':
      return terminal.out(junitReport(inFolder(compilation, folder)).trimEnd());
  }
}

function inFolder(compilation: CompilationAnswer, folder: string): CompilationAnswer {
  const stages = compilation.stages.map((stage) => ({
    ...stage,
    checks: stage.checks.map((check) => ({
      ...check,
      diagnostic: check.diagnostic && seenFrom(folder, check.diagnostic),
    })),
  }));
  return { ...compilation, stages };
}
