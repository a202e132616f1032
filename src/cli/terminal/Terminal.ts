import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Where a command writes to. */
export interface Terminal {
  /** The answer, on stdout. */
  out(text: string): void;
  /** Findings and reasons, on stderr. */
  err(text: string): void;
  /** The width of the terminal that stdout is; null where it is none. */
  readonly columns: number | null;
  /** stderr where it is a terminal: the place for what moves; null where it is none. */
  readonly progressTo: NodeJS.WritableStream | null;
  /** Coloured on a terminal, as it is elsewhere. */
  paint(style: Style, text: string): string;
}

/** The process's own terminal. Colours only on a terminal, and not where NO_COLOR asks for none. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  const colours = stdout.isTTY === true && !process.env['NO_COLOR'];
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    progressTo: stderr.isTTY === true ? stderr : null,
    columns: stdout.isTTY === true ? stdout.columns : null,
    paint: (style, text) => (colours ? styleText(style, text) : text),
  };
}
