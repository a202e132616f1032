import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask } from '../answer/execute.js';
import { namesOf, reading } from '../answer/tool.js';
import { notFound } from './near.js';

const CHANGES = `changes(first: 50, after: $after) {
  nodes { cursor at kind severity message path actor effectiveAt }
  ${PAGE}
}`;

const HISTORY = `query History($name: String!, $after: Cursor) {
  contract(name: $name) {
    name version status
    versions(first: 500) { totalCount nodes { version at } }
    ${CHANGES}
  }
}`;

const MORE = `query Changes($name: String!, $after: Cursor) { contract(name: $name) { ${CHANGES} } }`;

interface Found {
  readonly versions?: { readonly totalCount: number; readonly nodes: readonly object[] };
  readonly changes: Connection & { readonly totalCount: number };
  readonly [field: string]: unknown;
}

export const contractHistory = reading({
  name: 'contract_history',
  title: 'Tell the history of contracts',
  description:
    'What became of contracts, the oldest first: every change with who made it and when, announcements and what consumers answered, and the versions that are kept.',
  shape: { names: namesOf('Names of contracts', 'marketing-to-sales-customer-interactions') },
  subjects: ({ names }) => names,
  read: async (execute, { subject: name, after }) => {
    const document = after === null ? HISTORY : MORE;
    const { contract } = await ask<{ contract: Found | null }>(execute, document, { name, after });
    if (!contract) return notFound(execute, 'contract', name);
    const { versions, changes, ...head } = contract;
    const inAll = { versionsInAll: versions?.totalCount, changesInAll: changes.totalCount };
    return {
      key: { name },
      head: { ...head, ...inAll, versions: [], changes: [] },
      items: [...itemsOf('versions', versions?.nodes ?? []), ...itemsOf('changes', changes.nodes)],
      next: nextOf(changes),
    };
  },
});
