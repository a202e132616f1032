import { asJson, type Setting } from '../../catalog/Setting.js';
import { printList, type ListColumn } from '../../report/listing.js';

interface Hit {
  readonly __typename: string;
  readonly name: string;
  readonly description?: string | null;
  /** Of a term. */
  readonly definition?: string;
}

interface Answer {
  readonly search: { readonly meant: string | null; readonly totalCount: number; readonly nodes: readonly Hit[] };
}

const QUERY = `query Search($text: String!, $kinds: [SearchKind!], $first: Int) {
  search(text: $text, kinds: $kinds, first: $first) {
    meant
    totalCount
    nodes {
      __typename
      ... on DataContract { name }
      ... on DataProduct { name: fqn description }
      ... on Domain { name }
      ... on LayerNamespace { name: path }
      ... on Model { name: fqn description }
      ... on OutputPort { name: fqn description }
      ... on Term { name definition }
    }
  }
}`;

/** `OutputPort` as people say it: `output port`. */
const kindOf = ({ __typename }: Hit): string =>
  __typename
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replace(/^(data|layer) /, '');

const COLUMNS: readonly ListColumn<Hit>[] = [
  { title: 'KIND', width: 12, of: kindOf },
  { title: 'NAME', width: 30, of: ({ name }) => name },
  {
    title: 'DESCRIPTION',
    width: 0,
    of: ({ description, definition }) => (description ?? definition ?? '').replace(/\s+/g, ' ').trim(),
  },
];

/** Several columns of a port are found as that port: it is told once. */
const onceEach = (hits: readonly Hit[]): Hit[] => [
  ...new Map(hits.map((hit) => [`${hit.__typename} ${hit.name}`, hit])).values(),
];

interface SearchOptions {
  readonly kind?: string;
  readonly limit: number;
  readonly wide?: boolean;
  readonly json?: boolean;
}

/** `floe search <text>`: whatever holds every word, whole names first. A column is found as its output port. */
export async function search({ client, terminal }: Setting, text: string, options: SearchOptions): Promise<void> {
  const { kind, limit, wide, json } = options;
  const variables = { text, kinds: kind === undefined ? null : [kind.toUpperCase()], first: limit };
  const { search: found } = await client.ask<Answer>(QUERY, variables);
  if (json) return terminal.out(asJson(found));
  if (found.nodes.length === 0) return terminal.out(`Nothing holds "${text}".`);
  if (found.meant !== null) terminal.out(`Nothing holds "${text}"; this is what holds "${found.meant}":`);
  printList(terminal, COLUMNS, onceEach(found.nodes), wide);
  const more = found.totalCount - found.nodes.length;
  if (more > 0) terminal.out(`... and ${more} more: ask for them with --limit.`);
}
