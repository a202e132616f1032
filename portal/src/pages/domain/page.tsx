import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { ApiError } from '../../api/ApiError';
import { createQuery } from '../../api/createQuery';
import { words } from '../../ui/Badge';
import { Facts } from '../../ui/Facts';
import { ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { PageHead } from '../../ui/PageHead';
import { Answered, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import { DomainDocument, type DomainQuery } from './documents';

type Domain = NonNullable<DomainQuery['domain']>;

const notThere = (name: string): ApiError => new ApiError(`There is no domain ${name}.`, 'NOT_FOUND');

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

/** One domain: who owns it, under which manifest it stands, its products and layers. */
export function Page() {
  const params = useParams<{ name: string }>();
  const name = () => decodeURIComponent(params.name);
  const query = createQuery(DomainDocument, () => ({ name: name() }));
  return (
    <>
      <PageHead title={name()} kind="Domain" />
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
                <Layers layers={domain().layers} />
              </>
            )}
          </Show>
        )}
      </Answered>
    </>
  );
}
