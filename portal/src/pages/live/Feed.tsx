import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { createFeed, type FeedState } from '../../api/createFeed';
import { Badge } from '../../ui/Badge';
import { createClock } from '../../ui/Moment';
import { LiveDocument, type CatalogEventKind } from './documents';
import { Event, type CatalogEvent } from './Event';

/** The most events that are kept on the page; older ones are counted. */
const MOST = 200;

/** How the connection stands; told to readers of the screen when it changes. */
const Connection = (props: { readonly state: FeedState }) => {
  const now = createClock(1_000);
  const waiting = () => (props.state.kind === 'WAITING' ? props.state : undefined);
  const ended = () => (props.state.kind === 'ENDED' ? props.state : undefined);
  return (
    <p class="connection" role="status">
      <Switch fallback={<Badge>connecting</Badge>}>
        <Match when={props.state.kind === 'LIVE'}>
          <Badge tone="good">live</Badge>
        </Match>
        <Match when={waiting()}>
          {(wait) => (
            <>
              <Badge tone="warn">reconnecting</Badge> {wait().why}; again in{' '}
              <span aria-hidden="true">{Math.max(0, Math.ceil((wait().until - now()) / 1_000))} s</span>. Nothing is
              missed: it goes on behind the last event.
            </>
          )}
        </Match>
        <Match when={ended()}>
          {(end) => (
            <>
              <Badge tone="bad">ended</Badge> {end().why}
            </>
          )}
        </Match>
      </Switch>
    </p>
  );
};

/** The events behind a cursor, the newest first, as they come; what is asked for is fixed: another feed is another component. */
export function Feed(props: {
  readonly after: string | null;
  readonly domains: readonly string[];
  readonly kinds: readonly CatalogEventKind[];
  /** Begins anew behind the last event that came. */
  readonly onFrom: (cursor: string) => void;
}) {
  const [events, setEvents] = createSignal<readonly CatalogEvent[]>([]);
  const [count, setCount] = createSignal(0);
  const some = <Value,>(list: readonly Value[]): readonly Value[] | null => (list.length > 0 ? list : null);
  const state = createFeed({
    document: LiveDocument,
    after: props.after,
    variables: (after) => ({ after, domains: some(props.domains), kinds: some(props.kinds) }),
    cursorOf: ({ catalogChanged }) => catalogChanged.cursor,
    onEvent: ({ catalogChanged }) => {
      setEvents([catalogChanged, ...events()].slice(0, MOST));
      setCount(count() + 1);
    },
  });
  return (
    <>
      <Connection state={state()} />
      <Show
        when={count() > 0}
        fallback={<p class="empty">Nothing yet. What happens in the catalog comes here by itself.</p>}
      >
        <p class="fine">
          {count() > MOST ? `The last ${MOST} of ${count()} events.` : `${count()} events.`}{' '}
          <button type="button" class="quiet" onClick={() => props.onFrom(events()[0]!.cursor)}>
            Only what comes from now on
          </button>
        </p>
      </Show>
      <ol class="feed" aria-label="Events, the newest first">
        <For each={events()}>{(event) => <Event event={event} />}</For>
      </ol>
    </>
  );
}
