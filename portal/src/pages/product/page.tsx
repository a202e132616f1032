import { A, useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { ApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { createQuery } from '../../api/createQuery';
import { Badge, StateBadge, words } from '../../ui/Badge';
import { Exports, type ExportFormat } from '../../ui/Exports';
import { Facts } from '../../ui/Facts';
import { hrefOf } from '../../ui/hrefOf';
import { DomainLink, ProductLink } from '../../ui/Links';
import { tagsOf } from '../../ui/Meaning';
import { Moment } from '../../ui/Moment';
import { PageHead } from '../../ui/PageHead';
import { Answered, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import { Tabs } from '../../ui/Tabs';
import { ProductDocument, ProductSourceDocument, type ProductFormat } from './documents';
import { Episodes } from './Episodes';
import { Inputs } from './Inputs';
import { LastCompilation } from './LastCompilation';
import { Ports } from './Ports';
import type { Product } from './product';
import { Versions } from './Versions';

const FORMATS: readonly ExportFormat<ProductFormat>[] = [
  { format: 'FLOE', label: 'floe', file: 'data-product.yaml' },
  { format: 'ODPS', label: 'ODPS', file: 'product.odps.yaml' },
];

const notThere = (fqn: string): ApiError => new ApiError(`There is no product ${fqn}.`, 'NOT_FOUND');

const Overview = (props: { readonly product: Product }) => (
  <Facts
    facts={[
      ['Domain', <DomainLink name={props.product.domain.name} />],
      ['Owner', props.product.ownership.team],
      ['Ask', props.product.ownership.email],
      ['Slack', props.product.ownership.slack],
      ['Pattern', words(props.product.pattern)],
      ['Published', <Moment at={props.product.publishedAt} />],
      ['By', props.product.publishedBy],
      ['Schedule', props.product.schedule && `${props.product.schedule.cron} ${props.product.schedule.timezone}`],
      ['Tags', tagsOf(props.product.tags)],
      ['Tests cover', props.product.coverage === null ? null : `${props.product.coverage}%`],
    ]}
  />
);

const Consumers = (props: { readonly consumers: Product['consumers'] }) => (
  <>
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
    <p class="fine">
      {props.consumers.nodes.length} of {props.consumers.totalCount}
    </p>
  </>
);

/** What is announced of a product, and from when it may be published. */
const Announced = (props: { readonly announcement: NonNullable<Product['announcement']> }) => (
  <p class="notice">
    <Badge tone="warn">announced</Badge> {props.announcement.version} may be published{' '}
    <Moment at={props.announcement.effectiveAt} />.
  </p>
);

const Shown = (props: { readonly product: Product }) => (
  <>
    <Show when={props.product.description}>{(text) => <p class="lead">{text()}</p>}</Show>
    <Overview product={props.product} />
    <Show when={props.product.announcement}>{(each) => <Announced announcement={each()} />}</Show>
    <Tabs
      label="Parts of the product"
      tabs={[
        {
          id: 'ports',
          label: 'Output ports',
          count: props.product.outputPorts.length,
          panel: () => <Ports ports={props.product.outputPorts} />,
        },
        {
          id: 'consumers',
          label: 'Consumers',
          count: props.product.consumers.totalCount,
          panel: () => <Consumers consumers={props.product.consumers} />,
        },
        {
          id: 'inputs',
          label: 'Inputs',
          count: props.product.inputPorts.length,
          panel: () => <Inputs inputs={props.product.inputPorts} />,
        },
        { id: 'sla', label: 'SLA episodes', panel: () => <Episodes fqn={props.product.fqn} /> },
        { id: 'versions', label: 'Versions', panel: () => <Versions fqn={props.product.fqn} /> },
        { id: 'compilation', label: 'Last compilation', panel: () => <LastCompilation fqn={props.product.fqn} /> },
        {
          id: 'source',
          label: 'Source',
          panel: () => (
            <Exports
              formats={FORMATS}
              fetch={async (format) =>
                (await ask(ProductSourceDocument, { fqn: props.product.fqn, format })).product?.source ?? ''
              }
            />
          ),
        },
      ]}
    />
  </>
);

/** One product: what it offers and how it keeps its promises, who reads it, how it came to be. */
export function Page() {
  const params = useParams<{ fqn: string }>();
  const fqn = () => decodeURIComponent(params.fqn);
  const query = createQuery(ProductDocument, () => ({ fqn: fqn() }));
  return (
    <>
      <PageHead
        title={fqn()}
        kind="Data product"
        actions={
          <>
            <A href={hrefOf.announce(fqn())}>Announce a change</A>
            <A href={hrefOf.map(fqn())}>On the map</A>
          </>
        }
      >
        <Show when={query.data()?.product}>
          {(product) => (
            <>
              <span class="version">{product().version}</span>
              <Show when={product().lifecycle}>{(lifecycle) => <StateBadge value={lifecycle().status} />}</Show>
            </>
          )}
        </Show>
      </PageHead>
      <Answered query={query} what={fqn()} hrefOf={hrefOf.product}>
        {(data) => (
          <Show when={data().product} fallback={<Problem error={notThere(fqn())} />}>
            {(product) => <Shown product={product()} />}
          </Show>
        )}
      </Answered>
    </>
  );
}
