import type { DocumentElement } from '../../document/common.js';

/** A longer text than this tells nobody anything. */
const LONGEST = 2_000;

/** What an element is, as one text: `array<string>`, `struct<a: int32>`, `enum(A,B)`. */
export function typeText(element: DocumentElement): string {
  const text = textOf(element);
  return text.length > LONGEST ? element.type : text;
}

function textOf({ type, fields, items, values, enum: symbols, types }: DocumentElement): string {
  if (fields) return `struct<${fields.map((each) => `${each.name}: ${textOf(each)}`).join(', ')}>`;
  if (items) return `array<${textOf(items)}>`;
  if (values) return `map<string, ${textOf(values)}>`;
  if (symbols) return `enum(${symbols.join(', ')})`;
  return types ? `union<${types.join(', ')}>` : type;
}
