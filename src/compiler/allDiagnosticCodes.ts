import type { Severity } from './diagnostic.js';
import { documentRules } from './document/codes.js';
import { dbtRules } from './document/dbt/codes.js';
import { inheritanceCodes } from './inherit/policy/codes.js';
import { migrationCodes } from './migrate/migration/codes.js';
import { rules } from './rules/index.js';
import type { RuleText, DiagnosticCode } from './rules/rule/rule.js';
/** A naming rule is as grave as `naming.enforcement` says; strict is the default of every pattern. */
const standing = (severity: Severity | 'by-enforcement'): Severity =>
  severity === 'by-enforcement' ? 'error' : severity;

function describe(
  rule: RuleText & { readonly code: string; readonly severity: Severity | 'by-enforcement' },
): DiagnosticCode {
  const { code, title, why, mend, example, severity } = rule;
  const text = `# wrong\n${example.bad}\n\n# right\n${example.good}`;
  return { code, title, severity: standing(severity), explanation: why, example: text, mend };
}

/** Every code that a compilation of a product or manifest can raise, in the order in which it meets them; then a migration's. */
export function allDiagnosticCodes(): DiagnosticCode[] {
  return [...documentRules, ...dbtRules, ...inheritanceCodes, ...rules, ...migrationCodes].map(describe);
}
