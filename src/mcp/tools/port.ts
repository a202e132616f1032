import { itemsOf, nextOf, PAGE, type Connection } from '../answer/connection.js';
import { ask } from '../answer/execute.js';
import { namesOf, reading } from '../answer/tool.js';
import { notFound } from './near.js';

const CONTRACTS = `contracts(first: 50, after: $after) {
  nodes {
    name version status
    consumer {
      fqn
      inputPorts { contract { name } source { ... on DataProductSource { columns columnsOrigin } } }
    }
    announced { response announcement { version effectiveAt } }
  }
  ${PAGE}
}`;

const PORT = `query Port($fqn: String!, $after: Cursor) {
  outputPort(fqn: $fqn) {
    fqn description table detailsHidden
    product { fqn version }
    lifecycle { status since removeAfter replacedBy }
    sla { freshness availability retention quality { metric target } }
    slaStatus { objective metric state target observed dueAt }
    access { default grants { grantee granteeKind access } }
    columns { name type description required unique primaryKey classification }
    ${CONTRACTS}
  }
}`;

const MORE = `query Contracts($fqn: String!, $after: Cursor) { outputPort(fqn: $fqn) { ${CONTRACTS} } }`;

interface Contract {
  readonly name: string;
  readonly consumer: {
    readonly fqn: string;
    readonly inputPorts: readonly {
      readonly contract: { readonly name: string } | null;
      readonly source: { readonly columns?: readonly string[] | null; readonly columnsOrigin?: string | null };
    }[];
  };
  readonly [field: string]: unknown;
}

interface Found {
  readonly columns?: readonly object[];
  readonly access?: { readonly default: string; readonly grants: readonly object[] };
  readonly contracts: Connection<Contract> & { readonly totalCount: number };
  readonly [field: string]: unknown;
}

/** A contract with the columns that its consumer reads; null where nobody says which. */
function readerOf({ consumer, ...contract }: Contract): object {
  const { source } = consumer.inputPorts.find((each) => each.contract?.name === contract.name) ?? {};
  const { columns = null, columnsOrigin = null } = source ?? {};
  return { ...contract, consumer: consumer.fqn, reads: columns, readsOrigin: columnsOrigin };
}

export const port = reading({
  name: 'port',
  title: 'Describe output ports',
  description:
    'What output ports promise: columns with types and classification, SLA and how it stands, who may read them, and every contract with the consumer and the columns that it reads (`reads`; null: it does not say, so take it that it reads all).',
  shape: { fqns: namesOf('Fqns of output ports', 'sales.customer-360.customers') },
  subjects: ({ fqns }) => fqns,
  read: async (execute, { subject: fqn, after }) => {
    const { outputPort } = await ask<{ outputPort: Found | null }>(execute, after === null ? PORT : MORE, {
      fqn,
      after,
    });
    if (!outputPort) return notFound(execute, 'port', fqn);
    const { columns = [], access, contracts, ...head } = outputPort;
    return {
      key: { fqn },
      head: {
        ...head,
        accessDefault: access?.default,
        contractsInAll: contracts.totalCount,
        grants: [],
        columns: [],
        contracts: [],
      },
      items: [
        ...itemsOf('grants', access?.grants ?? []),
        ...itemsOf('columns', columns),
        ...itemsOf('contracts', contracts.nodes.map(readerOf)),
      ],
      next: nextOf(contracts),
    };
  },
});
