import { useNavigate } from '@solidjs/router';
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js';
import { createQuery } from '../api/createQuery';
import { hrefOf } from '../ui/hrefOf';
import { SearchDocument } from './documents';
import { hitsOf, type Hit } from './hits';

const SUGGESTIONS = 8;
const PAUSE_MS = 120;

/** Whether a key is meant for what is being written, not for the portal. */
const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** A signal that follows another once that rests. */
function settled(value: () => string): () => string {
  const [last, setLast] = createSignal('');
  createEffect(
    on(value, (next) => {
      const timer = setTimeout(() => setLast(next.trim()), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return last;
}

/** Search from everywhere: `/` goes to it, arrows through what it suggests, Enter to that or to all results. */
export function SearchBox() {
  const navigate = useNavigate();
  const [text, setText] = createSignal('');
  const [open, setOpen] = createSignal(false);
  const [active, setActive] = createSignal(-1);
  const asked = settled(text);
  const query = createQuery(SearchDocument, () => (asked() === '' ? null : { text: asked(), first: SUGGESTIONS }));
  const found = () => (asked() === '' ? undefined : query.data()?.search);
  const hits = createMemo<readonly Hit[]>(() => hitsOf(found()?.nodes ?? [], asked()));
  const shown = () => open() && asked() !== '' && found() !== undefined;
  let input: HTMLInputElement | undefined;

  const leave = (href: string): void => {
    setOpen(false);
    setActive(-1);
    input?.blur();
    navigate(href);
  };
  const move = (by: number): void => {
    const count = hits().length + 1;
    setOpen(true);
    setActive((index) => ((index + 1 + by + count) % count) - 1);
  };
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: () => (open() ? setOpen(false) : input?.blur()),
    Enter: () => {
      const hit = hits()[active()];
      if (hit) leave(hit.href);
      else if (text().trim() !== '') leave(hrefOf.search(text().trim()));
    },
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const onSlash = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
    event.preventDefault();
    input?.focus();
    input?.select();
  };
  onMount(() => document.addEventListener('keydown', onSlash));
  onCleanup(() => document.removeEventListener('keydown', onSlash));

  return (
    <div class="search" role="search">
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label="Search the mesh"
        aria-keyshortcuts="/"
        aria-expanded={shown()}
        aria-controls="suggestions"
        aria-autocomplete="list"
        aria-activedescendant={active() < 0 ? undefined : `suggestion-${active()}`}
        autocomplete="off"
        spellcheck={false}
        placeholder="Search products, ports, columns, contracts"
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setActive(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <kbd aria-hidden="true">/</kbd>
      <div class="suggestions" hidden={!shown()}>
        <ul id="suggestions" role="listbox" aria-label="Suggestions">
          <For each={hits()}>
            {(hit, index) => (
              <li
                id={`suggestion-${index()}`}
                role="option"
                aria-selected={active() === index()}
                // The box would lose the focus, and close, before a click.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => leave(hit.href)}
              >
                <span class="kind">{hit.kind}</span> <span class="name">{hit.name}</span>
                <span class="about">{hit.about}</span>
              </li>
            )}
          </For>
        </ul>
        <Show when={found()}>
          {(search) => (
            <p role="status">
              {search().totalCount === 0
                ? `Nothing holds “${asked()}”.`
                : `${hits().length} of ${search().totalCount} · Enter shows all`}
            </p>
          )}
        </Show>
      </div>
    </div>
  );
}
