import type { Diagnostic, RelatedLocation, Severity } from '../../diagnostic.js';
import type { SourceLocation } from '../../source.js';
import { plainLocation } from '../../source.js';

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly location: SourceLocation;
  /** `error` where it is not stated. */
  readonly severity?: Severity;
  readonly expected?: string;
  readonly hint?: string;
  readonly subject?: string;
  readonly related?: readonly RelatedLocation[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A document may hold megabytes where a word is expected: nobody reads them in a message. */
const LONGEST = 1_000;
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** A document's finding as a diagnostic; `notes` follow from `expected` and `hint`. */
export function finding({
  expected,
  hint,
  related,
  details,
  location,
  severity = 'error',
  ...stated
}: Finding): Diagnostic {
  const [message, subject] = [cut(stated.message), stated.subject && cut(stated.subject)];
  const notes = [...(expected ? [`Expected: ${expected}`] : []), ...(hint ? [hint] : [])];
  return {
    code: stated.code,
    message,
    severity,
    location: plainLocation(location),
    notes,
    ...(expected && { expected }),
    ...(hint && { hint }),
    ...(subject && { subject }),
    ...(related && { related: related.map((each) => ({ ...each, location: plainLocation(each.location) })) }),
    ...(details && { details }),
  };
}
