/** A document as it came in: its path (relative to the product or platform folder) and its text. */
export interface SourceFile {
  readonly path: string;
  readonly content: string;
}

/** A place in a document, for people and editors: line and column count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A path into a document: `['output_ports', 0, 'sla', 'freshness']`. */
export type DocumentPath = readonly (string | number)[];

/** A place may be one that is looked up when it is asked for; a finding holds what is found. */
export const plainLocation = ({ file, line, column }: SourceLocation): SourceLocation => ({ file, line, column });

/** The line and column of an offset in a text. */
export function placeIn(text: string, offset: number): Pick<SourceLocation, 'line' | 'column'> {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
