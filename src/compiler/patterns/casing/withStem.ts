import type { NamingCase } from '../../artifact.js';
import { isInCase } from './isInCase.js';
import { toCase } from './toCase.js';

/**
 * A name with its stem in a case; null where it is so already. In camelCase and PascalCase the whole name may be what is
 * in the case: `dimCustomer` behind the prefix `dim`.
 */
export function withStem(name: string, stem: string, form: NamingCase): string | null {
  if (isInCase(stem, form) || (form !== 'snake_case' && isInCase(name, form))) return null;
  const at = name.lastIndexOf(stem);
  const [before, after] = [name.slice(0, at), name.slice(at + stem.length)];
  const written = toCase(stem, form);
  const touches = /[A-Za-z0-9]$/.test(before);
  const joined = form === 'camelCase' && touches ? toCase(stem, 'PascalCase') : written;
  // `factOrders`: the capital parts the prefix from the rest.
  const separator = form === 'snake_case' && touches && /^\p{Lu}/u.test(stem) ? '_' : '';
  return `${before}${separator}${joined}${after}`;
}
