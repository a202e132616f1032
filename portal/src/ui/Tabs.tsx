import { useSearchParams } from '@solidjs/router';
import { createUniqueId, For, Show, type JSX } from 'solid-js';

/** A tab: its name in the address, its words, how many things are behind it, and what it shows. */
export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  readonly panel: () => JSX.Element;
}

const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Tabs by the pattern of ARIA: arrows, Home and End move among them. Which one is open stands in the address (`?tab=`), so
 * that it can be linked to and goes back.
 */
export function Tabs(props: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [search, setSearch] = useSearchParams<{ tab?: string }>();
  const own = createUniqueId();
  const open = (): Tab | undefined => props.tabs.find(({ id }) => id === search.tab) ?? props.tabs[0];
  const show = (tab: Tab | undefined): void => {
    if (!tab) return;
    setSearch({ tab: tab === props.tabs[0] ? undefined : tab.id }, { scroll: false });
    document.getElementById(`${own}-${tab.id}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = MOVES[event.key];
    const current = open();
    if (!move || !current) return;
    event.preventDefault();
    show(props.tabs[move(props.tabs.indexOf(current), props.tabs.length)]);
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={props.label} onKeyDown={onKeyDown}>
        <For each={props.tabs}>
          {(tab) => (
            <button
              type="button"
              role="tab"
              id={`${own}-${tab.id}`}
              aria-selected={open()?.id === tab.id}
              aria-controls={`${own}-panel`}
              tabindex={open()?.id === tab.id ? 0 : -1}
              onClick={() => show(tab)}
            >
              {tab.label}
              <Show when={tab.count !== undefined}>
                <span class="count">{tab.count}</span>
              </Show>
            </button>
          )}
        </For>
      </div>
      <div role="tabpanel" id={`${own}-panel`} aria-labelledby={`${own}-${open()?.id}`} tabindex="0">
        <Show when={open()?.id} keyed>
          {(id) => props.tabs.find((tab) => tab.id === id)?.panel()}
        </Show>
      </div>
    </div>
  );
}
