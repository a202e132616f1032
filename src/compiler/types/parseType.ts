import { baseOf } from './aliases.js';
import type { DataType, PromotionProfile } from './dataType.js';
import { DEEPEST } from '../values/deepest.js';

/** A type text longer or deeper than this is taken as one opaque name. */
const LONGEST = 20_000;
const OPEN = '<([';
const CLOSE = '>)]';

/** The parts of a text between the commas that stand outside all brackets. */
function parts(text: string): string[] {
  const found: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const each = text[at] ?? '';
    if (OPEN.includes(each)) depth += 1;
    else if (CLOSE.includes(each)) depth -= 1;
    else if (each === ',' && depth === 0) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, text.slice(start)].map((each) => each.trim()).filter((each) => each !== '');
}

/** `customer_id: string` or `customer_id string` of a struct. */
function field(text: string): { name: string; type: string } {
  const [, quoted, bare, type = ''] = /^(?:[`"]([^`"]+)[`"]|([^\s:`"]+))\s*:?\s*([\s\S]*)$/.exec(text) ?? [];
  return { name: quoted ?? bare ?? text, type: type.trim() };
}

const plain = (base: string, parameters: readonly number[], text: string): DataType => ({
  base,
  parameters,
  text,
  items: null,
  keys: null,
  values: null,
  fields: null,
});

function generic(name: string, inner: string, text: string, profile: PromotionProfile, depth: number): DataType {
  const base = baseOf(name, profile);
  const type = plain(base, [], text);
  const each = (part: string | undefined): DataType => parseType(part ?? 'any', profile, depth + 1);
  const [first, second] = parts(inner);
  if (base === 'array') return { ...type, items: each(first) };
  if (base === 'map') return { ...type, keys: each(first), values: each(second) };
  if (base === 'object') return { ...type, fields: parts(inner).map(field) };
  return plain(text.toLowerCase().replace(/\s+/g, ''), [], text);
}

/** With numbers behind it `number` is a decimal, `binary` of a fixed length; `float(24)` counts its bits. */
function sized(name: string, suffix: string, numbers: readonly number[], profile: PromotionProfile): string {
  if (/^binary$/i.test(name.trim())) return 'fixed';
  if (/^float$/i.test(name.trim())) return (numbers[0] ?? 53) > 24 ? 'float64' : 'float32';
  const base = baseOf(`${name}${suffix}`, profile);
  return base === 'number' ? 'decimal' : base;
}

/** The width in which a number is shown (`int(11)`) is no part of its type. */
const WITHOUT_SIZE = /^(u?int|float)\d+$/;

function withNumbers(
  name: string,
  suffix: string,
  numbers: readonly number[],
  { text, profile }: { text: string; profile: PromotionProfile },
): DataType {
  const base = sized(name, suffix, numbers, profile);
  return plain(base, WITHOUT_SIZE.test(base) ? [] : numbers, text);
}

/** One character, where nobody says how many (SQL). */
const ONE_CHARACTER = /^(n?char|character)$/i;

/** Reads a type as documents, dbt and warehouses write it. What cannot be read is a type of its own name. */
export function parseType(written: string, profile: PromotionProfile = 'default', depth = 0): DataType {
  const text = written.trim();
  if (text.length > LONGEST || depth > DEEPEST.type) return plain(text, [], text);
  if (text.endsWith('[]'))
    return { ...plain('array', [], text), items: parseType(text.slice(0, -2), profile, depth + 1) };
  const bracket = text.search(/[<(]/);
  if (bracket < 0) return plain(baseOf(text, profile), ONE_CHARACTER.test(text) ? [1] : [], text);
  const [name, rest] = [text.slice(0, bracket), text.slice(bracket + 1)];
  if (text[bracket] === '<' && rest.endsWith('>')) return generic(name, rest.slice(0, -1), text, profile, depth);
  const [, inner = '', suffix = ''] = /^([^()]*)\)(.*)$/.exec(rest) ?? [];
  const numbers = inner.split(',').map((each) => Number(each.trim().replace(/ (char|byte)$/i, '')));
  if (inner !== '' && numbers.every((each) => Number.isInteger(each)))
    return withNumbers(name, suffix, numbers, { text, profile });
  if (/^max$/i.test(inner.trim())) return plain(baseOf(name, profile), [], text);
  return rest.endsWith(')')
    ? generic(name, rest.slice(0, -1), text, profile, depth)
    : plain(text.toLowerCase(), [], text);
}

/** Whether a type says itself what it is made of: `array<string>`. */
export function saysItsParts(written: string): boolean {
  const { items, values, fields } = parseType(written);
  return items !== null || values !== null || fields !== null;
}
