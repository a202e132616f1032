import { Show } from 'solid-js';

/** How many of how many are shown, and a button for more where there are more: nothing is left out in silence. */
export function Pager(props: {
  readonly shown: number;
  readonly total: number;
  readonly what: string;
  readonly loading: boolean;
  readonly onMore: () => void;
}) {
  return (
    <div class="pager">
      <p role="status">
        {props.shown === props.total
          ? `${props.total} ${props.what}`
          : `${props.shown} of ${props.total} ${props.what}`}
      </p>
      <Show when={props.shown < props.total}>
        <button type="button" disabled={props.loading} onClick={() => props.onMore()}>
          {props.loading ? 'Loading…' : 'Show more'}
        </button>
      </Show>
    </div>
  );
}
