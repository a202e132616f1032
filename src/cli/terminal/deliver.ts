import { writeFile } from 'node:fs/promises';
import type { Terminal } from './Terminal.js';

/** Writes a document to the file, else to stdout. */
export async function deliver(terminal: Terminal, text: string, output: string | undefined): Promise<void> {
  if (output === undefined) terminal.out(text.trimEnd());
  else await writeFile(output, text);
}
