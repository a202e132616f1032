import { For, Show } from 'solid-js';
import { cut } from './paint';
import { middleOf, pathOf, SIZES, tipOf, type Arrow, type Box, type Scene } from './scene';
import { LOOKS } from './states';
import type { View } from './view';

const points = (arrow: Arrow): string => {
  const [x, y, left] = tipOf(arrow);
  const back = left ? 7 : -7;
  return `${x},${y} ${x + back},${y - 4} ${x + back},${y + 4}`;
};

const ArrowOf = (props: { readonly arrow: Arrow; readonly near: boolean }) => {
  const look = () => LOOKS[props.arrow.contract.state];
  const [x, y] = middleOf(props.arrow);
  return (
    <g class={`arrow ${look().colour}`} classList={{ near: props.near }}>
      <title>
        {props.arrow.contract.name}: {look().label}
      </title>
      <path d={pathOf(props.arrow)} stroke-width={look().width} stroke-dasharray={look().dash.join(' ')} />
      <polygon points={points(props.arrow)} />
      <Show when={look().sign}>
        <text x={x} y={y - 4} text-anchor="middle">
          {look().sign}
        </text>
      </Show>
    </g>
  );
};

const BoxOf = (props: { readonly box: Box; readonly selected: boolean }) => (
  <g class="box" classList={{ selected: props.selected }} transform={`translate(${props.box.x} ${props.box.y})`}>
    <title>{props.box.product.fqn}</title>
    <rect width={SIZES.boxWidth} height={SIZES.boxHeight} rx="5" />
    <text class="name" x="10" y="20">
      {cut(props.box.product.name, 24)}
    </text>
    <text class="fine" x="10" y="36">
      {props.box.product.version}
    </text>
    <Show when={props.box.hidden.providers > 0}>
      <text class="fine" x="-5" y="41" text-anchor="end">
        +{props.box.hidden.providers}
      </text>
    </Show>
    <Show when={props.box.hidden.consumers > 0}>
      <text class="fine" x={SIZES.boxWidth + 5} y="41">
        +{props.box.hidden.consumers}
      </text>
    </Show>
  </g>
);

/** A map of few products, sharp at every scale and on paper. */
export const MapSvg = (props: { readonly scene: Scene; readonly view: View; readonly selected: number | null }) => {
  const left = () => -props.view.x / props.view.scale;
  return (
    <svg class="map-svg" aria-hidden="true">
      <g transform={`translate(${props.view.x} ${props.view.y}) scale(${props.view.scale})`}>
        <For each={props.scene.lanes}>
          {({ domain, top, height }) => (
            <g class="lane">
              <rect x={-100_000} width={200_000} y={top} height={height} />
              <text x={left() + 10 / props.view.scale} y={top - 6}>
                {domain}
              </text>
            </g>
          )}
        </For>
        <For each={props.scene.arrows}>
          {(arrow) => <ArrowOf arrow={arrow} near={arrow.from === props.selected || arrow.to === props.selected} />}
        </For>
        <For each={props.scene.boxes}>{(box, index) => <BoxOf box={box} selected={index() === props.selected} />}</For>
      </g>
    </svg>
  );
};
