import { For, Show, type JSX } from 'solid-js';
import type { ApiError } from '../api/ApiError';
import type { Query } from '../api/createQuery';

/** That something is being fetched; told to readers of the screen. */
export const Loading = (props: { readonly what?: string }) => (
  <p class="loading" role="status">
    Loading{props.what ? ` ${props.what}` : ''}…
  </p>
);

/** That there is nothing, and why that may be. */
export const Empty = (props: { readonly children: JSX.Element }) => <p class="empty">{props.children}</p>;

/** What went wrong: the words of the catalog, its code, names that are like the one that was asked for, and a way on. */
export function Problem(props: {
  readonly error: ApiError;
  readonly onAgain?: () => void;
  readonly hrefOf?: (name: string) => string;
}) {
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{props.error.message}</strong>
      </p>
      <Show when={props.error.nearMatches.length > 0}>
        <p>
          Did you mean{' '}
          <For each={props.error.nearMatches}>
            {(name, index) => (
              <>
                {index() > 0 ? ', ' : ''}
                <Show when={props.hrefOf} fallback={<code>{name}</code>}>
                  {(href) => <a href={href()(name)}>{name}</a>}
                </Show>
              </>
            )}
          </For>
          ?
        </p>
      </Show>
      <p class="fine">
        {props.error.code}
        {props.error.requestId ? ` · request ${props.error.requestId}` : ''}
      </p>
      <Show when={props.onAgain}>
        <button type="button" onClick={() => props.onAgain?.()}>
          Try again
        </button>
      </Show>
    </div>
  );
}

/**
 * What a query knows: the answer as the children show it, dimmed while it is asked again; else that it loads, or what went
 * wrong.
 */
export function Answered<Data>(props: {
  readonly query: Query<Data>;
  readonly what?: string;
  readonly hrefOf?: (name: string) => string;
  readonly children: (data: () => NonNullable<Data>) => JSX.Element;
}) {
  return (
    <>
      <Show when={props.query.error()}>
        {(error) => <Problem error={error()} onAgain={props.query.refetch} hrefOf={props.hrefOf} />}
      </Show>
      <Show
        when={props.query.data()}
        fallback={<Show when={props.query.loading()}>{<Loading what={props.what} />}</Show>}
      >
        {(data) => (
          <div class="answered" aria-busy={props.query.loading()}>
            {props.children(data)}
          </div>
        )}
      </Show>
    </>
  );
}
