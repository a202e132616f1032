import { For } from 'solid-js';
import { StateBadge, words } from '../../ui/Badge';
import { PortLink } from '../../ui/Links';
import { Table } from '../../ui/Table';
import type { ProductQuery } from './documents';

type Port = NonNullable<ProductQuery['product']>['outputPorts'][number];

/** What a port promises and how that stands, a promise a line. */
const Promises = (props: { readonly port: Port }) => (
  <ul class="promises">
    <For each={props.port.slaStatus} fallback={<li class="fine">promises nothing that is watched</li>}>
      {({ objective, metric, target, observed, state }) => (
        <li>
          <StateBadge value={state} /> {words(objective)}
          {metric === objective.toLowerCase() ? '' : ` (${metric})`} {target}
          <span class="fine">{observed === null ? ' not observed yet' : ` now ${observed}`}</span>
        </li>
      )}
    </For>
  </ul>
);

/** The output ports of a product. */
export const Ports = (props: { readonly ports: readonly Port[] }) => (
  <section aria-labelledby="ports">
    <h2 id="ports">
      Output ports <span class="count">{props.ports.length}</span>
    </h2>
    <Table
      label="Output ports"
      rows={props.ports}
      empty="This product offers nothing."
      columns={[
        { head: 'Port', cell: ({ fqn }) => <PortLink fqn={fqn} short /> },
        { head: 'Table', cell: ({ table }) => <code>{table}</code> },
        { head: 'Promises, and how they stand', cell: (port) => <Promises port={port} /> },
        { head: 'Consumers', numeric: true, cell: ({ consumers }) => consumers.totalCount },
        { head: 'About', wide: true, cell: ({ description }) => description ?? '' },
      ]}
    />
  </section>
);
