import { parseRegex } from './parseRegex.js';
import { programOf } from './program.js';
import { RegexError } from './regexError.js';
import { runProgram } from './runProgram.js';

export interface NameRegex {
  /** The part of the name that its group `stem` takes, the whole name where it has no such group; null: no match. */
  stemOf(name: string): string | null;
}

const LONGEST = 256;

/** A regular expression for names, or what it holds that it may not. Its time is bounded for every name. */
export function nameRegex(text: string): NameRegex | { readonly refused: string } {
  if (text.length > LONGEST) return { refused: `more than ${LONGEST} characters` };
  try {
    const program = programOf(parseRegex(text));
    return {
      stemOf(name) {
        const marks = runProgram(program, name);
        if (!marks) return null;
        const [from, to] = marks;
        return from >= 0 && to > from ? name.slice(from, to) : name;
      },
    };
  } catch (error) {
    if (error instanceof RegexError) return { refused: error.message };
    throw error;
  }
}
