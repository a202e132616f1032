import { createInterface } from 'node:readline/promises';
import { Failure } from './Failure.js';

/** Asks one question, which has an answer already that Enter takes, or none. */
export type Question = (words: string, usual: string | null) => Promise<string>;

/** Asks on the terminal, on stderr. The answer is asked for again until there is one. Throws Failure 2 where it is ended. */
export async function onTerminal<T>(ask: (question: Question) => Promise<T>): Promise<T> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<never>((_, reject) =>
    lines.once('close', () => reject(new Failure(2, 'nothing was written: the questions were not answered.'))),
  );
  const question: Question = async (words, usual) => {
    const answer = (await lines.question(`${words}${usual === null ? '' : ` (${usual})`}: `)).trim() || usual;
    return answer ?? question(words, usual);
  };
  try {
    return await Promise.race([ask(question), ended]);
  } finally {
    lines.close();
    ended.catch(() => undefined);
  }
}
