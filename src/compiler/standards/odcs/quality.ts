import { lt } from 'semver';
import type { DocumentPath } from '../../source.js';
import type { Complaint } from '../../document/shape/issues.js';
import { lookup } from '../../values/lookup.js';
import type { Mapping } from '../../values/json.js';

const OPERATORS = [
  ...['mustBe', 'mustNotBe', 'mustBeGreaterThan', 'mustBeGreaterOrEqualTo', 'mustBeLessThan', 'mustBeLessOrEqualTo'],
  ...['mustBeBetween', 'mustNotBeBetween'],
];

/** A metric makes a rule one of the library, whatever else it is. */
const typesOf = ({ type, metric }: Mapping): string[] => [
  ...new Set([...(typeof type === 'string' ? [type] : []), ...(metric === undefined ? [] : ['library'])]),
];

const REQUIRED: Readonly<Record<string, readonly string[]>> = lookup({
  library: ['metric'],
  sql: ['query'],
  custom: ['engine', 'implementation'],
});

/** What 3.0 asked for: there `rule` was what `metric` is since 3.1 (newerForms.ts). */
const FIRST: typeof REQUIRED = lookup({ sql: ['query'], custom: ['engine', 'implementation'] });

/** The fields that only some rules have, by what a rule is. */
const OWN: Readonly<Record<string, readonly string[]>> = lookup({
  library: ['metric', 'rule', 'arguments', ...OPERATORS],
  sql: ['query', ...OPERATORS],
  custom: ['engine', 'implementation'],
});
const SOME = [...new Set(Object.values(OWN).flat())];

/** What a rule of quality must say: its type's own fields, and for what is measured exactly one operator. */
export function qualityProblems(rule: Mapping, path: DocumentPath, version: string): Complaint[] {
  const types = typesOf(rule);
  if (lt(version, 'v3.1.0')) return missingFields(rule, types, path, FIRST);
  return [
    ...missingFields(rule, types, path, REQUIRED),
    ...misplacedFields(rule, types, path),
    ...(types.some((type) => type === 'library' || type === 'sql') ? operatorProblems(rule, path) : []),
  ];
}

const missingFields = (
  rule: Mapping,
  types: readonly string[],
  path: DocumentPath,
  required: typeof REQUIRED,
): Complaint[] =>
  types
    .flatMap((type) => (required[type] ?? []).map((field) => ({ type, field })))
    .filter(({ field }) => rule[field] === undefined)
    .map(({ type, field }): Complaint => {
      const message = `A quality rule of type ${type} says no '${field}'`;
      return { code: 'DOCUMENT_MISSING_FIELD', path: [...path, field], message, expected: `${field}: …` };
    });

/** A text is compared with nothing, and only a `sql` rule has a query. */
function misplacedFields(rule: Mapping, types: readonly string[], path: DocumentPath): Complaint[] {
  const taken = types.flatMap((type) => OWN[type] ?? []);
  return SOME.filter((field) => rule[field] !== undefined && !taken.includes(field)).map((field) => {
    const kinds = Object.keys(OWN).filter((type) => OWN[type]?.includes(field));
    const message = `A quality rule ${types[0] === undefined ? 'without a type' : `of type ${types[0]}`} has no '${field}'`;
    return {
      code: 'DOCUMENT_INVALID_VALUE',
      path: [...path, field],
      message,
      expected: `type: ${kinds.join(' or ')}`,
    };
  });
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
