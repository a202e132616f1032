import { isMapping, type JsonObject } from '../compiler/values/json.js';
import { Unreadable } from './told.js';

function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** A longer text is not looked through for the place where it is broken. */
const SOUGHT = 1024 * 1024;

function breaksOff(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return /end of JSON|Unterminated|at position/.test(String(error)) && offsetIn(error, text) >= text.length;
  }
}

/** The offset that the platform's parser names; the end of the text where it met it. */
function offsetIn(error: unknown, text: string): number {
  const position = /at position (\d+)/.exec(String(error))?.[1];
  if (position !== undefined) return Number(position);
  return String(error).includes('end of JSON') ? text.length : -1;
}

/**
 * Where a broken text cannot be read on; -1 where nobody looked. The parser does not always name it: what stands before is
 * the beginning of a JSON text, which breaks off, and with the next character is none.
 */
function brokenAt(text: string, error: unknown): number {
  const named = offsetIn(error, text);
  if (named >= 0 || text.length > SOUGHT) return named;
  let [whole, broken] = [0, text.length];
  while (broken - whole > 1) {
    const middle = (whole + broken) >> 1;
    if (breaksOff(text.slice(0, middle))) whole = middle;
    else broken = middle;
  }
  return whole;
}

/** The object that a JSON text is. Throws Unreadable with line and column where it is none, or breaks off. */
export function objectIn(text: string, what: string): JsonObject {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (content.trim() === '') throw new Unreadable(`${what} is empty.`);
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    const at = brokenAt(content, error);
    const how = at >= content.trimEnd().length ? 'breaks off' : 'is not well-formed JSON';
    throw new Unreadable(`${what} ${how}${at < 0 ? '' : ` at ${placeIn(content, at)}`}.`);
  }
  if (!isMapping(value)) throw new Unreadable(`${what} is not a JSON object.`);
  return value;
}
