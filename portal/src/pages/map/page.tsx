import { useNavigate, useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, Show } from 'solid-js';
import { ApiError } from '../../api/ApiError';
import { Legend } from '../../map/Legend';
import { MapView } from '../../map/MapView';
import { sceneOf } from '../../map/scene';
import { STATES, type ContractState as State } from '../../map/states';
import { hrefOf } from '../../ui/hrefOf';
import { ContractLink, PortLink, ProductLink } from '../../ui/Links';
import { PageHead } from '../../ui/PageHead';
import { Pager } from '../../ui/Pager';
import { Loading, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import { createMesh, type Mesh } from './createMesh';
import { Instant } from './Instant';
import { ContractState, Selected } from './Selected';

/** Rows of the list that come with a step. */
const ROWS = 50;

const countsOf = ({ contracts }: Mesh): Readonly<Record<State, number>> =>
  Object.fromEntries(STATES.map((state) => [state, contracts.filter((each) => each.state === state).length])) as Record<
    State,
    number
  >;

/** All contracts of the map as a table, for those to whom a drawing says nothing. */
function Contracts(props: { readonly mesh: Mesh }) {
  const [rows, setRows] = createSignal(ROWS);
  const ordered = createMemo(() =>
    props.mesh.contracts.toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state)),
  );
  return (
    <section aria-labelledby="as-list">
      <h2 id="as-list">The same as a list</h2>
      <Table
        label="Contracts on the map"
        rows={ordered().slice(0, rows())}
        empty="No contract joins two of these products."
        columns={[
          { head: 'Contract', cell: ({ name }) => <ContractLink name={name} /> },
          { head: 'State', cell: (contract) => <ContractState contract={contract} /> },
          { head: 'From', cell: ({ port }) => <PortLink fqn={port} /> },
          { head: 'To', cell: ({ to }) => <ProductLink fqn={to} /> },
        ]}
      />
      <Pager
        shown={Math.min(rows(), ordered().length)}
        total={ordered().length}
        what="contracts on the map"
        loading={false}
        onMore={() => setRows(rows() + ROWS)}
      />
    </section>
  );
}

/** How much of the whole mesh is shown; around a product, what is not shown of the neighbours of those that are. */
function notShown({ hidden, products, total }: Mesh): string {
  const open = [...hidden.values()].filter(({ providers, consumers }) => providers + consumers > 0).length;
  const of = total === null ? `${products.length} products` : `${products.length} of ${total} products`;
  return open === 0
    ? `${of}, with all their contracts.`
    : `${of}; around ${open} of them are more that are not shown (+).`;
}

/** The map of the mesh: domains as lanes, products as boxes, contracts as arrows. */
export function Page() {
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams<{ of?: string; asOf?: string }>();
  const of = () => search.of ?? null;
  const { mesh, error, loading, refetch, grow, growMesh } = createMesh(of, () => search.asOf ?? null);
  const [chosen, setChosen] = createSignal<string | null>(null);
  const scene = createMemo(() => {
    const shown = mesh();
    return shown ? sceneOf(shown) : null;
  });
  const selected = () => [chosen(), of()].find((fqn) => fqn !== null && scene()?.indexOf.has(fqn)) ?? null;
  const product = () => mesh()?.products.find(({ fqn }) => fqn === selected());
  const missing = () =>
    new ApiError(`There is no product ${of()}${search.asOf ? ` as of ${search.asOf.slice(0, 10)}` : ''}.`, 'NOT_FOUND');
  return (
    <>
      <PageHead title={of() ?? 'The whole mesh'} kind="Map">
        <Show
          when={of()}
          fallback={<span class="fine">Open a product and choose “On the map” for what is around it.</span>}
        >
          <Instant
            asOf={search.asOf ?? null}
            onChange={(asOf) => setSearch({ asOf: asOf ?? undefined }, { scroll: false })}
          />
          <a href="/map">The whole mesh</a>
        </Show>
      </PageHead>
      <Show when={error()}>{(failed) => <Problem error={failed()} onAgain={refetch} hrefOf={hrefOf.map} />}</Show>
      <Show when={mesh() === null}>
        <Problem error={missing()} />
      </Show>
      <Show when={!mesh() && loading()}>
        <Loading what="the map" />
      </Show>
      <Show when={mesh()}>
        {(shown) => (
          <div class="answered" aria-busy={loading()}>
            <Legend counts={countsOf(shown())} />
            <div class="with-aside">
              <Show when={scene()}>
                {(placed) => (
                  <MapView
                    scene={placed()}
                    label={of() === null ? 'Map of the mesh' : `Map around ${of()}`}
                    selected={selected()}
                    onSelect={setChosen}
                    onOpen={(fqn) => navigate(hrefOf.product(fqn))}
                  />
                )}
              </Show>
              <aside>
                <p class="fine" role="status">
                  {notShown(shown())}
                  <Show when={search.asOf}> SLAs are known of now alone, so none is shown.</Show>
                  <Show when={!shown().risksWhole}>
                    {' '}
                    So many ports miss their promise that not all risks are shown.
                  </Show>
                </p>
                <Show when={shown().total !== null && shown().total! > shown().products.length}>
                  <button type="button" disabled={loading()} onClick={growMesh}>
                    Show more products
                  </button>
                </Show>
                <Show when={product()} fallback={<p class="empty">Nothing is selected.</p>}>
                  {(one) => (
                    <Selected
                      product={one()}
                      mesh={shown()}
                      loading={loading()}
                      isCentre={one().fqn === of()}
                      onGrow={(side) => grow(one().fqn, side)}
                    />
                  )}
                </Show>
              </aside>
            </div>
            <Contracts mesh={shown()} />
          </div>
        )}
      </Show>
    </>
  );
}
