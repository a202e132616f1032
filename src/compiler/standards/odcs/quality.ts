import type { DocumentPath } from '../../source.js';
import type { Complaint } from '../../document/shape/issues.js';
import { lookup } from '../../values/lookup.js';
import type { Mapping } from '../../values/json.js';

const OPERATORS = [
  ...['mustBe', 'mustNotBe', 'mustBeGreaterThan', 'mustBeGreaterOrEqualTo', 'mustBeLessThan', 'mustBeLessOrEqualTo'],
  ...['mustBeBetween', 'mustNotBeBetween'],
];

/** Absent is `library` where there is a metric. */
const typeOf = ({ type, metric }: Mapping): unknown => type ?? (metric === undefined ? undefined : 'library');

const REQUIRED: Readonly<Record<string, readonly string[]>> = lookup({
  library: ['metric'],
  sql: ['query'],
  custom: ['engine', 'implementation'],
});

/** What a rule of quality must say: its type's own fields, and for what is measured exactly one operator. */
export function qualityProblems(rule: Mapping, path: DocumentPath): Complaint[] {
  const type = typeOf(rule);
  const missing = (REQUIRED[String(type)] ?? []).filter((field) => rule[field] === undefined);
  return [
    ...missing.map((field): Complaint => {
      const message = `A quality rule of type ${String(type)} says no '${field}'`;
      return { code: 'DOCUMENT_MISSING_FIELD', path: [...path, field], message, expected: `${field}: …` };
    }),
    ...(type === 'library' || type === 'sql' ? operatorProblems(rule, path) : []),
  ];
}

function operatorProblems(rule: Mapping, path: DocumentPath): Complaint[] {
  const stated = OPERATORS.filter((each) => rule[each] !== undefined);
  const [, second] = stated;
  const expected = `one of ${OPERATORS.join(', ')}`;
  if (stated.length === 1) return [];
  if (second === undefined)
    return [{ code: 'DOCUMENT_MISSING_FIELD', path, message: 'A quality rule says no operator', expected }];
  const message = `A quality rule says both ${stated.join(' and ')}`;
  return [{ code: 'DOCUMENT_INVALID_VALUE', path: [...path, second], message, expected: 'one of them' }];
}
