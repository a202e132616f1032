import type * as z from 'zod';
import type { Diagnostic } from '../../diagnostic.js';
import type { DocumentPath } from '../../source.js';
import { finding } from '../yaml/finding.js';
import { expectedAt } from './shape.js';
import { nearest } from '../../values/nearest.js';
import { unknownFields, type UnknownField } from './unknownFields.js';
import type { YamlDocument } from '../yaml/yaml.js';
import { isMapping, valueAt } from '../../values/json.js';

/** A condition between fields that a schema cannot say. */
export interface Complaint {
  readonly code: 'DOCUMENT_MISSING_FIELD' | 'DOCUMENT_INVALID_VALUE' | 'DOCUMENT_DUPLICATE_NAME';
  readonly path: DocumentPath;
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** `output_ports.customers.sla.freshness`: a path for people, list items by their name where they have one. */
function pathText(document: unknown, path: DocumentPath): string {
  return path.reduce<string>((text, step, index) => {
    if (typeof step === 'string') return text === '' ? step : `${text}.${step}`;
    const item = valueAt(document, path.slice(0, index + 1));
    return isMapping(item) && typeof item['name'] === 'string' && /^[\w-]+$/.test(item['name'])
      ? `${text}.${item['name']}`
      : `${text}[${step}]`;
  }, '');
}

function kindOfValue(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isMapping(value)) return 'a mapping';
  return typeof value === 'string' ? `the text "${excerpt(value)}"` : `the ${typeof value} ${String(value)}`;
}

const excerpt = (value: string): string => (value.length > 60 ? `${value.slice(0, 59)}…` : value);

function unknownFinding(document: YamlDocument, { path, known, meant }: UnknownField): Diagnostic {
  const within = pathText(document.value, [...path.slice(0, -1)]);
  return finding({
    code: 'DOCUMENT_UNKNOWN_FIELD',
    message: `Unknown field '${String(path.at(-1))}'${within && ` in ${within}`}`,
    expected: known.length > 0 ? `one of ${known.join(', ')}` : undefined,
    hint: meant ? `Did you mean '${meant}'?` : undefined,
    location: document.locateKey(path),
    subject: pathText(document.value, path),
    details: { path: [...path], known: [...known], didYouMean: meant },
  });
}

/** A number or boolean where a text is due is a text whose quotes were forgotten. */
function typeHint(
  document: YamlDocument,
  path: DocumentPath,
  value: unknown,
  expected: string | undefined,
): string | undefined {
  if (value === null) return 'Give it a value, or remove the field';
  const raw = document.raw(path);
  const wantsText = !/^(true or false|a whole number|a list|a mapping|a type such)/.test(expected ?? '');
  if (typeof value === 'string' || !raw || !wantsText) return undefined;
  if (path.at(-1) === 'version' && typeof value === 'number') {
    return `Put the version in quotes, as major.minor.patch: version: "${/^\d+\.\d+$/.test(raw) ? `${raw}.0` : `${raw}.0.0`}"`;
  }
  return `Put it in quotes: ${String(path.at(-1))}: "${raw}"`;
}

type Code = 'DOCUMENT_MISSING_FIELD' | 'DOCUMENT_WRONG_TYPE' | 'DOCUMENT_INVALID_VALUE';

function codeOf(issue: z.core.$ZodIssue, value: unknown): Code {
  if (value === undefined) return 'DOCUMENT_MISSING_FIELD';
  const scalar = typeof value === 'string' || typeof value === 'number';
  if (issue.code === 'invalid_union') return scalar ? 'DOCUMENT_INVALID_VALUE' : 'DOCUMENT_WRONG_TYPE';
  if (issue.code === 'invalid_type') return 'DOCUMENT_WRONG_TYPE';
  return issue.code === 'invalid_value' && typeof value !== 'string' ? 'DOCUMENT_WRONG_TYPE' : 'DOCUMENT_INVALID_VALUE';
}

function messageOf(code: Code, document: YamlDocument, path: DocumentPath, value: unknown): string {
  if (code === 'DOCUMENT_MISSING_FIELD') {
    const within = pathText(document.value, path.slice(0, -1));
    return `Missing field '${String(path.at(-1))}'${within && ` in ${within}`}`;
  }
  const where = path.length === 0 ? 'The document' : `'${pathText(document.value, path)}'`;
  if (code === 'DOCUMENT_WRONG_TYPE') return `${where} is ${kindOfValue(value)}`;
  return `${where} cannot be ${typeof value === 'string' ? `"${excerpt(value)}"` : String(value)}`;
}

/** The values of which a choice or the `type` of a union takes one. */
function choicesOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' && 'options' in issue ? (issue.options ?? []).map(String) : [];
}

/** The choice that is nearest; or what a field finds nearest itself, as types do. */
function meantBy(issue: z.core.$ZodIssue, value: unknown, choices: readonly string[]): string | null {
  const own: unknown = issue.code === 'custom' ? issue.params?.['meant'] : undefined;
  return typeof own === 'string' ? own : typeof value === 'string' ? nearest(value, choices) : null;
}

function issueFinding(schema: z.ZodType, document: YamlDocument, issue: z.core.$ZodIssue): Diagnostic {
  const path = issue.path as DocumentPath;
  const value = valueAt(document.value, path);
  if (issue.code === 'invalid_key') return keyFinding(document, path);
  const choices = choicesOf(issue);
  const expected =
    expectedAt(schema, document.value, path) ?? (choices.length > 0 ? `one of ${choices.join(', ')}` : undefined);
  const code = codeOf(issue, value);
  const meant = code === 'DOCUMENT_INVALID_VALUE' ? meantBy(issue, value, choices) : null;
  const hint =
    code === 'DOCUMENT_WRONG_TYPE'
      ? typeHint(document, path, value, expected)
      : meant
        ? `Did you mean '${meant}'?`
        : undefined;
  return finding({
    code,
    message: messageOf(code, document, path, value),
    expected,
    hint,
    location: document.locate(path),
    subject: pathText(document.value, path),
    details: { path: [...path], ...(meant && { didYouMean: meant }) },
  });
}

function keyFinding(document: YamlDocument, path: DocumentPath): Diagnostic {
  return finding({
    code: 'DOCUMENT_INVALID_VALUE',
    message: `'${excerpt(String(path.at(-1)))}' cannot name an entry of ${pathText(document.value, path.slice(0, -1))}`,
    expected: 'a name of letters, digits and "_"',
    location: document.locateKey(path),
    details: { path: [...path] },
  });
}

/** Everything that the schema has against the document: unknown fields first, then what zod found, each place once. */
export function schemaFindings(
  schema: z.ZodType,
  document: YamlDocument,
  issues: readonly z.core.$ZodIssue[],
): Diagnostic[] {
  const unknown = unknownFields(schema, document.value);
  const unread = new Set(unknown.map((each) => JSON.stringify(each.path)));
  const within = (path: DocumentPath): boolean =>
    path.some((_, index) => unread.has(JSON.stringify(path.slice(0, index + 1))));
  const seen = new Set<string>();
  const rest = issues.filter((issue) => {
    const path = issue.path as DocumentPath;
    const key = JSON.stringify(path);
    if (issue.code === 'unrecognized_keys' || seen.has(key) || within(path)) return false;
    seen.add(key);
    return true;
  });
  return [
    ...unknown.map((each) => unknownFinding(document, each)),
    ...rest.map((issue) => issueFinding(schema, document, issue)),
  ];
}

export function complaintFinding(document: YamlDocument, { path, ...rest }: Complaint): Diagnostic {
  const location = rest.code === 'DOCUMENT_MISSING_FIELD' ? document.locate(path) : document.locateKey(path);
  return finding({
    ...rest,
    location,
    subject: pathText(document.value, path) || undefined,
    details: { path: [...path] },
  });
}
