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
  const joined = form === 'camelCase' && /[A-Za-z0-9]$/.test(before) ? toCase(stem, 'PascalCase') : written;
  return `${before}${joined}${after}`;
}
