import { For } from 'solid-js';
import { LOOKS, STATES, type ContractState } from './states';

/** How each state is drawn, with how many contracts shown are in it. */
export const Legend = (props: { readonly counts: Readonly<Record<ContractState, number>> }) => (
  <ul class="legend" aria-label="Contracts shown, by state">
    <For each={STATES}>
      {(state) => (
        <li>
          <svg width="44" height="14" aria-hidden="true" class={`arrow ${LOOKS[state].colour}`}>
            <path d="M0 7H36" stroke-width={LOOKS[state].width} stroke-dasharray={LOOKS[state].dash.join(' ')} />
            <polygon points="44,7 36,3 36,11" />
          </svg>
          {LOOKS[state].sign} {LOOKS[state].label} <span class="count">{props.counts[state]}</span>
        </li>
      )}
    </For>
  </ul>
);
