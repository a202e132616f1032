/** A finding as far as its place goes; data that came over GraphQL fits too. */
export interface PlacedDiagnostic {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly location?: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** One line a finding as editors and CI read them: `data-product.yaml:65:10: error: Input port ... not found [CODE]`. */
export function renderLocations(diagnostics: readonly PlacedDiagnostic[]): string {
  return diagnostics
    .map(({ code, severity, message, location }) => {
      const place = location ? `${location.file}:${location.line}:${location.column}: ` : '';
      return `${place}${severity.toLowerCase()}: ${message} [${code}]\n`;
    })
    .join('');
}
