import { renderCompilation } from '../../compiler/report/console.js';
import { renderLocations } from '../../compiler/report/locations.js';
import type { CompilationAnswer, Finding } from './compilation.js';
import { excerpt } from './excerpt.js';
import { seenFrom } from './seenFrom.js';
import type { Terminal } from '../terminal/Terminal.js';

/** The text of a document of the compiled folder, null where it is not at hand. */
export type TextOf = (file: string) => string | null;

/** A line of the console in the colour of its sign. */
function painted(line: string, terminal: Terminal): string {
  if (/^\[\d+\/\d+\]/.test(line)) return terminal.paint('bold', line);
  if (/^\s+✗/.test(line)) return terminal.paint('red', line);
  if (/^\s+! WARNING/.test(line)) return terminal.paint('yellow', line);
  if (/^\s+✓/.test(line)) return line.replace('✓', terminal.paint('green', '✓'));
  return line;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** Why a compilation failed, in a line; null where it did not. */
export function failureOf({ status, subject, diagnostics }: CompilationAnswer): string | null {
  if (status !== 'FAILED') return null;
  const errors = diagnostics.filter((each) => each.severity === 'ERROR').length;
  const warnings = diagnostics.filter((each) => each.severity === 'WARNING').length;
  const counts = [count(errors, 'error'), ...(warnings > 0 ? [count(warnings, 'warning')] : [])].join(', ');
  return `compilation of ${subject} failed: ${counts}.`;
}

/** A finding in a line, and the line it is about with a caret; `related` places below it. */
function located(finding: Finding, folder: string, textOf: TextOf): string {
  const shown = (at: Finding['location']): string => {
    const source = at && textOf(at.file);
    return at && source !== null ? excerpt(source, at) : '';
  };
  const seen = seenFrom(folder, finding);
  const others = finding.related.flatMap(({ message, location }, index) => {
    const at = seen.related[index]?.location;
    return at ? [`  ${at.file}:${at.line}:${at.column}: ${message}`, shown(location)] : [];
  });
  return [renderLocations([seen]).trimEnd(), shown(finding.location), ...others]
    .filter((each) => each !== '')
    .join('\n');
}

/** Prints a compilation: the stages on stdout, each finding with its line on stderr; `folder` is where its documents are. */
export function reportCompilation(
  compilation: CompilationAnswer,
  folder: string,
  terminal: Terminal,
  textOf: TextOf,
): void {
  const lines = renderCompilation(compilation).trimEnd().split('\n');
  terminal.out(lines.map((line) => painted(line, terminal)).join('\n'));
  reportFindings(compilation.diagnostics, folder, terminal, textOf);
}

/** Prints findings on stderr, each with its line; `folder` is where their documents are. */
export function reportFindings(findings: readonly Finding[], folder: string, terminal: Terminal, textOf: TextOf): void {
  for (const finding of findings) terminal.err(located(finding, folder, textOf));
}
