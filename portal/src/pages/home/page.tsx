import { createMemo, For, Show } from 'solid-js';
import { createQuery } from '../../api/createQuery';
import { StateBadge, words } from '../../ui/Badge';
import { ContractLink, DomainLink, PortLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { PageHead } from '../../ui/PageHead';
import { Answered } from '../../ui/State';
import { Table } from '../../ui/Table';
import { HomeDocument, type HomeQuery } from './documents';

type Product = HomeQuery['products']['nodes'][number];

/** The most products that the page lists; beyond, it says how many there are, and search finds them. */
const MOST = 200;

/** How the promises of a product's ports stand together: one that is broken speaks for all. */
function stateOf({ outputPorts }: Product): string | null {
  const states = outputPorts.flatMap(({ slaStatus }) => slaStatus.map(({ state }) => state));
  return ['BREACHED', 'MET', 'UNKNOWN'].find((each) => states.includes(each as (typeof states)[number])) ?? null;
}

const Products = (props: { readonly products: readonly Product[]; readonly domain: string }) => (
  <Table
    label={`Products of ${props.domain}`}
    rows={props.products}
    columns={[
      { head: 'Product', cell: ({ fqn }) => <ProductLink fqn={fqn} /> },
      { head: 'Version', cell: ({ version }) => version },
      { head: 'Owner', cell: ({ ownership }) => ownership.team ?? ownership.email ?? '–' },
      {
        head: 'Ports',
        cell: ({ outputPorts }) => (
          <ul class="inline">
            <For each={outputPorts}>
              {({ fqn }) => (
                <li>
                  <PortLink fqn={fqn} short />
                </li>
              )}
            </For>
          </ul>
        ),
      },
      { head: 'Consumers', numeric: true, cell: ({ consumers }) => consumers.totalCount },
      {
        head: 'SLA',
        cell: (product) => <Show when={stateOf(product)}>{(state) => <StateBadge value={state()} />}</Show>,
      },
    ]}
  />
);

const Changes = (props: { readonly changes: HomeQuery['contractChanges']['nodes'] }) => (
  <section aria-labelledby="changes">
    <h2 id="changes">Latest changes</h2>
    <ol class="feed">
      <For each={props.changes} fallback={<li class="empty">No contract has changed yet.</li>}>
        {({ at, severity, message, contract }) => (
          <li>
            <StateBadge value={severity} /> <ContractLink name={contract.name} />
            <p>
              {message} <Moment at={at} />
            </p>
          </li>
        )}
      </For>
    </ol>
  </section>
);

const Breaches = (props: { readonly breaches: HomeQuery['slaBreaches'] }) => (
  <section aria-labelledby="breaches">
    <h2 id="breaches">
      Open breaches <span class="count">{props.breaches.totalCount}</span>
    </h2>
    <ul class="feed">
      <For each={props.breaches.nodes} fallback={<li class="empty">Every promise that is watched is kept.</li>}>
        {({ port, objective, observed, target, openedAt }) => (
          <li>
            <PortLink fqn={port.fqn} />
            <p>
              {words(objective)} {observed}, promised {target}; since <Moment at={openedAt} />
            </p>
          </li>
        )}
      </For>
    </ul>
  </section>
);

/** The mesh at a glance: its products by domain, what is wrong now, what changed last. */
export function Page() {
  const query = createQuery(HomeDocument, () => ({ first: MOST }));
  const domains = createMemo(() => Map.groupBy(query.data()?.products.nodes ?? [], ({ domain }) => domain.name));
  return (
    <>
      <PageHead title="The mesh" />
      <Answered query={query} what="the mesh">
        {(data) => (
          <div class="with-aside">
            <div>
              <p class="lead">
                {data().products.totalCount} products in {data().domains.totalCount} domains,{' '}
                <a href="/contracts">{data().contracts.totalCount} contracts</a> between them.
                <Show when={data().products.pageInfo.hasNextPage}>
                  {' '}
                  The first {MOST} are listed; search finds the others.
                </Show>
              </p>
              <For
                each={[...domains()]}
                fallback={<p class="empty">Nothing is published yet: floe products publish.</p>}
              >
                {([domain, products]) => (
                  <section aria-labelledby={`domain-${domain}`}>
                    <h2 id={`domain-${domain}`}>
                      <DomainLink name={domain} /> <span class="count">{products.length}</span>
                    </h2>
                    <Products products={products} domain={domain} />
                  </section>
                )}
              </For>
            </div>
            <aside>
              <Breaches breaches={data().slaBreaches} />
              <Changes changes={data().contractChanges.nodes.toReversed()} />
            </aside>
          </div>
        )}
      </Answered>
    </>
  );
}
