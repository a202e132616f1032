import { For, Show } from 'solid-js';
import { createQuery } from '../../api/createQuery';
import { Badge, words } from '../../ui/Badge';
import { PortLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { Answered } from '../../ui/State';
import { Table } from '../../ui/Table';
import { EpisodesDocument } from './documents';

/** When promises of a product's ports were broken, the last first, with what it came from. */
export function Episodes(props: { readonly fqn: string }) {
  const query = createQuery(EpisodesDocument, () => ({ fqn: props.fqn }));
  return (
    <Answered query={query} what="episodes">
      {(data) => (
        <>
          <Table
            label="Episodes"
            rows={data().slaBreaches.nodes.toReversed()}
            empty="No promise of this product was ever broken, as far as it is watched."
            columns={[
              { head: 'Port', cell: ({ port }) => <PortLink fqn={port.fqn} short /> },
              { head: 'Promise', cell: ({ objective, target }) => `${words(objective)} ${target}` },
              { head: 'Was', cell: ({ observed }) => observed },
              { head: 'Began', cell: ({ openedAt }) => <Moment at={openedAt} /> },
              {
                head: 'Ended',
                cell: ({ resolvedAt }) => (
                  <Show when={resolvedAt} fallback={<Badge tone="bad">open</Badge>}>
                    {(at) => <Moment at={at()} />}
                  </Show>
                ),
              },
              {
                head: 'Comes from',
                cell: ({ rootCauses }) => (
                  <ul class="inline">
                    <For each={rootCauses}>
                      {({ port }) => (
                        <li>
                          <PortLink fqn={port.fqn} />
                        </li>
                      )}
                    </For>
                  </ul>
                ),
              },
              { head: 'Seen by', wide: true, cell: ({ acknowledgedBy }) => acknowledgedBy ?? '' },
            ]}
          />
          <p class="fine">
            {data().slaBreaches.nodes.length} of {data().slaBreaches.totalCount}
          </p>
        </>
      )}
    </Answered>
  );
}
