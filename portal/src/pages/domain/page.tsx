import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { ApiError } from '../../api/ApiError';
import { createQuery } from '../../api/createQuery';
import { StateBadge, words } from '../../ui/Badge';
import { Countdown } from '../../ui/Countdown';
import { Facts } from '../../ui/Facts';
import { hrefOf } from '../../ui/hrefOf';
import { ContractLink, PortLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { PageHead } from '../../ui/PageHead';
import { Source } from '../../ui/Source';
import { Answered, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import { DomainDocument, type DomainQuery } from './documents';

type Domain = NonNullable<DomainQuery['domain']>;
type Product = Domain['products']['nodes'][number];

const notThere = (name: string): ApiError => new ApiError(`There is no domain ${name}.`, 'NOT_FOUND');

/** How the promises of a product's ports stand together: one that is broken speaks for all. */
function stateOf({ outputPorts }: Product): string | null {
  const states = new Set<string>(outputPorts.flatMap(({ slaStatus }) => slaStatus.map(({ state }) => state)));
  return ['BREACHED', 'MET', 'UNKNOWN'].find((each) => states.has(each)) ?? null;
}

const Products = (props: { readonly products: Domain['products'] }) => (
  <section aria-labelledby="products">
    <h2 id="products">
      Products <span class="count">{props.products.totalCount}</span>
    </h2>
    <Table
      label="Products of the domain"
      rows={props.products.nodes}
      empty="This domain has no product yet."
      columns={[
        { head: 'Product', cell: ({ fqn }) => <ProductLink fqn={fqn} /> },
        {
          head: 'SLA',
          cell: (product) => <Show when={stateOf(product)}>{(state) => <StateBadge value={state()} />}</Show>,
        },
        { head: 'Version', cell: ({ version }) => version },
        { head: 'Owner', cell: ({ ownership }) => ownership.team ?? '–' },
        { head: 'Consumers', numeric: true, cell: ({ consumers }) => consumers.totalCount },
        { head: 'About', wide: true, cell: ({ description }) => description ?? '' },
      ]}
    />
  </section>
);

const Layers = (props: { readonly layers: Domain['layers'] }) => (
  <section aria-labelledby="layers">
    <h2 id="layers">Layers</h2>
    <Table
      label="Layers of the domain"
      rows={props.layers}
      empty="Its manifest names no layer."
      columns={[
        { head: 'Layer', cell: ({ name }) => name },
        { head: 'Prefix', cell: ({ prefix }) => <code>{prefix}</code> },
        { head: 'Namespace', cell: ({ namespace }) => <code>{namespace?.path}</code> },
        { head: 'Tests', cell: ({ requiredTests }) => requiredTests.join(', ') },
        { head: 'Covered', numeric: true, cell: ({ minimumCoverage }) => `${minimumCoverage}%` },
        { head: 'About', wide: true, cell: ({ description }) => description ?? '' },
      ]}
    />
  </section>
);

const Contracts = (props: {
  readonly id: string;
  readonly title: string;
  readonly contracts: DomainQuery['given'];
  readonly href: string;
}) => (
  <section aria-labelledby={props.id}>
    <h2 id={props.id}>
      {props.title} <span class="count">{props.contracts.totalCount}</span>
    </h2>
    <Table
      label={props.title}
      rows={props.contracts.nodes}
      empty="None."
      columns={[
        { head: 'Contract', cell: ({ name }) => <ContractLink name={name} /> },
        {
          head: 'Status',
          cell: ({ status, slaRisk }) => (
            <>
              <StateBadge value={status} />
              <Show when={slaRisk}>{(risk) => <StateBadge value={risk()} />}</Show>
            </>
          ),
        },
        {
          head: 'Notice',
          cell: ({ announced }) => (
            <Show when={announced}>{(known) => <Countdown until={known().announcement.effectiveAt} />}</Show>
          ),
        },
        { head: 'Provider', cell: ({ provider }) => <PortLink fqn={provider.fqn} /> },
        { head: 'Consumer', cell: ({ consumer }) => <ProductLink fqn={consumer.fqn} /> },
      ]}
    />
    <Show when={props.contracts.totalCount > props.contracts.nodes.length}>
      <p>
        <a href={props.href}>All {props.contracts.totalCount}</a>
      </p>
    </Show>
  </section>
);

/** One domain: who owns it, its products, the contracts it gives and takes, its layers and its manifest. */
export function Page() {
  const params = useParams<{ name: string }>();
  const name = () => decodeURIComponent(params.name);
  const query = createQuery(DomainDocument, () => ({ name: name() }));
  return (
    <>
      <PageHead title={name()} kind="Domain" actions={<a href="/map">On the map</a>} />
      <Answered query={query} what={name()}>
        {(data) => (
          <Show when={data().domain} fallback={<Problem error={notThere(name())} />}>
            {(domain) => (
              <>
                <Facts
                  facts={[
                    [
                      'Owners',
                      domain()
                        .owners.map(({ team, email }) => team ?? email)
                        .join(', '),
                    ],
                    ['Pattern', domain().pattern ? words(domain().pattern ?? '') : null],
                    ['Namespace', <code>{domain().namespace}</code>],
                    ['Manifest', `${domain().manifest?.name ?? ''} ${domain().manifest?.version ?? ''}`],
                    ['Published', <Show when={domain().manifest}>{(each) => <Moment at={each().publishedAt} />}</Show>],
                  ]}
                />
                <Products products={domain().products} />
                <Contracts
                  id="given"
                  title="Contracts it provides under"
                  contracts={data().given}
                  href={hrefOf.contracts('provider', name())}
                />
                <Contracts
                  id="taken"
                  title="Contracts it consumes under"
                  contracts={data().taken}
                  href={hrefOf.contracts('consumer', name())}
                />
                <Layers layers={domain().layers} />
                <Show when={domain().manifest}>
                  {(manifest) => (
                    <details>
                      <summary>
                        Source of {manifest().name} {manifest().version}
                      </summary>
                      <Source label={`Source of ${manifest().name}`} text={manifest().source} />
                    </details>
                  )}
                </Show>
              </>
            )}
          </Show>
        )}
      </Answered>
    </>
  );
}
