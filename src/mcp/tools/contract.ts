import * as z from 'zod';
import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask, type Execute } from '../answer/execute.js';
import type { Part } from '../answer/gather.js';
import { namesOf, reading } from '../answer/tool.js';
import { notFound } from './near.js';

const NOTICE = 'announced { response note announcement { version status announcedAt effectiveAt product { fqn } }';

const CONTRACT = `query Contract($name: String!) {
  contract(name: $name) {
    name version status brokenReason compatibility compatibilityDefinition breakingChangeNotice
    provider { fqn }
    consumer { fqn }
    lifecycle { status since removeAfter replacedBy }
    sla { freshness availability quality { metric target } }
    ${NOTICE} changes { severity rule message path } }
    columns { name type required classification }
  }
}`;

const CONTRACTS = `query Contracts($filter: DataContractFilter, $after: Cursor) {
  contracts(filter: $filter, first: 100, after: $after) {
    nodes { name version status provider { fqn } consumer { fqn } ${NOTICE} } }
    ${PAGE}
  }
}`;

interface Found {
  readonly columns: readonly object[];
  readonly announced: { readonly changes: readonly object[] } | null;
  readonly [field: string]: unknown;
}

async function named(execute: Execute, name: string): Promise<Part> {
  const { contract: found } = await ask<{ contract: Found | null }>(execute, CONTRACT, { name });
  if (!found) return notFound(execute, 'contract', name);
  const { columns, announced, ...head } = found;
  const { changes = [], ...notice } = announced ?? {};
  return {
    key: { name },
    head: { ...head, notice: announced && notice, columns: [], announcedChanges: [] },
    items: [...itemsOf('announcedChanges', changes), ...itemsOf('columns', columns)],
  };
}

interface Listed {
  readonly announced: object | null;
}

const STATUSES = ['ACTIVE', 'BROKEN', 'DEPRECATED', 'DRAFT', 'RETIRED'] as const;

export const contract = reading({
  name: 'contract',
  title: 'Describe or list contracts',
  description:
    'Contracts between a provider’s output port and a consumer. With `names`: state, terms, columns, and the breaking change whose notice runs, if any. Without: a list, filtered by provider, consumer, status, or by whether a notice runs.',
  shape: {
    names: namesOf('Names of contracts', 'marketing-to-sales-customer-interactions').optional(),
    provider: z.string().optional().describe('For the list: the fqn of a product or port that provides.'),
    consumer: z.string().optional().describe('For the list: the fqn of the product that consumes.'),
    status: z.array(z.enum(STATUSES)).min(1).optional().describe('For the list: in one of these states.'),
    noticeRuns: z.boolean().optional().describe('For the list: true for those alone whose notice runs.'),
  },
  subjects: ({ names }) => names ?? ['the list'],
  read: async (execute, { subject, after, args: { names, noticeRuns = false, ...filter } }) => {
    if (names) return named(execute, subject);
    const { contracts } = await ask<{ contracts: Connection<Listed> }>(execute, CONTRACTS, { filter, after });
    const told = noticeRuns ? contracts.nodes.filter(({ announced }) => announced !== null) : contracts.nodes;
    return { key: {}, head: { contracts: [] }, items: itemsOf('contracts', told), next: nextOf(contracts) };
  },
});
