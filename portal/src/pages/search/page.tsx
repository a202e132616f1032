import { A, useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js';
import { asApiError, type ApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { createQuery } from '../../api/createQuery';
import { SearchDocument, type SearchKind } from '../../search/documents';
import { hitsOf, type Found } from '../../search/hits';
import { PageHead } from '../../ui/PageHead';
import { Pager } from '../../ui/Pager';
import { Answered, Problem } from '../../ui/State';

const PAGE = 50;

/** What a search can be narrowed to, as the API names it and as people do. */
const KINDS: readonly (readonly [SearchKind, string])[] = [
  ['PRODUCT', 'products'],
  ['PORT', 'ports'],
  ['COLUMN', 'columns'],
  ['CONTRACT', 'contracts'],
  ['DOMAIN', 'domains'],
  ['MODEL', 'models'],
  ['NAMESPACE', 'namespaces'],
  ['TERM', 'terms'],
];

const Hits = (props: { readonly found: readonly Found[]; readonly text: string }) => {
  const hits = createMemo(() => hitsOf(props.found, props.text));
  return (
    <>
      <ol class="feed hits">
        <For each={hits()}>
          {({ kind, name, href, about }) => (
            <li>
              <span class="kind">{kind}</span>
              <A href={href}>{name}</A>
              <p class="fine">{about}</p>
            </li>
          )}
        </For>
      </ol>
      <Show when={hits().length < props.found.length}>
        <p class="fine">
          {props.found.length} hits in {hits().length} places: columns are shown with their port.
        </p>
      </Show>
    </>
  );
};

/** All that a search finds, a page at a time; the words and what it is narrowed to stand in the address. */
export function Page() {
  const [search, setSearch] = useSearchParams<{ q?: string; kind?: string }>();
  const text = () => search.q ?? '';
  const kind = () => KINDS.find(([each]) => each === search.kind)?.[0];
  const asked = () => ({ text: text(), kinds: kind() ? [kind() as SearchKind] : null, first: PAGE });
  const query = createQuery(SearchDocument, () => (text() === '' ? null : asked()));
  const [more, setMore] = createSignal<readonly Found[]>([]);
  const [after, setAfter] = createSignal<string | null>(null);
  const [loading, setLoading] = createSignal(false);
  const [problem, setProblem] = createSignal<ApiError | null>(null);
  createEffect(
    on(query.data, (data) => {
      setMore([]);
      setAfter(data?.search.pageInfo.endCursor ?? null);
    }),
  );
  const showMore = async (): Promise<void> => {
    setLoading(true);
    setProblem(null);
    try {
      const next = await ask(SearchDocument, { ...asked(), after: after() });
      setMore([...more(), ...next.search.nodes]);
      setAfter(next.search.pageInfo.endCursor);
    } catch (error) {
      setProblem(asApiError(error));
    }
    setLoading(false);
  };
  return (
    <>
      <PageHead title={text() === '' ? 'Search' : `“${text()}”`} kind="Search" />
      <p>
        <label for="kind">Narrow to </label>
        <select id="kind" onInput={(event) => setSearch({ kind: event.currentTarget.value || undefined })}>
          <option value="">everything</option>
          <For each={KINDS}>
            {([value, label]) => (
              <option value={value} selected={value === kind()}>
                {label}
              </option>
            )}
          </For>
        </select>
      </p>
      <Show when={text() !== ''} fallback={<p>Press / and write what you look for.</p>}>
        <Answered query={query} what="what was found">
          {(data) => (
            <>
              <Hits found={[...data().search.nodes, ...more()]} text={text()} />
              <Pager
                shown={data().search.nodes.length + more().length}
                total={data().search.totalCount}
                what={data().search.totalCount === 1 ? 'hit' : 'hits'}
                loading={loading()}
                onMore={() => void showMore()}
              />
            </>
          )}
        </Answered>
        <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
      </Show>
    </>
  );
}
