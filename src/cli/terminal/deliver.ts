import { writeText } from './files.js';
import type { Terminal } from './Terminal.js';

/** Writes a document to the file, else to stdout. Throws Failure 2 where the file cannot be written. */
export async function deliver(terminal: Terminal, text: string, output: string | undefined): Promise<void> {
  if (output === undefined) terminal.out(text.trimEnd());
  else await writeText(output, text);
}
