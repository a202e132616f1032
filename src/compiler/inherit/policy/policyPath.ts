import type { DocumentPath } from '../../source.js';

const PLAIN = /^[A-Za-z_][\w-]*$/;

/** `['domains', 2, 'extra_policies']` as people write it: `domains[2].extra_policies`; other keys in quotes, `["a.b"]`. */
export function pathText(path: DocumentPath): string {
  return path
    .map((segment) => {
      if (typeof segment === 'number') return `[${segment}]`;
      return PLAIN.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

/** Reads what `pathText` writes; `a.0.b` is taken as `a[0].b`. Anything else yields the segments between the dots. */
export function parsePath(text: string): DocumentPath {
  const segments: (string | number)[] = [];
  for (const [, index, quoted, plain] of text.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)) {
    if (index !== undefined) segments.push(Number(index));
    else if (quoted !== undefined) segments.push(unquote(quoted));
    else if (plain !== undefined) segments.push(/^\d+$/.test(plain) ? Number(plain) : plain);
  }
  return segments;
}

function unquote(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
