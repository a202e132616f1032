import path from 'node:path';
import { renderCompilation } from '../compiler/report/console.js';
import { renderLocations } from '../compiler/report/locations.js';
import type { CompilationAnswer, Finding } from './compilation.js';
import type { Terminal } from './Terminal.js';

/** A line of the console in the colour of its sign. */
function painted(line: string, terminal: Terminal): string {
  if (/^\[\d+\/\d+\]/.test(line)) return terminal.paint('bold', line);
  if (/^\s+✗/.test(line)) return terminal.paint('red', line);
  if (/^\s+! WARNING/.test(line)) return terminal.paint('yellow', line);
  if (/^\s+✓/.test(line)) return line.replace('✓', terminal.paint('green', '✓'));
  return line;
}

/** The finding with its file as seen from here, so that editors and CI find it. */
function seenFrom(folder: string, finding: Finding): Finding {
  const { location } = finding;
  return location ? { ...finding, location: { ...location, file: path.join(folder, location.file) } } : finding;
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

/** Prints a compilation: the stages on stdout, one line a finding on stderr; `folder` is where its documents are. */
export function reportCompilation(compilation: CompilationAnswer, folder: string, terminal: Terminal): void {
  const lines = renderCompilation(compilation).trimEnd().split('\n');
  terminal.out(lines.map((line) => painted(line, terminal)).join('\n'));
  const locations = renderLocations(compilation.diagnostics.map((finding) => seenFrom(folder, finding))).trimEnd();
  if (locations) terminal.err(locations);
}
