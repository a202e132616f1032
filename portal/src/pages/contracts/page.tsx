import { useSearchParams } from '@solidjs/router';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import { asApiError, type ApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { createQuery } from '../../api/createQuery';
import { StateBadge, words } from '../../ui/Badge';
import { Countdown } from '../../ui/Countdown';
import { ContractLink, PortLink, ProductLink } from '../../ui/Links';
import { PageHead } from '../../ui/PageHead';
import { Pager } from '../../ui/Pager';
import { Answered, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import { ContractsDocument, type ContractsQuery, type ContractStatus } from './documents';

type Contract = ContractsQuery['contracts']['nodes'][number];

const PAGE = 100;
const STATES: readonly ContractStatus[] = ['ACTIVE', 'BROKEN', 'DEPRECATED', 'DRAFT', 'RETIRED'];

const List = (props: { readonly contracts: readonly Contract[] }) => (
  <Table
    label="Contracts"
    rows={props.contracts}
    empty="No contract is like that."
    columns={[
      { head: 'Contract', cell: ({ name }) => <ContractLink name={name} /> },
      { head: 'Version', cell: ({ version }) => version },
      {
        head: 'State',
        cell: ({ status, brokenReason }) => (
          <span title={brokenReason ?? undefined}>
            <StateBadge value={status} />
          </span>
        ),
      },
      {
        head: 'Notice',
        cell: ({ announced }) => (
          <Show when={announced}>
            {(each) => (
              <>
                <Countdown until={each().announcement.effectiveAt} /> to {each().announcement.version}{' '}
                <StateBadge value={each().response ?? 'NOT_ANSWERED'} />
              </>
            )}
          </Show>
        ),
      },
      { head: 'Provider', cell: ({ provider }) => <PortLink fqn={provider.fqn} /> },
      { head: 'Consumer', cell: ({ consumer }) => <ProductLink fqn={consumer.fqn} /> },
    ]}
  />
);

/** Every contract, by state, words and either end; the filters stand in the address. */
export function Page() {
  const [search, setSearch] = useSearchParams<{
    state?: string;
    text?: string;
    provider?: string;
    consumer?: string;
    notice?: string;
  }>();
  const status = () => STATES.find((each) => each === search.state);
  const asked = () => ({
    first: PAGE,
    filter: {
      status: status() ? [status() as ContractStatus] : undefined,
      text: search.text,
      provider: search.provider,
      consumer: search.consumer,
      announced: search.notice === 'running' ? true : undefined,
    },
  });
  const query = createQuery(ContractsDocument, asked);
  const [more, setMore] = createSignal<readonly Contract[]>([]);
  const [loading, setLoading] = createSignal(false);
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  let after: string | null = null;
  createEffect(
    on(query.data, (data) => {
      setMore([]);
      after = data?.contracts.pageInfo.endCursor ?? null;
    }),
  );
  const showMore = async (): Promise<void> => {
    setLoading(true);
    setProblem(null);
    try {
      const next = await ask(ContractsDocument, { ...asked(), after });
      setMore([...more(), ...next.contracts.nodes]);
      after = next.contracts.pageInfo.endCursor;
    } catch (error) {
      setProblem(asApiError(error));
    }
    setLoading(false);
  };
  const Word = (field: { readonly name: 'text' | 'provider' | 'consumer'; readonly label: string }) => (
    <span>
      <label for={field.name}>{field.label} </label>
      <input
        id={field.name}
        value={search[field.name] ?? ''}
        onChange={(event) => setSearch({ [field.name]: event.currentTarget.value.trim() || undefined })}
      />
    </span>
  );
  return (
    <>
      <PageHead title="Contracts" />
      <div class="filters">
        <span>
          <label for="state">State </label>
          <select id="state" onInput={(event) => setSearch({ state: event.currentTarget.value || undefined })}>
            <option value="">any</option>
            <For each={STATES}>
              {(each) => (
                <option value={each} selected={each === status()}>
                  {words(each)}
                </option>
              )}
            </For>
          </select>
        </span>
        <label>
          <input
            type="checkbox"
            checked={search.notice === 'running'}
            onChange={(event) => setSearch({ notice: event.currentTarget.checked ? 'running' : undefined })}
          />{' '}
          notice running
        </label>
        <Word name="text" label="Words" />
        <Word name="provider" label="Provider" />
        <Word name="consumer" label="Consumer" />
      </div>
      <Answered query={query} what="contracts">
        {(data) => (
          <>
            <List contracts={[...data().contracts.nodes, ...more()]} />
            <Pager
              shown={data().contracts.nodes.length + more().length}
              total={data().contracts.totalCount}
              what={data().contracts.totalCount === 1 ? 'contract' : 'contracts'}
              loading={loading()}
              onMore={() => void showMore()}
            />
          </>
        )}
      </Answered>
      <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
    </>
  );
}
