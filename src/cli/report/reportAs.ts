import { githubAnnotations } from '../../compiler/report/githubAnnotations.js';
import { junitReport } from '../../compiler/report/junit.js';
import type { CompilationAnswer } from './compilation.js';
import type { Format } from './formats.js';
import { reportCompilation, type TextOf } from './reportCompilation.js';
import { seenFrom } from './seenFrom.js';
import { asJson } from '../catalog/Setting.js';
import type { Terminal } from '../terminal/Terminal.js';

/** Prints a compilation in the format that is asked for; paths as they are seen from here. */
export async function reportAs(
  format: Format,
  compilation: CompilationAnswer,
  folder: string,
  terminal: Terminal,
  textOf: TextOf,
): Promise<void> {
  const seen = compilation.diagnostics.map((finding) => seenFrom(folder, finding));
  switch (format) {
    case 'console':
      return reportCompilation(compilation, folder, terminal, textOf);
    case 'json':
      return terminal.out(asJson(compilation));
    case 'sarif':
      return terminal.out(asJson((await import('./sarifOf.js')).sarifOf(seen)));
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
