import { wholeMessage, type ReportedFinding } from './finding.js';

/** A compilation as far as its report goes. */
export interface ReportedCompilation {
  readonly subject: string;
  readonly stages: readonly {
    readonly title: string;
    readonly status: string;
    readonly checks: readonly {
      readonly ok: boolean;
      readonly message: string;
      readonly diagnostic?: ReportedFinding | null;
    }[];
  }[];
}

type Stage = ReportedCompilation['stages'][number];
type Check = Stage['checks'][number];

/** What XML 1.0 cannot hold goes; what means something to it is escaped. */
const text = (value: string): string =>
  value
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      '',
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\r', '&#13;');

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${text(String(value))}"`)
    .join('');

const element = (name: string, values: Readonly<Record<string, string | number>>, inner = ''): string =>
  inner === '' ? `<${name}${attributes(values)}/>` : `<${name}${attributes(values)}>${inner}</${name}>`;

function place({ location }: ReportedFinding): string {
  return location ? `${location.file}:${location.line}:${location.column}: ` : '';
}

const isFailure = ({ ok }: Check): boolean => !ok;

function testcase(check: Check, subject: string, stage: string): string {
  const { message, diagnostic } = check;
  const common = { classname: `${subject} · ${stage}`, name: diagnostic ? `${diagnostic.code}: ${message}` : message };
  if (!diagnostic) return element('testcase', common, isFailure(check) ? element('failure', { message }) : '');
  const at = `${place(diagnostic)}${wholeMessage(diagnostic)}`;
  const inner = isFailure(check)
    ? element('failure', { message, type: diagnostic.code }, text(at))
    : element('system-out', {}, text(at));
  return element('testcase', common, inner);
}

function testsuite(stage: Stage, subject: string): string {
  const skipped = stage.status.toLowerCase() === 'skipped';
  const name = { classname: `${subject} · ${stage.title}`, name: stage.title };
  const cases = skipped
    ? [element('testcase', name, element('skipped', {}))]
    : stage.checks.map((check) => testcase(check, subject, stage.title));
  const failures = stage.checks.filter(isFailure).length;
  const counts = { tests: cases.length, failures, errors: 0, skipped: skipped ? 1 : 0 };
  return element('testsuite', { name: stage.title, ...counts }, `\n${cases.join('\n')}\n`);
}

/** A compilation as a JUnit report: a suite a stage, a case a check. */
export function junitReport({ subject, stages }: ReportedCompilation): string {
  const checks = stages.flatMap((stage) => stage.checks);
  const suites = stages.map((stage) => testsuite(stage, subject)).join('\n');
  const counts = { tests: checks.length, failures: checks.filter(isFailure).length };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: subject, ...counts }, `\n${suites}\n`)}\n`;
}
