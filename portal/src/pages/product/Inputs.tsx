import { Show } from 'solid-js';
import { StateBadge } from '../../ui/Badge';
import { ContractLink, PortLink } from '../../ui/Links';
import { Table } from '../../ui/Table';
import type { Product } from './product';

/** What a product reads: ports of others under contracts, and what tools bring in. */
export const Inputs = (props: { readonly inputs: Product['inputPorts'] }) => (
  <Table
    label="Input ports"
    rows={props.inputs}
    empty="This product reads nothing."
    columns={[
      { head: 'Input', cell: ({ name }) => name },
      {
        head: 'From',
        cell: ({ source }) =>
          source.__typename === 'DataProductSource' ? (
            <PortLink fqn={source.ref} />
          ) : (
            `${source.type}: ${source.source}`
          ),
      },
      {
        head: 'Columns',
        cell: ({ source }) => (source.__typename === 'DataProductSource' ? (source.columns?.join(', ') ?? 'all') : ''),
      },
      { head: 'Fresher than', cell: ({ freshnessRequirement }) => freshnessRequirement ?? '' },
      {
        head: 'Contract',
        cell: ({ contract }) => (
          <Show when={contract}>
            {(each) => (
              <>
                <ContractLink name={each().name} /> {each().version} <StateBadge value={each().status} />
              </>
            )}
          </Show>
        ),
      },
    ]}
  />
);
