import { For, Show } from 'solid-js';
import { StateBadge, words } from './Badge';
import { Moment } from './Moment';

/** A promise of a port and how it stands now. */
export interface PromiseNow {
  readonly objective: string;
  readonly metric: string;
  readonly target: string;
  readonly observed: string | null;
  readonly observedAt: string | null;
  readonly state: string;
  readonly attainment: string | null;
  readonly errorBudgetLeft: string | null;
}

/** What a port promises and how that stands, a promise a line. */
export const Promises = (props: { readonly promises: readonly PromiseNow[] }) => (
  <ul class="promises">
    <For each={props.promises} fallback={<li class="fine">promises nothing that is watched</li>}>
      {(promise) => (
        <li>
          <StateBadge value={promise.state} /> {words(promise.objective)}
          {promise.metric === promise.objective.toLowerCase() ? '' : ` (${promise.metric})`} {promise.target}
          <span class="fine">
            <Show when={promise.observedAt} fallback=" not observed yet">
              {(at) => (
                <>
                  {' '}
                  now {promise.observed}, <Moment at={at()} />
                </>
              )}
            </Show>
            {promise.attainment === null ? '' : ` · kept ${promise.attainment}%`}
            {promise.errorBudgetLeft === null ? '' : ` · budget left ${promise.errorBudgetLeft}%`}
          </span>
        </li>
      )}
    </For>
  </ul>
);
