import type { NamingCase } from '../../artifact.js';
import { isInCase } from './isInCase.js';
import { wordsOf } from './words.js';

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** A name in a case; as it stands where it is in that case already. `HTTPServerLog` is `http_server_log`. */
export function toCase(name: string, form: NamingCase): string {
  if (isInCase(name, form)) return name;
  const words = wordsOf(name).map(({ text }) => text.toLowerCase());
  if (form === 'snake_case') return words.join('_');
  const joined = words.map(capitalized).join('');
  return form === 'PascalCase' ? joined : joined.slice(0, 1).toLowerCase() + joined.slice(1);
}
