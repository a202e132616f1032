import { For, Show } from 'solid-js';
import { PortLink } from '../../ui/Links';
import { Promises } from '../../ui/Promises';
import type { Product } from './product';

/** The output ports of a product, each with what it promises and how that stands. */
export const Ports = (props: { readonly ports: Product['outputPorts'] }) => (
  <ul class="cards">
    <For each={props.ports} fallback={<li class="empty">This product offers nothing.</li>}>
      {(port) => (
        <li>
          <h2>
            <PortLink fqn={port.fqn} short />
          </h2>
          <p>
            <code>{port.table}</code>{' '}
            <span class="fine">
              {port.consumers.totalCount} {port.consumers.totalCount === 1 ? 'consumer' : 'consumers'}
            </span>
          </p>
          <Show when={port.description}>{(text) => <p>{text()}</p>}</Show>
          <Promises promises={port.slaStatus} />
        </li>
      )}
    </For>
  </ul>
);
