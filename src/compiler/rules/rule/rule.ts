import type { Diagnostic, RelatedLocation, Severity } from '../../diagnostic.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import type { Subject } from '../../facts/subjects/subject.js';
import type { Check } from '../../result.js';
import type { SourceLocation } from '../../source.js';
import type { Organization } from '../../artifact.js';
import { plainLocation } from '../../source.js';

/** What docs/diagnostics.md and the `diagnosticRules` query say of one code. */
export interface DiagnosticCode {
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly explanation: string;
  readonly example: string;
  readonly mend: string;
}

/** What a rule is about; a stage runs whole families. */
export type Family = 'naming' | 'quality' | 'port' | 'contract' | 'governance' | 'namespace';

/** A line of a stage before it is put in its place. */
export interface Line extends Check {
  readonly subject: string;
  readonly order: number;
  /** A pass is not printed where a finding about its subject, or an error of its family, says otherwise. */
  readonly unless?: 'subject-found' | 'family-failed';
}

/** What docs/diagnostics.md and the `diagnosticRules` query say of a code. */
export interface RuleText {
  readonly title: string;
  readonly why: string;
  /** Document fragments, each begun by a `# path` line; a test compiles them (test/compiler/rules). */
  readonly example: { readonly bad: string; readonly good: string };
  readonly mend: string;
}

export interface Rule extends RuleText {
  /** Stable words; never reused. */
  readonly code: string;
  readonly family: Family;
  /** by-enforcement: `data_architecture.naming.enforcement` decides (off: silent, warn: warning, strict: error). */
  readonly severity: Severity | 'by-enforcement';
  /** The consoles in which its passes are printed. */
  readonly passesIn: readonly Organization[];
  run(facts: ProductFacts): readonly Line[];
}

interface FailOptions {
  readonly location?: SourceLocation | null;
  readonly severity?: Severity;
  readonly related?: readonly RelatedLocation[];
}

/** Where a rule puts what it sees. */
export interface Out<D> {
  pass(subject: Pick<Subject, 'name' | 'order'>, message: string, unless?: Line['unless']): void;
  fail(subject: Subject, details: D, options?: FailOptions): void;
}

interface RuleSpec<D extends Readonly<Record<string, unknown>>> extends RuleText {
  readonly code: string;
  readonly family: Family;
  readonly severity: Rule['severity'];
  readonly passesIn?: readonly Organization[];
  /** 1: its lines belong to the one above. */
  readonly depth?: number;
  check(facts: ProductFacts, out: Out<D>): void;
  message(subject: string, details: D): string;
  expected?(details: D, subject: string): string | undefined;
  hint?(details: D, subject: string): string | undefined;
  /** The console's lines below the message, where they are not those of `expected` and `hint`. */
  notes?(details: D, subject: string): readonly string[];
}

/** Makes a rule: `details` are the typed facts of a finding, from which its sentences are derived. */
export function defineRule<D extends Readonly<Record<string, unknown>>>(spec: RuleSpec<D>): Rule {
  const { code, family, severity, title, why, example, mend, passesIn = [], depth = 0 } = spec;
  return {
    code,
    family,
    severity,
    title,
    why,
    example,
    mend,
    passesIn,
    run(facts) {
      const standing = severityUnder(severity, facts);
      if (standing === null) return [];
      const lines: Line[] = [];
      spec.check(facts, {
        pass: (subject, message, unless) =>
          lines.push({ ok: true, message, depth, subject: subject.name, order: subject.order, unless }),
        fail: (subject, details, options = {}) => {
          const diagnostic = diagnosticOf(spec, options.severity ?? standing, subject, details, options);
          const ok = diagnostic.severity !== 'error';
          lines.push({
            ok,
            message: diagnostic.message,
            depth,
            diagnostic,
            subject: subject.name,
            order: subject.order,
          });
        },
      });
      return lines;
    },
  };
}

function severityUnder(severity: Rule['severity'], { platform }: ProductFacts): Severity | null {
  if (severity !== 'by-enforcement') return severity;
  return { off: null, warn: 'warning' as const, strict: 'error' as const }[platform.enforcement];
}

function diagnosticOf<D extends Readonly<Record<string, unknown>>>(
  spec: RuleSpec<D>,
  severity: Severity,
  subject: Subject,
  details: D,
  { location = subject.location, related }: FailOptions,
): Diagnostic {
  const expected = spec.expected?.(details, subject.name);
  const hint = spec.hint?.(details, subject.name);
  const derived = [...(expected ? [`Expected: ${expected}`] : []), ...(hint ? [hint] : [])];
  return {
    code: spec.code,
    severity,
    message: spec.message(subject.name, details),
    ...(expected && { expected }),
    ...(hint && { hint }),
    notes: spec.notes?.(details, subject.name) ?? derived,
    subject: subject.name,
    ...(location && { location: plainLocation(location) }),
    ...(related?.length && {
      related: related.map(({ message, location: at }) => ({ message, location: plainLocation(at) })),
    }),
    details,
  };
}
