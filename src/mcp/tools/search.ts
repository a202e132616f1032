import * as z from 'zod';
import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask } from '../answer/execute.js';
import { reading } from '../answer/tool.js';

const SEARCH = `query Search($text: String!, $kinds: [SearchKind!], $after: Cursor) {
  search(text: $text, kinds: $kinds, first: 50, after: $after) {
    meant
    nodes {
      kind: __typename
      ... on DataProduct { fqn description }
      ... on OutputPort { fqn description }
      ... on Model { fqn description }
      ... on DataContract { name }
      ... on Domain { name }
      ... on LayerNamespace { path }
      ... on Term { name definition }
    }
    ${PAGE}
  }
}`;

const KINDS = ['COLUMN', 'CONTRACT', 'DOMAIN', 'MODEL', 'NAMESPACE', 'PORT', 'PRODUCT', 'TERM'] as const;

export const search = reading({
  name: 'search',
  title: 'Find names in the catalog',
  description:
    'Finds products, output ports, models, contracts, domains, namespaces and terms of the glossary that hold every word of a text, in any case; a column leads to the ports and models that have it. Whole names first; where nothing holds the text, what was probably meant. Start here where you do not know an exact name.',
  shape: {
    texts: z.array(z.string().min(1).max(200)).min(1).max(10).describe('One or several texts, e.g. ["campaign_id"].'),
    kinds: z.array(z.enum(KINDS)).min(1).optional().describe('Only these kinds; all where not given.'),
  },
  subjects: ({ texts }) => texts,
  read: async (execute, { subject: text, after, args }) => {
    const variables = { text, kinds: args.kinds, after };
    const { search: found } = await ask<{ search: Connection & { meant: string | null; totalCount: number } }>(
      execute,
      SEARCH,
      variables,
    );
    return {
      key: { text },
      head: { totalCount: found.totalCount, ...(found.meant !== null && { meant: found.meant }), hits: [] },
      items: itemsOf('hits', found.nodes),
      next: nextOf(found),
    };
  },
});
