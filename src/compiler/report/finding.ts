import type { PlacedDiagnostic } from './locations.js';

/** A finding as reports for other tools tell it; data that came over GraphQL fits as well as the compiler's own. */
export interface ReportedFinding extends PlacedDiagnostic {
  readonly expected?: string | null;
  readonly hint?: string | null;
  readonly notes?: readonly string[];
  readonly subject?: string | null;
  readonly related?: readonly {
    readonly message: string;
    readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
  }[];
}

/** The message with what was expected and how to mend it, a line each. */
export function wholeMessage({ message, expected, hint, notes = [] }: ReportedFinding): string {
  const derived = [...(expected ? [`Expected: ${expected}`] : []), ...(hint ? [hint] : [])];
  return [message, ...(notes.length > 0 ? notes : derived)].join('\n');
}
