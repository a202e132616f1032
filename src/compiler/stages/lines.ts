import type { Diagnostic } from '../diagnostic.js';
import type { ProductFacts } from '../facts/product/productFacts.js';
import type { Family, Line } from '../rules/rule/rule.js';
import { rules } from '../rules/index.js';
import type { Organization } from '../artifact.js';

/** Families whose lines stand together by what they are about, not by rule: a model's, an input port's. */
const BY_SUBJECT: readonly Family[] = ['naming', 'contract'];

/** The lines of one family: every rule's findings, and the passes that this organization's console prints. */
export function familyLines(family: Family, facts: ProductFacts, organization: Organization): Line[] {
  const own = rules.filter((rule) => rule.family === family);
  const lines = own.flatMap((rule) =>
    rule.run(facts).filter(({ diagnostic }) => diagnostic !== undefined || rule.passesIn.includes(organization)),
  );
  const failed = lines.some(({ ok }) => !ok);
  const found = new Set(lines.filter(({ diagnostic }) => diagnostic !== undefined).map(({ subject }) => subject));
  const standing = lines.filter(
    ({ unless, subject }) =>
      !(unless === 'family-failed' && failed) && !(unless === 'subject-found' && found.has(subject)),
  );
  return BY_SUBJECT.includes(family) ? standing.sort((a, b) => a.order - b.order) : standing;
}

/** A line that passes. */
export const passed = (message: string): Line => ({ ok: true, message, depth: 0, subject: '', order: 0 });

/** A finding of loading or reading as a line. */
export const found = (diagnostic: Diagnostic): Line => ({
  ok: diagnostic.severity !== 'error',
  message: diagnostic.message,
  depth: 0,
  diagnostic,
  subject: diagnostic.subject ?? '',
  order: 0,
});
