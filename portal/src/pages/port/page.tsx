import { A, useParams, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { ask } from '../../api/ask';
import { createQuery } from '../../api/createQuery';
import { StateBadge } from '../../ui/Badge';
import { Exports, type ExportFormat } from '../../ui/Exports';
import { Facts } from '../../ui/Facts';
import { hrefOf } from '../../ui/hrefOf';
import { ContractLink, ProductLink } from '../../ui/Links';
import { tagsOf, termsOf } from '../../ui/Meaning';
import { Moment } from '../../ui/Moment';
import { PageHead } from '../../ui/PageHead';
import { Promises } from '../../ui/Promises';
import { Answered, Empty } from '../../ui/State';
import { Table } from '../../ui/Table';
import { Tabs } from '../../ui/Tabs';
import { AccessTab } from './AccessTab';
import { ColumnDetail } from './ColumnDetail';
import { PortDocument, PortSourceDocument, type ContractFormat, type PortQuery } from './documents';
import { Matrix } from './Matrix';
import type { Port } from './reading';

const FORMATS: readonly ExportFormat<ContractFormat>[] = [
  { format: 'JSON_SCHEMA', label: 'JSON Schema', file: 'schema.json' },
  { format: 'AVRO', label: 'Avro', file: 'schema.avsc' },
  { format: 'ODCS', label: 'ODCS', file: 'contract.odcs.yaml' },
  { format: 'DBT', label: 'dbt', file: 'schema.yml' },
  { format: 'FLOE', label: 'floe', file: 'port.yaml' },
];

/** The columns and who reads them; the one that is opened stands in the address. */
const Schema = (props: { readonly port: Port }) => {
  const [search, setSearch] = useSearchParams<{ column?: string }>();
  const chosen = () => props.port.columns.find(({ name }) => name === search.column)?.name ?? null;
  return (
    <Show
      when={!props.port.detailsHidden}
      fallback={<Empty>The columns are for those alone to whom a grant gives this port.</Empty>}
    >
      <Matrix
        port={props.port}
        chosen={chosen()}
        onChoose={(name) => setSearch({ column: chosen() === name ? undefined : name }, { scroll: false })}
      />
      <Show when={chosen()} keyed>
        {(column) => <ColumnDetail port={props.port.fqn} column={column} />}
      </Show>
    </Show>
  );
};

const Contracts = (props: { readonly port: Port }) => (
  <Table
    label="Contracts"
    rows={props.port.contracts.nodes}
    empty="No product reads this port under a contract."
    columns={[
      { head: 'Contract', cell: ({ name }) => <ContractLink name={name} /> },
      { head: 'Consumer', cell: ({ consumer }) => <ProductLink fqn={consumer.fqn} /> },
      { head: 'Version', cell: ({ version }) => version },
      { head: 'State', cell: ({ status }) => <StateBadge value={status} /> },
      {
        head: 'Notice',
        cell: ({ announced }) => (
          <Show when={announced}>
            {(each) => (
              <>
                {each().announcement.version} <Moment at={each().announcement.effectiveAt} />
              </>
            )}
          </Show>
        ),
      },
    ]}
  />
);

const Shown = (props: { readonly port: Port; readonly access: PortQuery['effectiveAccess'] }) => (
  <>
    <Show when={props.port.description}>{(text) => <p class="lead">{text()}</p>}</Show>
    <Facts
      facts={[
        ['Product', <ProductLink fqn={props.port.product.fqn} />],
        ['Version', props.port.product.version],
        ['Table', <code>{props.port.table}</code>],
        ['Owner', props.port.product.ownership.team],
        ['Tags', tagsOf(props.port.tags)],
        ['Terms', termsOf(props.port.terms)],
        ['Promises', <Promises promises={props.port.slaStatus} />],
      ]}
    />
    <Tabs
      label="Parts of the port"
      tabs={[
        { id: 'schema', label: 'Schema', count: props.port.columns.length, panel: () => <Schema port={props.port} /> },
        {
          id: 'contracts',
          label: 'Contracts',
          count: props.port.contracts.totalCount,
          panel: () => <Contracts port={props.port} />,
        },
        { id: 'access', label: 'Access', panel: () => <AccessTab port={props.port} own={props.access} /> },
        {
          id: 'export',
          label: 'Export',
          panel: () => (
            <Exports
              formats={FORMATS}
              fetch={async (format) =>
                (await ask(PortSourceDocument, { fqn: props.port.fqn, format })).outputPort?.source ?? ''
              }
            />
          ),
        },
      ]}
    />
  </>
);

/** One output port: its columns and who reads them, contracts, access and why, and the same in other formats. */
export function Page() {
  const params = useParams<{ fqn: string }>();
  const fqn = () => decodeURIComponent(params.fqn);
  const query = createQuery(PortDocument, () => ({ fqn: fqn() }));
  return (
    <>
      <PageHead title={fqn()} kind="Output port" actions={<A href={hrefOf.map(fqn())}>On the map</A>}>
        <Show when={query.data()?.outputPort?.lifecycle}>{(each) => <StateBadge value={each().status} />}</Show>
      </PageHead>
      <Answered query={query} what={fqn()} hrefOf={hrefOf.port}>
        {(data) => (
          <Show when={data().outputPort}>{(port) => <Shown port={port()} access={data().effectiveAccess} />}</Show>
        )}
      </Answered>
    </>
  );
}
