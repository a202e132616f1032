import * as z from 'zod';
import { itemsOf, nextOf, type Connection } from '../answer/connection.js';
import { ask } from '../answer/execute.js';
import { namesOf, reading } from '../answer/tool.js';

const LINEAGE = `query Lineage(
  $of: String!, $direction: LineageDirection!, $level: LineageLevel!, $maxDepth: Int, $after: Cursor
) {
  lineage(of: $of, direction: $direction, level: $level, maxDepth: $maxDepth, first: 100, after: $after) {
    totalNodes
    cycles
    nodes { fqn kind depth }
    edges { from to how contract { name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Found extends Connection {
  readonly totalNodes: number;
  readonly cycles: readonly (readonly string[])[];
  readonly edges: readonly object[];
}

export const lineage = reading({
  name: 'lineage',
  title: 'Follow lineage',
  description:
    'What is downstream or upstream of a product, port, model, source or column, the nearest first, with every edge between them. A column is named port/column, e.g. "sales.customer-360.customers/email", with level COLUMN: so you hear which columns elsewhere are made of it.',
  shape: {
    of: namesOf('Where to start: fqns', 'sales.customer-360.customers'),
    direction: z.enum(['DOWNSTREAM', 'UPSTREAM', 'BOTH']).optional().describe('Which way; DOWNSTREAM if not given.'),
    level: z.enum(['PRODUCT', 'PORT', 'MODEL', 'COLUMN']).optional().describe('How fine; PORT if not given.'),
    maxDepth: z.number().int().min(1).optional().describe('How many edges from the start; all if not given.'),
  },
  subjects: ({ of }) => of,
  read: async (execute, { subject: of, after, args }) => {
    const { direction = 'DOWNSTREAM', level = 'PORT', maxDepth } = args;
    const variables = { of, direction, level, maxDepth, after };
    const { lineage: found } = await ask<{ lineage: Found }>(execute, LINEAGE, variables);
    const { totalNodes, cycles, nodes, edges } = found;
    return {
      key: { of },
      head: { totalNodes, cycles: [], nodes: [], edges: [] },
      items: [
        ...itemsOf('cycles', after === null ? cycles : []),
        ...itemsOf('nodes', nodes),
        ...itemsOf('edges', edges),
      ],
      next: nextOf(found),
    };
  },
});
