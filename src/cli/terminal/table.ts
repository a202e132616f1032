import stringWidth from 'string-width';

export interface TableColumn {
  readonly title: string;
  /** The width it has at least, with the gap after it. */
  readonly width: number;
}

/** Narrower than this a column is not made, whatever the terminal. */
const LEAST = 8;

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text in at most this many cells, its end replaced by … where it is longer. */
function fit(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of segments.segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Takes cells from the widest columns until all fit, as long as there is something to take. */
function shrink(widths: number[], available: number): void {
  let surplus = widths.reduce((sum, width) => sum + width, 0) - available;
  while (surplus > 0) {
    const widest = Math.max(...widths);
    if (widest <= LEAST) return;
    widths[widths.indexOf(widest)] = widest - 1;
    surplus -= 1;
  }
}

/**
 * A table as ADR-0021 prints it (Data Mesh Discovery): titles, one row a line, the last column as wide as it is. Only on
 * a terminal narrower than the table its columns shrink and what does not fit ends in ….
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  terminalWidth: number | null,
): string {
  const longest = (index: number): number =>
    Math.max(stringWidth(columns[index]?.title ?? ''), ...rows.map((row) => stringWidth(row[index] ?? '')));
  const last = columns.length - 1;
  const widths = columns.map((column, index) =>
    index === last ? longest(index) : Math.max(column.width, longest(index) + 1),
  );
  if (terminalWidth !== null) shrink(widths, terminalWidth);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return index === last ? fit(cell, width) : pad(fit(cell, width - 1), width);
      })
      .join('')
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...rows.map(line)].join('\n');
}
