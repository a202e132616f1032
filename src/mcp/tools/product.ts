import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask } from '../answer/execute.js';
import { namesOf, reading } from '../answer/tool.js';
import { notFound } from './near.js';

const CONSUMERS = `consumers(first: 100, after: $after) { nodes { fqn } ${PAGE} }`;

const PRODUCT = `query Product($fqn: String!, $after: Cursor) {
  product(fqn: $fqn) {
    fqn version description pattern publishedAt publishedBy coverage detailsHidden ref
    domain { name }
    ownership { team email slack }
    lifecycle { status since removeAfter replacedBy }
    schedule { cron timezone nextRun }
    announcement { version status announcedAt effectiveAt reason }
    versions(first: 1) { totalCount }
    outputPorts { fqn description lifecycle { status } }
    inputPorts {
      name description freshnessRequirement
      contract { name status }
      source { ... on DataProductSource { ref columns columnsOrigin } ... on IngestionSource { type source } }
    }
    ${CONSUMERS}
  }
}`;

const MORE = `query Consumers($fqn: String!, $after: Cursor) { product(fqn: $fqn) { ${CONSUMERS} } }`;

interface Found {
  readonly outputPorts?: readonly object[];
  readonly inputPorts?: readonly object[];
  readonly consumers: Connection<{ readonly fqn: string }> & { readonly totalCount: number };
  readonly [field: string]: unknown;
}

export const product = reading({
  name: 'product',
  title: 'Describe data products',
  description:
    'What data products are as they stand: version, owners, schedule, announced version, output ports, input ports with the contract and the columns that each reads, and the products that consume them.',
  shape: { fqns: namesOf('Fqns of products', 'sales.customer-360') },
  subjects: ({ fqns }) => fqns,
  read: async (execute, { subject: fqn, after }) => {
    const { product: found } = await ask<{ product: Found | null }>(execute, after === null ? PRODUCT : MORE, {
      fqn,
      after,
    });
    if (!found) return notFound(execute, 'product', fqn);
    const { outputPorts = [], inputPorts = [], consumers, ...head } = found;
    return {
      key: { fqn },
      head: { ...head, consumersInAll: consumers.totalCount, outputPorts: [], inputPorts: [], consumers: [] },
      items: [
        ...itemsOf('outputPorts', outputPorts),
        ...itemsOf('inputPorts', inputPorts),
        ...itemsOf(
          'consumers',
          consumers.nodes.map((each) => each.fqn),
        ),
      ],
      next: nextOf(consumers),
    };
  },
});
