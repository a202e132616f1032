import { For, Show } from 'solid-js';
import { Badge } from '../../ui/Badge';
import { ContractLink, DomainLink, ProductLink } from '../../ui/Links';
import { hrefOf } from '../../ui/hrefOf';
import { LOOKS } from '../../map/states';
import type { MapContract, MapProduct } from '../../map/mesh';
import { STEP, type Mesh } from './createMesh';

const TONES = { bad: 'bad', warn: 'warn', quiet: 'plain' } as const;

/** How a contract stands, in words. */
export const ContractState = (props: { readonly contract: MapContract }) => {
  const look = () => LOOKS[props.contract.state];
  return (
    <Badge tone={TONES[look().colour as keyof typeof TONES]}>
      {look().sign} {look().label}
    </Badge>
  );
};

/** One side of a product: its contracts that are shown, and a button for more neighbours where there are more. */
const Side = (props: {
  readonly title: string;
  readonly what: string;
  readonly contracts: readonly MapContract[];
  readonly other: (contract: MapContract) => string;
  readonly hidden: number;
  readonly total: number;
  readonly loading: boolean;
  readonly onMore: () => void;
}) => (
  <section>
    <h3>
      {props.title} <span class="count">{props.total}</span>
    </h3>
    <ul class="feed">
      <For each={props.contracts}>
        {(contract) => (
          <li>
            <ProductLink fqn={props.other(contract)} /> <ContractState contract={contract} />
            <p class="fine">
              <ContractLink name={contract.name} />
            </p>
          </li>
        )}
      </For>
    </ul>
    <Show when={props.hidden > 0}>
      <button type="button" disabled={props.loading} onClick={() => props.onMore()}>
        + {Math.min(STEP, props.hidden)} {props.what}
      </button>{' '}
      <span class="fine">
        {props.hidden} of {props.total} are not shown
      </span>
    </Show>
  </section>
);

/** What is selected on the map: its contracts that are shown, and the way to more. */
export const Selected = (props: {
  readonly product: MapProduct;
  readonly mesh: Mesh;
  readonly loading: boolean;
  readonly isCentre: boolean;
  readonly onGrow: (side: 'providers' | 'consumers') => void;
}) => {
  const hidden = () => props.mesh.hidden.get(props.product.fqn) ?? { providers: 0, consumers: 0 };
  return (
    <section aria-labelledby="selected">
      <h2 id="selected">
        <ProductLink fqn={props.product.fqn} />
      </h2>
      <p class="fine">
        {props.product.version} of <DomainLink name={props.product.domain} />
        <Show when={!props.isCentre}>
          {' · '}
          <a href={hrefOf.map(props.product.fqn)}>Around this one</a>
        </Show>
      </p>
      <Side
        title="Reads"
        what="providers"
        contracts={props.mesh.contracts.filter(({ to }) => to === props.product.fqn)}
        other={({ from }) => from}
        hidden={hidden().providers}
        total={props.product.providers}
        loading={props.loading}
        onMore={() => props.onGrow('providers')}
      />
      <Side
        title="Is read by"
        what="consumers"
        contracts={props.mesh.contracts.filter(({ from }) => from === props.product.fqn)}
        other={({ to }) => to}
        hidden={hidden().consumers}
        total={props.product.consumers}
        loading={props.loading}
        onMore={() => props.onGrow('consumers')}
      />
    </section>
  );
};
