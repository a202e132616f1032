import { useParams } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { ApiError } from '../../api/ApiError';
import { createQuery } from '../../api/createQuery';
import { createMayActFor } from '../../api/visitor';
import { StateBadge, words } from '../../ui/Badge';
import { Countdown } from '../../ui/Countdown';
import { Facts } from '../../ui/Facts';
import { hrefOf } from '../../ui/hrefOf';
import { PortLink, ProductLink } from '../../ui/Links';
import { Moment } from '../../ui/Moment';
import { PageHead } from '../../ui/PageHead';
import { Answered, Problem } from '../../ui/State';
import { Table } from '../../ui/Table';
import { Tabs } from '../../ui/Tabs';
import { Answer } from './Answer';
import type { Announced, Contract } from './contract';
import { ContractDocument, type ContractQuery } from './documents';

const notThere = (name: string): ApiError => new ApiError(`There is no contract ${name}.`, 'NOT_FOUND');

/** What is announced to the consumer, with the clock of its notice and its answer. */
const Notice = (props: { readonly announced: Announced }) => (
  <section class="notice" aria-label="Announced">
    <p>
      <strong>{props.announced.announcement.version}</strong> is announced; it takes effect in{' '}
      <Countdown until={props.announced.announcement.effectiveAt} />, announced{' '}
      <Moment at={props.announced.announcement.announcedAt} />
      {props.announced.announcement.announcedBy ? ` by ${props.announced.announcement.announcedBy}` : ''}.
    </p>
    <ul>
      <For each={props.announced.changes}>
        {({ severity, path, message }) => (
          <li>
            <StateBadge value={severity} /> <code>{path}</code> {message}
          </li>
        )}
      </For>
    </ul>
    <p>
      The consumer {props.announced.response ? `answered ${words(props.announced.response)}` : 'has not answered'}
      {props.announced.respondedBy ? ` (${props.announced.respondedBy})` : ''}
      {props.announced.note ? `: “${props.announced.note}”` : ''}.
    </p>
  </section>
);

/** Versions and entries of the feed in one line of time, the last first. */
const Timeline = (props: { readonly contract: Contract; readonly changes: ContractQuery['contractChanges'] }) => {
  const entries = () =>
    [
      ...props.changes.nodes.map((each) => ({
        at: each.at,
        badge: each.severity,
        head: words(each.kind),
        change: each,
      })),
      ...props.contract.versions.nodes.map(({ at, version }) => ({
        at,
        badge: 'VERSION',
        head: version,
        change: null,
      })),
    ].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <>
      <ol class="feed timeline">
        <For each={entries()}>
          {({ at, badge, head, change }) => (
            <li>
              <StateBadge value={badge} /> <strong>{head}</strong> <Moment at={at} />
              <Show when={change}>
                {(each) => (
                  <p>
                    <Show when={each().path}>
                      <code>{each().path}</code>{' '}
                    </Show>
                    {each().message}
                    <span class="fine">{each().actor ? ` by ${each().actor}` : ''}</span>
                  </p>
                )}
              </Show>
            </li>
          )}
        </For>
      </ol>
      <p class="fine">
        {props.changes.nodes.length} of {props.changes.totalCount} changes, {props.contract.versions.nodes.length} of{' '}
        {props.contract.versions.totalCount} versions
      </p>
    </>
  );
};

const Terms = (props: { readonly contract: Contract }) => (
  <Table
    label="Columns"
    rows={props.contract.columns}
    empty="The contract names no column."
    columns={[
      { head: 'Column', cell: ({ name }) => <code>{name}</code> },
      { head: 'Type', cell: ({ type }) => <code>{type}</code> },
      { head: 'Required', cell: ({ required }) => (required ? 'yes' : 'no') },
      { head: 'Classification', cell: ({ classification }) => classification ?? '' },
    ]}
  />
);

/** One contract: what is announced, the consumer's answer, its line of time and its terms. */
export function Page() {
  const params = useParams<{ name: string }>();
  const name = () => decodeURIComponent(params.name);
  const query = createQuery(ContractDocument, () => ({ name: name() }));
  const mayActFor = createMayActFor();
  return (
    <>
      <PageHead title={name()} kind="Contract">
        <Show when={query.data()?.contract}>
          {(contract) => (
            <>
              <span class="version">{contract().version}</span>
              <StateBadge value={contract().status} />
              <Show when={contract().slaRisk}>{(risk) => <StateBadge value={risk()} />}</Show>
            </>
          )}
        </Show>
      </PageHead>
      <Answered query={query} what={name()} hrefOf={hrefOf.contract}>
        {(data) => (
          <Show when={data().contract} fallback={<Problem error={notThere(name())} />}>
            {(contract) => (
              <>
                <Facts
                  facts={[
                    ['Provider', <PortLink fqn={contract().provider.fqn} />],
                    ['Consumer', <ProductLink fqn={contract().consumer.fqn} />],
                    ['Compatibility', words(contract().compatibility)],
                    ['Notice', contract().breakingChangeNotice],
                    ['Freshness', contract().sla?.freshness ?? null],
                    ['Availability', contract().sla?.availability ?? null],
                    ['Broken because', contract().brokenReason],
                  ]}
                />
                <Show when={contract().announced}>
                  {(announced) => (
                    <>
                      <Notice announced={announced()} />
                      <Show when={mayActFor()(contract().consumer)}>
                        <Answer contract={contract()} announced={announced()} onDone={query.refetch} />
                      </Show>
                    </>
                  )}
                </Show>
                <Tabs
                  label="Parts of the contract"
                  tabs={[
                    {
                      id: 'timeline',
                      label: 'Timeline',
                      panel: () => <Timeline contract={contract()} changes={data().contractChanges} />,
                    },
                    {
                      id: 'terms',
                      label: 'Terms',
                      count: contract().columns.length,
                      panel: () => <Terms contract={contract()} />,
                    },
                  ]}
                />
              </>
            )}
          </Show>
        )}
      </Answered>
    </>
  );
}
