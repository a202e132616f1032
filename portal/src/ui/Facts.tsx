import { For, Show, type JSX } from 'solid-js';

/** Facts about something, a name and a value each; one whose value is null is left out. */
export const Facts = (props: { readonly facts: readonly (readonly [name: string, value: JSX.Element | null])[] }) => (
  <dl class="facts">
    <For each={props.facts}>
      {([name, value]) => (
        <Show when={value !== null}>
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        </Show>
      )}
    </For>
  </dl>
);
