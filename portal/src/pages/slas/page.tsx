import { createMemo, createResource, createSignal, Show } from 'solid-js';
import { ask } from '../../api/ask';
import { asApiError, type ApiError } from '../../api/ApiError';
import { createQuery } from '../../api/createQuery';
import { hrefOf } from '../../ui/hrefOf';
import { ContractLink, DomainLink, PortLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { PageHead } from '../../ui/PageHead';
import { Pager } from '../../ui/Pager';
import { Answered, Loading, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import { Breaches } from './Breaches';
import { OpenBreachesDocument, PromisesDocument, type OpenBreachesQuery, type PromisesQuery } from './documents';
import { dueNext, keptByDomain, percent, type Kept } from './promises';

const BREACHES = 50;
/** Products that are counted with a step. */
const PAGE = 200;
/** Promises that fall due, of which so many are listed. */
const DUE = 10;

type Products = PromisesQuery['products'];

/** Products with their promises, a page more at each step. */
function createProducts() {
  const [pages, setPages] = createSignal<readonly Products[]>([]);
  const [step, setStep] = createSignal(1);
  const [error, setError] = createSignal<ApiError | null>(null);
  const [data] = createResource(step, async () => {
    try {
      const after = pages().at(-1)?.pageInfo.endCursor ?? null;
      const { products } = await ask(PromisesDocument, { first: PAGE, after });
      setPages([...pages(), products]);
      setError(null);
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  });
  return {
    products: createMemo(() => pages().flatMap(({ nodes }) => nodes)),
    total: () => pages().at(-1)?.totalCount,
    loading: () => data.loading,
    error,
    more: () => setStep(step() + 1),
  };
}

const ByDomain = (props: { readonly kept: readonly Kept[] }) => (
  <Table
    label="Promises by domain"
    rows={props.kept}
    columns={[
      { head: 'Domain', cell: ({ domain }) => <DomainLink name={domain} /> },
      { head: 'Promises', numeric: true, cell: ({ promises }) => promises },
      { head: 'Met', numeric: true, cell: ({ met }) => met },
      { head: 'Breached', numeric: true, cell: ({ breached }) => breached },
      { head: 'Not observed', numeric: true, cell: ({ unknown }) => unknown },
      {
        head: 'Attained',
        numeric: true,
        cell: ({ attainment }) => (attainment === null ? '–' : percent(attainment)),
      },
      {
        head: 'Least',
        wide: true,
        cell: ({ worst }) => (
          <Show when={worst} fallback="–">
            {(one) => (
              <>
                <PortLink fqn={one().port} /> {one().what} {percent(one().attainment)}
              </>
            )}
          </Show>
        ),
      },
    ]}
  />
);

/** Contracts that breaches upstream will break next, the soonest first, with how many there are. */
const AtRisk = (props: { readonly breaches: OpenBreachesQuery['slaBreaches']['nodes'] }) => {
  const risks = () =>
    props.breaches
      .flatMap(({ port, atRisk }) => atRisk.nodes.map((each) => ({ ...each, because: port.fqn })))
      .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const left = () => props.breaches.reduce((sum, { atRisk }) => sum + atRisk.totalCount, 0) - risks().length;
  return (
    <>
      <Table
        label="Contracts at risk"
        rows={risks()}
        empty="No contract downstream of a breach is at risk."
        columns={[
          { head: 'When', cell: ({ at }) => <Moment at={at} /> },
          { head: 'Contract', cell: ({ contract }) => <ContractLink name={contract.name} /> },
          { head: 'Consumer', cell: ({ contract }) => <ProductLink fqn={contract.consumer.fqn} /> },
          { head: 'Because of', cell: ({ because }) => <PortLink fqn={because} /> },
        ]}
      />
      <Show when={left() > 0}>
        <p class="fine">and {left()} more, later.</p>
      </Show>
    </>
  );
};

/** How the mesh keeps what it promises: what is broken and why, what breaks next, how each domain did. */
export function Page() {
  const query = createQuery(OpenBreachesDocument, () => ({ first: BREACHES }));
  const { products, total, loading, error, more } = createProducts();
  const due = createMemo(() => dueNext(products()));
  return (
    <>
      <PageHead title="SLAs" />
      <Answered query={query} what="the breaches">
        {(data) => (
          <>
            <section aria-labelledby="open">
              <h2 id="open">
                Open breaches <span class="count">{data().slaBreaches.totalCount}</span>
              </h2>
              <Breaches breaches={data().slaBreaches.nodes} onDone={query.refetch} />
              <Show when={data().slaBreaches.totalCount > data().slaBreaches.nodes.length}>
                <p class="fine">
                  The first {BREACHES} of {data().slaBreaches.totalCount} are shown, those that are open longest.
                </p>
              </Show>
            </section>
            <section aria-labelledby="risk">
              <h2 id="risk">At risk next</h2>
              <AtRisk breaches={data().slaBreaches.nodes} />
            </section>
          </>
        )}
      </Answered>
      <Show when={error()}>{(failed) => <Problem error={failed()} hrefOf={hrefOf.product} />}</Show>
      <Show when={total() !== undefined} fallback={<Show when={loading()}>{<Loading what="what is promised" />}</Show>}>
        <section aria-labelledby="due">
          <h2 id="due">Due next</h2>
          <Table
            label="Promises that fall due"
            rows={due().slice(0, DUE)}
            empty="No port whose freshness was observed falls due."
            columns={[
              { head: 'When', cell: ({ at }) => <Moment at={at} /> },
              { head: 'Port', cell: ({ port }) => <PortLink fqn={port} /> },
              { head: 'Promised', cell: ({ target }) => target },
            ]}
          />
          <Show when={due().length > DUE}>
            <p class="fine">
              The next {DUE} of {due().length}.
            </p>
          </Show>
        </section>
        <section aria-labelledby="by-domain">
          <h2 id="by-domain">By domain</h2>
          <ByDomain kept={keptByDomain(products())} />
          <Pager
            shown={products().length}
            total={total() ?? 0}
            what="products counted"
            loading={loading()}
            onMore={more}
          />
        </section>
      </Show>
    </>
  );
}
