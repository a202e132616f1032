import { hrefOf } from '../ui/hrefOf';
import type { SearchQuery } from './documents';

/** What a search found, as the API gives it. */
export type Found = SearchQuery['search']['nodes'][number];

/** What is shown of a hit: what it is, its name, where it leads, and a line about it. */
export interface Hit {
  readonly kind: string;
  readonly name: string;
  readonly href: string;
  readonly about: string;
}

/** The columns of a port in which a word of the text stands: why it was found where its own name has none of them. */
function columnsWith(columns: readonly { readonly name: string }[], text: string): string {
  const asked = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holding = columns.filter(({ name }) => asked.some((word) => name.toLowerCase().includes(word)));
  return holding.length === 0 ? '' : `columns ${holding.map(({ name }) => name).join(', ')}`;
}

const joined = (...parts: readonly (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ');

/** A hit of a search for this text, as it is shown. */
function hitOf(found: Found, text: string): Hit {
  switch (found.__typename) {
    case 'DataProduct':
      return {
        kind: 'product',
        name: found.fqn,
        href: hrefOf.product(found.fqn),
        about: joined(found.version, found.ownership.team, found.description),
      };
    case 'OutputPort':
      return {
        kind: 'port',
        name: found.fqn,
        href: hrefOf.port(found.fqn),
        about: joined(found.table, columnsWith(found.columns, text), found.description),
      };
    case 'DataContract':
      return {
        kind: 'contract',
        name: found.name,
        href: hrefOf.contract(found.name),
        about: joined(found.version, found.status.toLowerCase()),
      };
    case 'Domain':
      return {
        kind: 'domain',
        name: found.name,
        href: hrefOf.domain(found.name),
        about: joined(found.pattern?.toLowerCase()),
      };
    case 'Model':
      return {
        kind: 'model',
        name: found.fqn,
        href: hrefOf.product(found.product.fqn),
        about: joined(found.description),
      };
    case 'Term':
      return { kind: 'term', name: found.name, href: hrefOf.search(found.name), about: found.definition };
    case 'LayerNamespace':
      return {
        kind: 'namespace',
        name: found.path,
        href: found.domain ? hrefOf.domain(found.domain.name) : '/',
        about: joined(found.domain && `of ${found.domain.name}`),
      };
  }
}

/** The hits of a search for this text, in their order; a port that was found by several of its columns, or by its name too, once. */
export function hitsOf(found: readonly Found[], text: string): readonly Hit[] {
  const hits = new Map<string, Hit>();
  for (const each of found) {
    const hit = hitOf(each, text);
    const key = `${hit.kind} ${hit.name}`;
    if (!hits.has(key)) hits.set(key, hit);
  }
  return [...hits.values()];
}
