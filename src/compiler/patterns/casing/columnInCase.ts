import type { NamingCase } from '../../artifact.js';
import { isInCase } from './isInCase.js';
import { toCase } from './toCase.js';

/**
 * A column as it should be written; null where it is in the case. What users of warehouses expect is let be: the
 * underscores that loaders put before and after names (`_fivetran_synced`), names all in capitals (Snowflake and Oracle
 * fold an unquoted `customer_id` to CUSTOMER_ID), the dots of nested fields, pseudo-columns with a `$`, and expressions,
 * which teams write in a column's place to have them tested.
 */
export function columnInCase(column: string, form: NamingCase): string | null {
  const plain = column.replace(/^(["`])(.*)\1$/, '$2');
  if (/[$()'"`,:+*/<>=|]/.test(plain)) return null;
  const parts = plain.split('.');
  const written = parts.map((part) => partInCase(part, form));
  return written.every((part, i) => part === parts[i]) ? null : written.join('.');
}

function partInCase(part: string, form: NamingCase): string {
  const [, before = '', name = '', after = ''] = /^(_*)(.*?)((?:_+|\[\])*)$/s.exec(part) ?? [];
  const folded = name === name.toUpperCase() ? name.toLowerCase() : name;
  if (name === '' || isInCase(name, form) || isInCase(folded, form)) return part;
  return `${before}${toCase(name, form)}${after}`;
}
