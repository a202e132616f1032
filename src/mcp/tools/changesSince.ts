import * as z from 'zod';
import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask, Refused, type Execute } from '../answer/execute.js';
import { reading } from '../answer/tool.js';

const OF_CHANGE = 'kind severity message path effectiveAt contract { name } port { fqn }';

const CHANGES = `query Changes($filter: ContractChangeFilter, $after: Cursor) {
  contractChanges(filter: $filter, first: 50, after: $after) { nodes { cursor at actor ${OF_CHANGE} } ${PAGE} }
}`;

const EVENTS = `query Events($since: DateTime, $after: Cursor) {
  catalogEvents(since: $since, first: 50, after: $after) {
    nodes {
      cursor at actor event: kind
      change { ${OF_CHANGE} }
      about: subject {
        type: __typename
        ... on Manifest { name version }
        ... on DataProduct { fqn version retiredReason }
        ... on SlaBreach { port { fqn } objective metric target observed }
        ... on AccessRequest { port { fqn } for status }
        ... on Run { product { fqn } ended: status message }
      }
    }
    ${PAGE}
  }
}`;

interface Event {
  readonly event: string;
  readonly change: object | null;
  readonly about: object | null;
}

const KINDS = [
  ...['MANIFEST_PUBLISHED', 'PRODUCT_PUBLISHED', 'PRODUCT_RETIRED', 'CONTRACT_CHANGED', 'CHANGE_ANNOUNCED'],
  ...['CHANGE_WITHDRAWN', 'CHANGE_ACKNOWLEDGED', 'ACCESS_REQUESTED', 'ACCESS_DECIDED', 'SLA_BREACH_OPENED'],
  ...['SLA_BREACH_RESOLVED', 'RUN_ENDED'],
];
const SEVERITIES = ['BREAKING', 'RISKY', 'COMPATIBLE', 'INFO'] as const;
const names = (what: string) => z.array(z.string()).min(1).optional().describe(what);

/** An event as it is told: what is a change of a contract by what changed, all else by what it is about. */
const toldEvent = ({ change, about, ...event }: Event): object => ({ ...event, ...(change ?? { about }) });

/** A page of all events; of these kinds alone where some are given. */
async function eventsOf(
  execute: Execute,
  variables: { readonly since: string | undefined; readonly after: string | undefined },
  kinds: readonly string[] | undefined,
): Promise<{ nodes: readonly object[]; next: string | null }> {
  const { catalogEvents } = await ask<{ catalogEvents: Connection<Event> }>(execute, EVENTS, variables);
  const nodes = catalogEvents.nodes.filter(({ event }) => kinds?.includes(event) ?? true).map(toldEvent);
  return { nodes, next: nextOf(catalogEvents) };
}

/** A page of the changes of contracts that a filter asks for. */
async function changesOf(
  execute: Execute,
  variables: object,
): Promise<{ nodes: readonly object[]; next: string | null }> {
  const { contractChanges } = await ask<{ contractChanges: Connection }>(execute, CHANGES, { ...variables });
  return { nodes: contractChanges.nodes, next: nextOf(contractChanges) };
}

export const changesSince = reading({
  name: 'changes_since',
  title: 'Tell what changed',
  description:
    'What happened after a place in the event log or since an instant, the oldest first: products and manifests published, contracts changed, changes announced and answered, access asked for, SLAs breached, runs ended. Asked of products, ports, contracts, domains or severities it tells changes of contracts alone. Each change has its `cursor`: keep that of the last one, and hand it in as `since` next time to hear only what is new. No changes: keep the one you have.',
  shape: {
    since: z
      .string()
      .optional()
      .describe('The `cursor` of a change or of an event of catalogChanged; from the beginning if not given.'),
    at: z.iso.datetime({ offset: true }).optional().describe('Or: from this instant on, e.g. 2026-01-15T12:00:00Z.'),
    kinds: z.array(z.enum(KINDS)).min(1).optional().describe('Only events of these kinds; all if not given.'),
    products: names('Of contracts that these products provide or consume.'),
    ports: names('Of contracts on these output ports.'),
    contracts: names('Of these contracts.'),
    domains: names('Of contracts that touch these domains.'),
    severities: z.array(z.enum(SEVERITIES)).min(1).optional().describe('Only changes of contracts as grave as these.'),
  },
  subjects: () => ['the log'],
  read: async (execute, { after, args: { since, at, kinds, ...filter } }) => {
    const ofContracts = Object.values(filter).some((each) => each !== undefined);
    if (ofContracts && kinds)
      throw new Refused('BAD_USER_INPUT', 'kinds go with since and at alone: all else asks for changes of contracts.');
    const from = after ?? since;
    const { nodes, next } = ofContracts
      ? await changesOf(execute, { filter: { ...filter, since: at }, after: from })
      : await eventsOf(execute, { since: at, after: from }, kinds);
    return { key: {}, head: { changes: [] }, items: itemsOf('changes', nodes), next };
  },
});
