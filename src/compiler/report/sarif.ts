import { wholeMessage, type ReportedFinding } from './finding.js';
import type { DiagnosticCode } from '../rules/rule/rule.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const LEVELS: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', info: 'note' };
const levelOf = (severity: string): string => LEVELS[severity.toLowerCase()] ?? 'none';

/** A path as a relative URI reference (RFC 3986). */
const uriOf = (file: string): string => file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');

const physical = ({ file, line, column }: { file: string; line: number; column: number }) => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column },
  },
});

const ruleOf = ({ code, title, severity, explanation, mend }: DiagnosticCode) => ({
  id: code,
  shortDescription: { text: title },
  fullDescription: { text: explanation },
  help: { text: mend },
  defaultConfiguration: { level: levelOf(severity) },
});

/** What tells a finding from others whatever line it moved to; several of one kind are counted. */
function fingerprints(findings: readonly ReportedFinding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ code, subject, location }) => {
    const key = [code, location?.file ?? '', subject ?? ''].join(':');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${key}:${count}`;
  });
}

function resultOf(finding: ReportedFinding, ruleIndex: number, fingerprint: string) {
  const { code, severity, location, related = [] } = finding;
  const others = related.flatMap(({ message, location: at }, index) =>
    at ? [{ id: index + 1, message: { text: message }, ...physical(at) }] : [],
  );
  return {
    ruleId: code,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: levelOf(severity),
    message: { text: wholeMessage(finding) },
    ...(location && { locations: [physical(location)] }),
    ...(others.length > 0 && { relatedLocations: others }),
    partialFingerprints: { 'floeFinding/v1': fingerprint },
  };
}

/** The findings as a SARIF 2.1.0 log, with the rules that they are of. Paths stay as they are. */
export function sarifLog(
  findings: readonly ReportedFinding[],
  rules: readonly DiagnosticCode[],
  version: string,
): Record<string, unknown> {
  const raised = rules.filter(({ code }) => findings.some((finding) => finding.code === code));
  const prints = fingerprints(findings);
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'floe', version, rules: raised.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding, index) =>
          resultOf(
            finding,
            raised.findIndex(({ code }) => code === finding.code),
            prints[index] ?? '',
          ),
        ),
      },
    ],
  };
}
