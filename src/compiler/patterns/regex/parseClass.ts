import { charClasses } from './charSets.js';
import type { CharSet } from './node.js';
import type { Scanner } from './scanner.js';

type Range = CharSet['ranges'][number];

/**
 * Reads `a-z0-9_]`, what follows the opening bracket of a class of characters. Throws RegexError for what it may not
 * hold.
 */
export function parseClass(scanner: Scanner): CharSet {
  const negated = scanner.take('^');
  const ranges: Range[] = [];
  while (!scanner.take(']')) ranges.push(...member(scanner));
  return { negated, ranges };
}

function member(scanner: Scanner): readonly Range[] {
  const from = char(scanner);
  if (typeof from !== 'string') return from.ranges;
  if (!scanner.match(/^-(?!\])/)) return [pair(from, from)];
  const to = char(scanner);
  if (typeof to !== 'string' || to < from) scanner.fail(`a range from '${from}' to no later character`);
  return [pair(from, String(to))];
}

const pair = (from: string, to: string): Range => [from.charCodeAt(0), to.charCodeAt(0)];

function char(scanner: Scanner): string | CharSet {
  if (!scanner.take('\\')) return scanner.next();
  const escaped = scanner.next();
  const set = charClasses.get(escaped);
  if (set?.negated || (!set && /[A-Za-z0-9]/.test(escaped))) scanner.fail(`'\\${escaped}' in a class`);
  return set ?? escaped;
}
