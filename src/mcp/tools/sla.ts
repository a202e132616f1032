import * as z from 'zod';
import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask } from '../answer/execute.js';
import { namesOf, reading } from '../answer/tool.js';
import { notFound } from './near.js';

const BREACHES = `slaBreaches(filter: $filter, first: 50, after: $after) {
  nodes {
    id objective metric target observed openedAt resolvedAt duration acknowledgedBy
    port { fqn }
    rootCauses { id port { fqn } objective }
    affected(first: 20) { totalCount nodes { name } }
    atRisk(first: 20) { totalCount nodes { at contract { name } } }
  }
  ${PAGE}
}`;

const OF_ALL = `query Breaches($filter: SlaBreachFilter, $after: Cursor) { ${BREACHES} }`;
const OF_PORT = `query Sla($fqn: String!, $filter: SlaBreachFilter, $after: Cursor) {
  outputPort(fqn: $fqn) {
    sla { freshness availability retention quality { metric target } }
    slaStatus { objective metric state target observed observedAt dueAt attainment errorBudgetLeft }
  }
  ${BREACHES}
}`;

interface Found {
  readonly outputPort?: object | null;
  readonly slaBreaches: Connection & { readonly totalCount: number };
}

export const sla = reading({
  name: 'sla',
  title: 'Tell how SLAs stand',
  description:
    'With `ports`: what each promises, how every objective stands now, and its breaches. Without: the breaches of the whole mesh or of some domains. Each breach tells its root causes, the contracts it affects and those at risk next (20 of each, with how many there are).',
  shape: {
    ports: namesOf('Fqns of output ports', 'sales.customer-360.customers').optional(),
    domains: z.array(z.string()).min(1).optional().describe('Where no ports are given: of these domains alone.'),
    all: z.boolean().optional().describe('true for breaches that were resolved too; else those that are open.'),
  },
  subjects: ({ ports }) => ports ?? ['the mesh'],
  read: async (execute, { subject, after, args: { ports, domains, all = false } }) => {
    const open = all ? undefined : true;
    const filter = ports ? { ports: [subject], open } : { domains, open };
    const document = ports ? OF_PORT : OF_ALL;
    const variables = ports ? { fqn: subject, filter, after } : { filter, after };
    const { outputPort, slaBreaches } = await ask<Found>(execute, document, variables);
    if (outputPort === null) return notFound(execute, 'port', subject);
    return {
      key: ports ? { fqn: subject } : {},
      head: { ...outputPort, breachesInAll: slaBreaches.totalCount, breaches: [] },
      items: itemsOf('breaches', slaBreaches.nodes),
      next: nextOf(slaBreaches),
    };
  },
});
