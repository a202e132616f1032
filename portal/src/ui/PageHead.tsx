import { createEffect, Show, type JSX, type ParentProps } from 'solid-js';

/**
 * The heading of a page, which is the title of the tab too. `kind` says what the page is about; what stands inside are
 * facts beside the name.
 */
export function PageHead(
  props: ParentProps<{ readonly title: string; readonly kind?: string; readonly actions?: JSX.Element }>,
) {
  createEffect(() => (document.title = `${props.title} · floe-catalog`));
  return (
    <header class="page-head">
      <Show when={props.kind}>
        <p class="kind">{props.kind}</p>
      </Show>
      <div class="page-title">
        <h1 tabindex="-1">{props.title}</h1>
        {props.children}
        <Show when={props.actions}>
          <div class="actions">{props.actions}</div>
        </Show>
      </div>
    </header>
  );
}
