import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { ApiError } from '../../api/ApiError';
import { createQuery } from '../../api/createQuery';
import { StateBadge, words } from '../../ui/Badge';
import { Facts } from '../../ui/Facts';
import { hrefOf } from '../../ui/hrefOf';
import { DomainLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { PageHead } from '../../ui/PageHead';
import { Answered, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import { ProductDocument, type ProductQuery } from './documents';
import { Ports } from './Ports';

export type Product = NonNullable<ProductQuery['product']>;

const notThere = (fqn: string): ApiError => new ApiError(`There is no product ${fqn}.`, 'NOT_FOUND');

const Overview = (props: { readonly product: Product }) => (
  <Facts
    facts={[
      ['Domain', <DomainLink name={props.product.domain.name} />],
      ['Owner', props.product.ownership.team],
      ['Asked at', props.product.ownership.email],
      ['Slack', props.product.ownership.slack],
      ['Pattern', words(props.product.pattern)],
      ['Published', <Moment at={props.product.publishedAt} />],
      ['By', props.product.publishedBy],
      ['Schedule', props.product.schedule && `${props.product.schedule.cron} ${props.product.schedule.timezone}`],
      ['Tests cover', props.product.coverage],
    ]}
  />
);

const Consumers = (props: { readonly consumers: Product['consumers'] }) => (
  <section aria-labelledby="consumers">
    <h2 id="consumers">
      Consumers <span class="count">{props.consumers.totalCount}</span>
    </h2>
    <Table
      label="Consumers"
      rows={props.consumers.nodes}
      empty="No product reads this one under a contract."
      columns={[
        { head: 'Product', cell: ({ fqn }) => <ProductLink fqn={fqn} /> },
        { head: 'Version', cell: ({ version }) => version },
        { head: 'Owner', cell: ({ ownership }) => ownership.team ?? '–' },
      ]}
    />
  </section>
);

/** One product: what it offers, how it keeps its promises, who reads it. */
export function Page() {
  const params = useParams<{ fqn: string }>();
  const fqn = () => decodeURIComponent(params.fqn);
  const query = createQuery(ProductDocument, () => ({ fqn: fqn() }));
  return (
    <>
      <PageHead title={fqn()} kind="Data product" actions={<a href={hrefOf.map(fqn())}>On the map</a>}>
        <Show when={query.data()?.product}>
          {(product) => (
            <>
              <span class="version">{product().version}</span>
              <Show when={product().lifecycle}>{(lifecycle) => <StateBadge value={lifecycle().status} />}</Show>
            </>
          )}
        </Show>
      </PageHead>
      <Answered query={query} what={fqn()}>
        {(data) => (
          <Show when={data().product} fallback={<Problem error={notThere(fqn())} />}>
            {(product) => (
              <>
                <Show when={product().description}>{(text) => <p class="lead">{text()}</p>}</Show>
                <Overview product={product()} />
                <Ports ports={product().outputPorts} />
                <Consumers consumers={product().consumers} />
              </>
            )}
          </Show>
        )}
      </Answered>
    </>
  );
}
