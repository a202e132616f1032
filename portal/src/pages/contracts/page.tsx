import { useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { createQuery } from '../../api/createQuery';
import { StateBadge } from '../../ui/Badge';
import { Countdown } from '../../ui/Countdown';
import { ContractLink, PortLink, ProductLink } from '../../ui/Links';
import { PageHead } from '../../ui/PageHead';
import { Answered } from '../../ui/State';
import { Table } from '../../ui/Table';
import { ContractsDocument, type ContractsQuery } from './documents';
import { variablesOf, type Address } from './filter';
import { Filters } from './Filters';

type Contracts = ContractsQuery['contracts'];
type Contract = Contracts['nodes'][number];

/** The notice that runs for a contract, and what its consumer has said to it. */
const Notice = (props: { readonly announced: NonNullable<Contract['announced']> }) => (
  <>
    <Countdown until={props.announced.announcement.effectiveAt} />{' '}
    <span class="fine">
      to {props.announced.announcement.version},{' '}
      {props.announced.response ? props.announced.response.toLowerCase() : 'not answered'}
    </span>
  </>
);

const List = (props: { readonly contracts: readonly Contract[] }) => (
  <Table
    label="Contracts"
    rows={props.contracts}
    empty="No contract meets all of these."
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
        cell: ({ announced }) => <Show when={announced}>{(known) => <Notice announced={known()} />}</Show>,
      },
      { head: 'Version', wide: true, cell: ({ version }) => <span class="version">{version}</span> },
      { head: 'Provider', cell: ({ provider }) => <PortLink fqn={provider.fqn} /> },
      { head: 'Consumer', cell: ({ consumer }) => <ProductLink fqn={consumer.fqn} /> },
    ]}
  />
);

/** How many of how many, and the ways forward and back. */
const Pages = (props: { readonly contracts: Contracts; readonly onPage: (place: Address) => void }) => {
  const info = () => props.contracts.pageInfo;
  return (
    <nav class="pager" aria-label="Pages of contracts">
      <p role="status">
        {props.contracts.nodes.length === props.contracts.totalCount ? '' : `${props.contracts.nodes.length} of `}
        {props.contracts.totalCount} {props.contracts.totalCount === 1 ? 'contract' : 'contracts'}
      </p>
      <Show when={info().hasPreviousPage || info().hasNextPage}>
        <button
          type="button"
          disabled={!info().hasPreviousPage}
          onClick={() => props.onPage({ before: info().startCursor ?? undefined, after: undefined })}
        >
          Previous
        </button>
        <button
          type="button"
          disabled={!info().hasNextPage}
          onClick={() => props.onPage({ after: info().endCursor ?? undefined, before: undefined })}
        >
          Next
        </button>
      </Show>
    </nav>
  );
};

/** All contracts, by name: filtered by what the address says, a page at a time. */
export function Page() {
  const [address, setAddress] = useSearchParams<Address>();
  const query = createQuery(ContractsDocument, () => variablesOf(address as Address));
  const go = (change: Address): void => void setAddress(change, { scroll: false });
  return (
    <>
      <PageHead title="Contracts" />
      <Answered query={query} what="contracts">
        {(data) => (
          <>
            <Filters
              data={data()}
              address={address as Address}
              onFilter={(change) => go({ ...change, after: undefined, before: undefined })}
            />
            <List contracts={data().contracts.nodes} />
            <Pages contracts={data().contracts} onPage={go} />
          </>
        )}
      </Answered>
    </>
  );
}
