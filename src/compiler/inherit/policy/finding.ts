import { closest, distance } from 'fastest-levenshtein';
import type { Diagnostic, RelatedLocation } from '../../diagnostic.js';
import type { SourceLocation } from '../../source.js';
import { inheritanceCodes, type InheritanceCode } from './codes.js';

export interface FindingFacts {
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
  readonly subject?: string;
  readonly location?: SourceLocation | null;
  readonly related?: readonly RelatedLocation[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A diagnostic of one of the inheritance codes; its severity is the code's, its notes are `expected` and `hint`. */
export function finding(code: InheritanceCode, facts: FindingFacts): Diagnostic {
  const { message, expected, hint, subject, location, related, details } = facts;
  const severity = inheritanceCodes.find((entry) => entry.code === code)?.severity ?? 'error';
  const notes = [expected === undefined ? [] : [`Expected: ${expected}`], hint ?? []].flat();
  return {
    code,
    severity,
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
    notes,
    ...(subject === undefined ? {} : { subject }),
    ...(location ? { location: plain(location) } : {}),
    ...(related?.length ? { related } : {}),
    ...(details ? { details } : {}),
  };
}

/** "did you mean" for near matches: undefined where there is none. */
export function didYouMean(matches: readonly string[]): string | undefined {
  return matches.length === 0 ? undefined : `Did you mean ${matches.slice(0, 3).join(' or ')}?`;
}

/** "Did you mean silver?" where a known name is a few edits away (one in three letters). */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const near = closest(name, known);
  return distance(name, near) <= Math.max(1, Math.floor(name.length / 3)) ? didYouMean([near]) : undefined;
}

/** "file:line:column" */
export function placeText(location: SourceLocation): string {
  return `${location.file}:${location.line}:${location.column}`;
}

const plain = ({ file, line, column }: SourceLocation): SourceLocation => ({ file, line, column });
