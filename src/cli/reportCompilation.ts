import path from 'node:path';
import { renderCompilation } from '../compiler/report/console.js';
import type { Diagnostic, Severity } from '../compiler/diagnostic.js';
import type { Stage, StageStatus } from '../compiler/result.js';
import type { CompilationAnswer, Finding } from './compilation.js';
import type { Terminal } from './Terminal.js';

const diagnosticOf = (finding: Finding): Diagnostic => ({
  code: finding.code,
  severity: finding.severity.toLowerCase() as Severity,
  message: finding.message,
  notes: finding.notes,
});

/** The stages in the compiler's own spelling. */
const stagesOf = (compilation: CompilationAnswer): Stage[] =>
  compilation.stages.map((stage) => ({
    ...stage,
    status: stage.status.toLowerCase() as StageStatus,
    checks: stage.checks.map(({ diagnostic, ...check }) =>
      diagnostic ? { ...check, diagnostic: diagnosticOf(diagnostic) } : check,
    ),
  }));

/** A line of the console in the colour of its sign. */
function painted(line: string, terminal: Terminal): string {
  if (/^\[\d+\/\d+\]/.test(line)) return terminal.paint('bold', line);
  if (/^\s+✗/.test(line)) return terminal.paint('red', line);
  if (/^\s+! WARNING/.test(line)) return terminal.paint('yellow', line);
  if (/^\s+✓/.test(line)) return line.replace('✓', terminal.paint('green', '✓'));
  return line;
}

/** `models/orders.yml:3:5: error NAMING_...: message`, as editors and CI read it; the file as seen from here. */
function findingLine(finding: Finding, folder: string): string {
  const { location, severity, code, message } = finding;
  const place = location ? `${path.join(folder, location.file)}:${location.line}:${location.column}: ` : '';
  return `${place}${severity.toLowerCase()} ${code}: ${message}`;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** Prints a compilation: the stages on stdout, one line a finding on stderr. Returns the reason where it failed. */
export function reportCompilation(compilation: CompilationAnswer, folder: string, terminal: Terminal): string | null {
  const { closing, subject, diagnostics } = compilation;
  const failed = compilation.status === 'FAILED';
  const text = renderCompilation({ stages: stagesOf(compilation), closing, status: failed ? 'failed' : 'succeeded' });
  const lines = text.trimEnd().split('\n');
  terminal.out(lines.map((line) => painted(line, terminal)).join('\n'));
  for (const finding of diagnostics) terminal.err(findingLine(finding, folder));
  if (!failed) return null;
  const errors = diagnostics.filter((each) => each.severity === 'ERROR').length;
  const warnings = diagnostics.filter((each) => each.severity === 'WARNING').length;
  const counts = [count(errors, 'error'), ...(warnings > 0 ? [count(warnings, 'warning')] : [])].join(', ');
  return `Compilation of ${subject} failed: ${counts}.`;
}
