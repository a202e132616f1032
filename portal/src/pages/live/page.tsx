import { useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, For, Show } from 'solid-js';
import { createQuery } from '../../api/createQuery';
import { PageHead } from '../../ui/PageHead';
import { Answered } from '../../ui/State';
import { LiveStartDocument } from './documents';
import { Feed } from './Feed';
import { ALL_KINDS, KINDS } from './kinds';

const listed = (text: string | undefined): readonly string[] => (text ? text.split(',') : []);
const toggled = (list: readonly string[], value: string): string | undefined =>
  (list.includes(value) ? list.filter((each) => each !== value) : [...list, value]).join(',') || undefined;

/** A choice of several, as boxes to tick; none ticked means all. */
const Choice = (props: {
  readonly label: string;
  readonly values: readonly string[];
  readonly chosen: readonly string[];
  readonly labelOf: (value: string) => string;
  readonly onToggle: (value: string) => void;
}) => (
  <fieldset class="choice">
    <legend>
      {props.label} <span class="count">{props.chosen.length === 0 ? 'all' : props.chosen.length}</span>
    </legend>
    <For each={props.values}>
      {(value) => (
        <label>
          <input type="checkbox" checked={props.chosen.includes(value)} onChange={() => props.onToggle(value)} />
          {props.labelOf(value)}
        </label>
      )}
    </For>
  </fieldset>
);

/**
 * What happens in the catalog, as it happens. What is chosen, and behind which event it begins, stands in the address: opened
 * again it tells the same, and what has come since.
 */
export function Page() {
  const [search, setSearch] = useSearchParams<{ after?: string; domains?: string; kinds?: string }>();
  const query = createQuery(LiveStartDocument, () => ({}));
  const kinds = createMemo(() => ALL_KINDS.filter((kind) => listed(search.kinds).includes(kind)));
  const domains = createMemo(() => listed(search.domains));
  const start = () => query.data()?.contractChanges.nodes[0]?.cursor ?? null;
  createEffect(() => {
    if (search.after === undefined && start() !== null) setSearch({ after: start() }, { replace: true, scroll: false });
  });
  return (
    <>
      <PageHead title="Live" />
      <Answered query={query} what="the feed">
        {(data) => {
          const asked = () => ({ after: search.after ?? start(), domains: domains(), kinds: kinds() });
          return (
            <div class="with-aside">
              <Show when={JSON.stringify(asked())} keyed>
                {(key) => (
                  <section aria-label="Events">
                    <Feed {...(JSON.parse(key) as ReturnType<typeof asked>)} onFrom={(after) => setSearch({ after })} />
                  </section>
                )}
              </Show>
              <aside>
                <Choice
                  label="Kinds"
                  values={ALL_KINDS}
                  chosen={kinds()}
                  labelOf={(kind) => KINDS[kind as keyof typeof KINDS]}
                  onToggle={(kind) => setSearch({ kinds: toggled(kinds(), kind) }, { scroll: false })}
                />
                <Choice
                  label="Domains"
                  values={data().domains.nodes.map(({ name }) => name)}
                  chosen={domains()}
                  labelOf={(name) => name}
                  onToggle={(name) => setSearch({ domains: toggled(domains(), name) }, { scroll: false })}
                />
              </aside>
            </div>
          );
        }}
      </Answered>
    </>
  );
}
