import type { Diagnostic, RelatedLocation } from '../diagnostic.js';
import { plainLocation } from '../plainLocation.js';
import type { SourceLocation } from '../source.js';

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly location: SourceLocation;
  readonly expected?: string;
  readonly hint?: string;
  readonly subject?: string;
  readonly related?: readonly RelatedLocation[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A document's finding as a diagnostic of severity error; `notes` follow from `expected` and `hint`. */
export function finding({ expected, hint, subject, related, details, location, ...rest }: Finding): Diagnostic {
  const notes = [...(expected ? [`Expected: ${expected}`] : []), ...(hint ? [hint] : [])];
  return {
    ...rest,
    severity: 'error',
    location: plainLocation(location),
    notes,
    ...(expected && { expected }),
    ...(hint && { hint }),
    ...(subject && { subject }),
    ...(related && { related: related.map((each) => ({ ...each, location: plainLocation(each.location) })) }),
    ...(details && { details }),
  };
}
