import { anyChar, charClasses, oneChar } from './charSets.js';
import { parseClass } from './parseClass.js';
import { Scanner } from './scanner.js';
import type { RegexNode } from './node.js';

const MOST_REPEATS = 256;

/**
 * Reads the part of JavaScript's regular expressions that a state machine can run: characters, classes, groups,
 * choices, quantifiers, `^` and `$`. Look-around, back-references and word boundaries are refused. Throws RegexError
 * for what is refused.
 */
export function parseRegex(text: string): RegexNode {
  const scanner = new Scanner(text);
  const node = choice(scanner);
  if (!scanner.done) scanner.fail("an unopened ')'");
  return node;
}

function choice(scanner: Scanner): RegexNode {
  const options = [sequence(scanner)];
  while (scanner.take('|')) options.push(sequence(scanner));
  return { kind: 'choice', options };
}

function sequence(scanner: Scanner): RegexNode {
  const parts: RegexNode[] = [];
  while (!scanner.done && !scanner.at('|') && !scanner.at(')')) parts.push(repeated(scanner));
  return { kind: 'sequence', parts };
}

function repeated(scanner: Scanner): RegexNode {
  const part = atom(scanner);
  const bounds = quantifier(scanner);
  if (!bounds) return part;
  if (part.kind === 'edge') scanner.fail(`a quantifier of '${part.at === 'start' ? '^' : '$'}'`);
  const lazy = scanner.take('?');
  if (/[*+?]/.test(scanner.peek)) scanner.fail('a quantifier of a quantifier');
  return { kind: 'repeat', part, ...bounds, lazy };
}

function quantifier(scanner: Scanner): { min: number; max: number | null } | null {
  if (scanner.take('*')) return { min: 0, max: null };
  if (scanner.take('+')) return { min: 1, max: null };
  if (scanner.take('?')) return { min: 0, max: 1 };
  const counts = scanner.match(/^\{(\d{1,4})(,?)(\d{0,4})\}/);
  if (!counts) return null;
  const [, low = '', comma, high = ''] = counts;
  const min = Number(low);
  const max = comma === '' ? min : high === '' ? null : Number(high);
  if (Math.max(min, max ?? 0) > MOST_REPEATS || (max !== null && max < min)) scanner.fail(`the count ${counts[0]}`);
  return { min, max };
}

function atom(scanner: Scanner): RegexNode {
  if (scanner.take('(')) return group(scanner);
  if (scanner.take('[')) return { kind: 'char', set: parseClass(scanner) };
  if (scanner.take('.')) return { kind: 'char', set: anyChar };
  if (scanner.take('^')) return { kind: 'edge', at: 'start' };
  if (scanner.take('$')) return { kind: 'edge', at: 'end' };
  if (scanner.take('\\')) return escape(scanner);
  if (/[*+?]/.test(scanner.peek)) scanner.fail(`nothing before '${scanner.peek}'`);
  return { kind: 'char', set: oneChar(scanner.next()) };
}

function group(scanner: Scanner): RegexNode {
  const named = scanner.match(/^\?<([A-Za-z]\w*)>/);
  if (!named && !scanner.match(/^\?:/) && scanner.at('?')) scanner.fail('look-around');
  const part = choice(scanner);
  if (!scanner.take(')')) scanner.fail("a '(' that is not closed");
  return named?.[1] === 'stem' ? { kind: 'stem', part } : part;
}

function escape(scanner: Scanner): RegexNode {
  const char = scanner.next();
  const set = charClasses.get(char);
  if (!set && /[A-Za-z0-9]/.test(char)) scanner.fail(`'\\${char}'`);
  return { kind: 'char', set: set ?? oneChar(char) };
}
