import { writeText } from './files.js';
import type { Terminal } from './Terminal.js';

interface Delivery {
  readonly output?: string;
  /** What goes to a file is told on stdout as JSON. */
  readonly json?: boolean;
}

/** Writes a document to the file, else to stdout. Throws Failure 2 where the file cannot be written. */
export async function deliver(terminal: Terminal, text: string, { output, json }: Delivery): Promise<void> {
  if (output === undefined) return terminal.out(text.trimEnd());
  await writeText(output, text);
  if (json) terminal.out(JSON.stringify({ output }, null, 2));
}
