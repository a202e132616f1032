import { wholeMessage, type ReportedFinding } from './finding.js';

const COMMANDS: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** A message as a workflow command takes it. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
/** A property, which ends at a comma or a colon. */
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** The findings as GitHub workflow commands, one a line: GitHub shows each at its place in the pull request. */
export function githubAnnotations(findings: readonly ReportedFinding[]): string {
  return findings
    .map((finding) => {
      const { code, severity, location } = finding;
      const at = location ? [`file=${property(location.file)}`, `line=${location.line}`, `col=${location.column}`] : [];
      const command = COMMANDS[severity.toLowerCase()] ?? 'notice';
      return `::${command} ${[...at, `title=${property(code)}`].join(',')}::${data(wholeMessage(finding))}\n`;
    })
    .join('');
}
