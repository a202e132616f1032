import * as z from 'zod';
import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask } from '../answer/execute.js';
import { reading } from '../answer/tool.js';

const CHANGES = `query Changes($filter: ContractChangeFilter, $after: Cursor) {
  contractChanges(filter: $filter, first: 50, after: $after) {
    nodes {
      cursor at kind severity message path actor effectiveAt
      contract { name }
      port { fqn }
    }
    ${PAGE}
  }
}`;

const SEVERITIES = ['BREAKING', 'RISKY', 'COMPATIBLE', 'INFO'] as const;
const names = (what: string) => z.array(z.string()).min(1).optional().describe(what);

export const changesSince = reading({
  name: 'changes_since',
  title: 'Tell what changed',
  description:
    'What happened to contracts after a place in the event log or since an instant, the oldest first. Each change has its `cursor`: keep that of the last one, and hand it in as `since` next time to hear only what is new. No changes: keep the one you have.',
  shape: {
    since: z
      .string()
      .optional()
      .describe('The `cursor` of a change or of an event of catalogChanged; from the beginning if not given.'),
    at: z.iso.datetime({ offset: true }).optional().describe('Or: from this instant on, e.g. 2026-01-15T12:00:00Z.'),
    products: names('Of contracts that these products provide or consume.'),
    ports: names('Of contracts on these output ports.'),
    contracts: names('Of these contracts.'),
    domains: names('Of contracts that touch these domains.'),
    severities: z.array(z.enum(SEVERITIES)).min(1).optional().describe('Only these; all if not given.'),
  },
  subjects: () => ['the log'],
  read: async (execute, { after, args: { since, at, ...filter } }) => {
    const variables = { filter: { ...filter, since: at }, after: after ?? since };
    const { contractChanges } = await ask<{ contractChanges: Connection }>(execute, CHANGES, variables);
    return {
      key: {},
      head: { changes: [] },
      items: itemsOf('changes', contractChanges.nodes),
      next: nextOf(contractChanges),
    };
  },
});
