import type { Diagnostic } from '../../compiler/diagnostic.js';
import type { Stage } from '../../compiler/result.js';
import { rules } from '../../compiler/rules/index.js';
import type { Sight } from '../sight/Sight.js';

/** Rules of contracts that name no column: they tell whether a port is there and granted, and what it promises. */
const NO_COLUMNS: ReadonlySet<string> = new Set([
  'CONTRACT_ACCESS_DENIED',
  'CONTRACT_ACCESS_UNSTATED',
  'CONTRACT_INPUT_PORT_NOT_FOUND',
  'CONTRACT_OWN_PORT',
  'CONTRACT_PROVIDER_DEPRECATED',
  'CONTRACT_PROVIDER_UNPUBLISHED',
  'CONTRACT_SLA_NOT_MET',
]);

/** Rules that follow values from columns of other products. */
const OF_FLOW = ['GOVERNANCE_CLASSIFICATION_UNDECLARED', 'GOVERNANCE_CLASSIFICATION_WEAKENED'];

const CONTRACT_CODES = rules.filter(({ family }) => family === 'contract').map(({ code }) => code);

/**
 * Codes of findings that may name columns which the document itself does not: of ports that it reads, or of the version
 * that stands. A rule of contracts is one of them unless it is said here that it names none.
 */
const COLUMN_CODES: ReadonlySet<string> = new Set([
  ...CONTRACT_CODES.filter((code) => !NO_COLUMNS.has(code)),
  ...OF_FLOW,
]);

/** The output port of another product that a finding is about; null where it says none. */
function portOf({ details }: Diagnostic): string | null {
  const ref = details?.['ref'];
  return typeof ref === 'string' ? ref : null;
}

/** What a compilation was of, as far as that is known. */
export interface CompiledOf {
  /** fqn of the product; null where nobody can tell. */
  readonly product: string | null;
  /** fqns of the ports that it reads. */
  readonly reads: readonly string[];
  /** Whether what stands of it may be seen, where its name does not tell. */
  readonly own?: boolean;
}

/** Tells of a finding whether its words may be heard. */
export type Hears = (finding: Diagnostic) => boolean;

/** The ports that findings are about. */
const portsIn = (findings: readonly Diagnostic[]): string[] => [
  ...new Set(findings.flatMap((each) => portOf(each) ?? [])),
];

/**
 * Which of these findings somebody may hear: those about a port that is read by who may see that, those that follow values
 * by all ports that are read, others by the version that stands.
 */
export async function hearing(of: CompiledOf, findings: readonly Diagnostic[], sight: Sight): Promise<Hears> {
  const telling = findings.filter(({ code }) => COLUMN_CODES.has(code));
  if (telling.length === 0) return () => true;
  const ports = [...new Set([...of.reads, ...portsIn(findings)])];
  const seen = new Map<string, boolean>(
    await Promise.all(ports.map(async (ref) => [ref, (await sight.consumed(ref, of.product)).allowed] as const)),
  );
  const { product } = of;
  const own = of.own ?? (product !== null && (await sight.product(product)).allowed);
  const all = ports.every((port) => seen.get(port));
  return (finding) => {
    const { code } = finding;
    if (!COLUMN_CODES.has(code)) return true;
    if (OF_FLOW.includes(code)) return all;
    const port = portOf(finding);
    return port === null ? own : seen.get(port) === true;
  };
}

/** A finding with its code and its place, and nothing of its words. */
const wordless = ({ code, severity, location }: Diagnostic, words: string): Diagnostic => ({
  code,
  severity,
  message: words,
  notes: [],
  ...(location && { location }),
});

/** Findings, those that may not be heard without their words. */
export const heard = (findings: readonly Diagnostic[], hears: Hears, words: string): readonly Diagnostic[] =>
  findings.map((each) => (hears(each) ? each : wordless(each, words)));

/** The same of the lines of stages. */
export const heardStages = (stages: readonly Stage[], hears: Hears, words: string): readonly Stage[] =>
  stages.map((stage) => ({
    ...stage,
    checks: stage.checks.map((check) =>
      !check.diagnostic || hears(check.diagnostic)
        ? check
        : { ...check, message: words, diagnostic: wordless(check.diagnostic, words) },
    ),
  }));

/** The findings of stages. */
export const findingsIn = (stages: readonly Stage[]): Diagnostic[] =>
  stages.flatMap(({ checks }) => checks.flatMap(({ diagnostic }) => diagnostic ?? []));
