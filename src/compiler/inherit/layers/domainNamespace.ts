/**
 * A namespace as a domain's manifest writes it: below the domain's own it stands as it is, a bare name (`gold`) is
 * taken as one below it. null for a namespace that belongs to somebody else. A centralized platform (`root` null) has
 * the whole catalog.
 */
export function domainNamespace(written: string, root: string | null): string | null {
  if (isWithin(written, root)) return written;
  return written.includes('.') ? null : `${root}.${written}`;
}

/** Whether a namespace is another one or lies below it. Everything lies in the whole catalog (`root` null). */
export const isWithin = (path: string, root: string | null): boolean =>
  root === null || path === root || path.startsWith(`${root}.`);
