import { For, Show } from 'solid-js';
import { StateBadge } from '../../ui/Badge';
import type { Stage } from './compile';

/** The stages that have ended, in their order, with their lines. */
export const Stages = (props: { readonly stages: readonly Stage[]; readonly running: boolean }) => (
  <section aria-labelledby="stages">
    <h2 id="stages">Stages</h2>
    <div role="status">
      <ol class="stages">
        <For each={props.stages}>
          {(stage) => (
            <li>
              <strong>
                [{stage.index}/{stage.of}] {stage.title}
              </strong>{' '}
              <StateBadge value={stage.status} />
              <ul>
                <For each={stage.checks}>
                  {(check) => (
                    <li class={check.depth > 0 ? 'deeper' : ''}>
                      <span class={check.ok ? 'ok' : 'not-ok'}>{check.ok ? '✓' : '✗'}</span> {check.message}
                    </li>
                  )}
                </For>
              </ul>
            </li>
          )}
        </For>
      </ol>
    </div>
    <Show when={props.running}>
      <p class="loading">Compiling…</p>
    </Show>
  </section>
);
