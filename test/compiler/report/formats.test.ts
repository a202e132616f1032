import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportedFinding } from '../../../src/compiler/report/finding.js';
import { githubAnnotations } from '../../../src/compiler/report/githubAnnotations.js';
import { junitReport } from '../../../src/compiler/report/junit.js';
import { sarifLog } from '../../../src/compiler/report/sarif.js';
import { allDiagnosticCodes } from '../../../src/compiler/allDiagnosticCodes.js';

const SCHEMA = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
/** The schema is of an older draft: its `id` names it, and it is read as draft 7. */
const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const FINDINGS: readonly ReportedFinding[] = [
  {
    code: 'CONTRACT_INPUT_PORT_NOT_FOUND',
    severity: 'error',
    subject: 'invoices',
    message: "Input port 'finance.revenue.invoices' not found",
    notes: ['The finance domain does not expose this port'],
    location: { file: 'domains/my sales/data-product.yaml', line: 79, column: 12 },
    related: [{ message: 'The domain', location: { file: 'domain-manifest.yaml', line: 3, column: 1 } }],
  },
  {
    code: 'NAMING_UNKNOWN_LAYER_PREFIX',
    severity: 'WARNING',
    message: '100% of it, a: b',
    expected: 'x',
    hint: 'y',
    location: { file: 'models/a,b:c.yml', line: 1, column: 1 },
  },
  { code: 'PLATFORM_MISSING', severity: 'info', message: 'No place' },
];

describe('a SARIF log', () => {
  const log = sarifLog(FINDINGS, allDiagnosticCodes(), '1.2.3') as {
    runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
  };

  it("validates against SARIF's own schema", () => {
    expect(validate(log), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(validate({ ...log, version: '9' })).toBe(false);
  });

  it('names the rules that were raised, and each finding with its places', () => {
    const [run] = log.runs;
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual([
      ...['PLATFORM_MISSING', 'NAMING_UNKNOWN_LAYER_PREFIX', 'CONTRACT_INPUT_PORT_NOT_FOUND'],
    ]);
    expect(run?.results).toMatchObject([
      {
        ruleId: 'CONTRACT_INPUT_PORT_NOT_FOUND',
        ruleIndex: 2,
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'domains/my%20sales/data-product.yaml' },
              region: { startLine: 79, startColumn: 12 },
            },
          },
        ],
        relatedLocations: [{ id: 1, message: { text: 'The domain' } }],
      },
      { level: 'warning' },
      { level: 'note' },
    ]);
  });

  it('gives a finding the same fingerprint wherever its line moved, and two of one kind two', () => {
    const print = (...findings: ReportedFinding[]) =>
      (sarifLog(findings, [], '1') as typeof log).runs[0]?.results.map((each) => each['partialFingerprints']);
    const [finding] = FINDINGS;
    const moved = { ...finding!, location: { ...finding!.location!, line: 200 } };
    expect(print(finding!)).toEqual(print(moved));
    const [one, two] = print(finding!, moved) ?? [];
    expect(one).not.toEqual(two);
  });
});

describe('GitHub annotations', () => {
  it('are one workflow command a finding, escaped as GitHub reads them', () => {
    expect(githubAnnotations(FINDINGS).split('\n')).toEqual([
      "::error file=domains/my sales/data-product.yaml,line=79,col=12,title=CONTRACT_INPUT_PORT_NOT_FOUND::Input port 'finance.revenue.invoices' not found%0AThe finance domain does not expose this port",
      '::warning file=models/a%2Cb%3Ac.yml,line=1,col=1,title=NAMING_UNKNOWN_LAYER_PREFIX::100%25 of it, a: b%0AExpected: x%0Ay',
      '::notice title=PLATFORM_MISSING::No place',
      '',
    ]);
  });
});

describe('a JUnit report', () => {
  const report = (message: string): string =>
    junitReport({
      subject: 'sales.customer-360',
      stages: [
        { title: 'Loading', status: 'passed', checks: [{ ok: true, message: 'Enterprise: acme v1.0.0' }] },
        {
          title: 'Contracts',
          status: 'FAILED',
          checks: [{ ok: false, message, diagnostic: { ...FINDINGS[0]!, message } }],
        },
        { title: 'Governance', status: 'skipped', checks: [] },
      ],
    });

  it('has a suite a stage and a case a check, with what failed and where', () => {
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(report('not found')) as {
      testsuites: { '@_failures': string; testsuite: Record<string, unknown>[] };
    };
    expect(parsed.testsuites['@_failures']).toBe('1');
    expect(parsed.testsuites.testsuite).toMatchObject([
      { '@_name': 'Loading', testcase: { '@_name': 'Enterprise: acme v1.0.0' } },
      {
        '@_failures': '1',
        testcase: {
          '@_name': 'CONTRACT_INPUT_PORT_NOT_FOUND: not found',
          failure: { '@_type': 'CONTRACT_INPUT_PORT_NOT_FOUND' },
        },
      },
      { '@_skipped': '1', testcase: { skipped: '' } },
    ]);
    expect(report('x')).toContain('domains/my sales/data-product.yaml:79:12: x');
  });

  it('is well-formed whatever the message holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (message) => {
        expect(XMLValidator.validate(report(message))).toBe(true);
        expect(report(message)).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
      }),
    );
  });
});
