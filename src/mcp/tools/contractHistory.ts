import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask, Refused } from '../answer/execute.js';
import type { Part } from '../answer/gather.js';
import { namesOf, reading } from '../answer/tool.js';
import { notFound } from './near.js';

const VERSIONS = `versions(first: 500, after: $after) { nodes { version at } ${PAGE} }`;

const CHANGES = `changes(first: 50, after: $after) {
  nodes { cursor at kind severity message path actor effectiveAt }
  ${PAGE}
}`;

const HISTORY = `query History($name: String!, $after: Cursor) {
  contract(name: $name) { name version status ${VERSIONS} changes(first: 1) { totalCount } }
}`;

const MORE = {
  versions: `query Versions($name: String!, $after: Cursor) { contract(name: $name) { ${VERSIONS} } }`,
  changes: `query Changes($name: String!, $after: Cursor) { contract(name: $name) { ${CHANGES} } }`,
} as const;
type List = keyof typeof MORE;

interface Counted extends Connection {
  readonly totalCount: number;
}

interface Found extends Partial<Readonly<Record<List, Counted>>> {
  readonly [field: string]: unknown;
}

/** `versions/<cursor>`, `changes/` -> the list that is told of, and the place in it. */
function placeOf(after: string): { readonly list: List; readonly from: string | null } {
  const [list = '', from = ''] = after.split('/');
  if (list === 'versions' || list === 'changes') return { list, from: from || null };
  throw new Refused('BAD_USER_INPUT', 'This is no place in the history of a contract.');
}

/** A page of one list, and where the history goes on: versions come first, then changes. */
function told(list: List, page: Counted): Pick<Part, 'items' | 'next'> {
  const next = nextOf(page);
  const ended = list === 'versions' ? 'changes/' : null;
  return { items: itemsOf(list, page.nodes), next: next === null ? ended : `${list}/${next}` };
}

export const contractHistory = reading({
  name: 'contract_history',
  title: 'Tell the history of contracts',
  description:
    'What became of contracts: the versions that are kept, the highest first, then every change, the oldest first, with who made it and when, announcements and what consumers answered.',
  shape: { names: namesOf('Names of contracts', 'marketing-to-sales-customer-interactions') },
  subjects: ({ names }) => names,
  read: async (execute, { subject: name, after }) => {
    const { list, from } = after === null ? { list: 'versions' as const, from: null } : placeOf(after);
    const document = after === null ? HISTORY : MORE[list];
    const { contract } = await ask<{ contract: Found | null }>(execute, document, { name, after: from });
    if (!contract) return notFound(execute, 'contract', name);
    const { versions, changes, ...head } = contract;
    const page = list === 'versions' ? versions : changes;
    if (!page) throw new Refused(undefined, `The catalog answered without ${list}.`);
    const inAll = { versionsInAll: versions?.totalCount, changesInAll: changes?.totalCount };
    return { key: { name }, head: { ...head, ...inAll, versions: [], changes: [] }, ...told(list, page) };
  },
});
