import { createMemo, For, Show } from 'solid-js';

/** A finding at a place of a text: its line and column, both from 1, its words and how grave it is. */
export interface Mark {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly severity: string;
  readonly code?: string;
}

/** How far a caret goes: the word, or the value, that begins there. */
const widthAt = (line: string, column: number): number => /^[^\s,\]}]+/.exec(line.slice(column - 1))?.[0].length ?? 1;

/** A text with numbers of lines, and under each line the findings at it, a caret below what is meant. */
export function Source(props: { readonly label: string; readonly text: string; readonly marks?: readonly Mark[] }) {
  const lines = createMemo(() => props.text.replace(/\n$/, '').split('\n'));
  const marksOf = (line: number): readonly Mark[] => (props.marks ?? []).filter((mark) => mark.line === line);
  return (
    <div class="scroll source" tabindex="0" role="region" aria-label={props.label}>
      <ol>
        <For each={lines()}>
          {(line, index) => (
            <li classList={{ marked: marksOf(index() + 1).length > 0 }}>
              <code>{line || ' '}</code>
              <For each={marksOf(index() + 1)}>
                {(mark) => (
                  <div class={`mark ${mark.severity.toLowerCase()}`}>
                    <code aria-hidden="true">
                      {' '.repeat(mark.column - 1)}
                      {'^'.repeat(widthAt(line, mark.column))}
                    </code>
                    <p>
                      {mark.message}
                      <Show when={mark.code}>
                        <span class="fine"> {mark.code}</span>
                      </Show>
                    </p>
                  </div>
                )}
              </For>
            </li>
          )}
        </For>
      </ol>
    </div>
  );
}
