import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js';
import { MapCanvas } from './MapCanvas';
import { MapSvg } from './MapSvg';
import { neighbourOf } from './neighbour';
import { SIZES, type Box, type Scene } from './scene';
import { fitted, moved, showing, zoomed, type Size, type View } from './view';

/** With more boxes, or arrows, than this the map is drawn on a canvas. */
const MOST_IN_SVG = 200;
const STEP = 1.25;
/** Names can be read from this scale on. */
const READABLE = 0.6;
const ORIGIN = { x: 0, y: 0 };
/** A press that moves less is a click. */
const CLICK_PX = 4;

type Point = Readonly<Record<'x' | 'y', number>>;

const isMany = ({ boxes, arrows }: Scene): boolean => boxes.length > MOST_IN_SVG || arrows.length > 2 * MOST_IN_SVG;

/** Follows what fingers and the mouse do: one moves the map, two make it larger or smaller, a click selects. */
function createGestures(
  frame: () => HTMLElement,
  change: (next: (view: View) => View) => void,
  click: (at: Point) => void,
) {
  const held = new Map<number, Point>();
  let travelled = 0;
  const within = (event: PointerEvent | WheelEvent): Point => {
    const { left, top } = frame().getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const distance = ([one, other]: readonly Point[]): number =>
    one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  const down = (event: PointerEvent): void => {
    if (held.size === 0) travelled = 0;
    held.set(event.pointerId, within(event));
  };
  const move = (event: PointerEvent): void => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = within(event);
    const wide = distance([...held.values()]);
    held.set(event.pointerId, now);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled > CLICK_PX) frame().setPointerCapture(event.pointerId);
    if (held.size === 1) change((view) => moved(view, now.x - before.x, now.y - before.y));
    if (held.size === 2 && wide > 0) change((view) => zoomed(view, distance([...held.values()]) / wide, now));
  };
  const up = (event: PointerEvent): void => {
    if (!held.delete(event.pointerId)) return;
    if (travelled <= CLICK_PX && event.type === 'pointerup') click(within(event));
  };
  // The wheel alone scrolls the page, as everywhere.
  const wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    change((view) => zoomed(view, Math.exp(-event.deltaY / 300), within(event)));
  };
  onMount(() => {
    const element = frame();
    element.addEventListener('wheel', wheel, { passive: false });
    onCleanup(() => element.removeEventListener('wheel', wheel));
  });
  return { down, move, up };
}

/** The map in its frame: it is moved, made larger and smaller, and walked with the arrows; what is selected is kept in view. */
export function MapView(props: {
  readonly scene: Scene;
  /** What the map is about, by its fqn: told to readers of the screen. */
  readonly label: string;
  readonly selected: string | null;
  readonly onSelect: (fqn: string) => void;
  readonly onOpen: (fqn: string) => void;
}) {
  let frame!: HTMLDivElement;
  const [size, setSize] = createSignal<Size>({ width: 800, height: 500 });
  const [view, setView] = createSignal<View>({ scale: 1, x: 0, y: 0 });
  const selected = (): number | null => props.scene.indexOf.get(props.selected ?? '') ?? null;
  const fit = (): void => {
    setView(fitted(props.scene, size()));
  };
  const boxOf = (scene: Scene): Box | undefined => scene.boxes[scene.indexOf.get(props.selected ?? '') ?? -1];
  /** Large enough to be read, and not moved more than it takes. */
  const keepInView = (): void => {
    const box = boxOf(props.scene);
    if (!box) return;
    const part = { x: box.x, y: box.y, width: SIZES.boxWidth, height: SIZES.boxHeight };
    setView((now) => showing(now.scale < READABLE ? zoomed(now, READABLE / now.scale, ORIGIN) : now, part, size()));
  };
  /** What is selected stays where it is while the map around it grows; a map that has nothing of the one before is shown anew. */
  const follow = (scene: Scene, before: Scene | undefined): void => {
    const [now, then] = [boxOf(scene), before && boxOf(before)];
    if (now && then) setView((kept) => moved(kept, (then.x - now.x) * kept.scale, (then.y - now.y) * kept.scale));
    else fit();
    keepInView();
  };
  const choose = (index: number | null): void => {
    const box = index === null ? undefined : props.scene.boxes[index];
    if (box) props.onSelect(box.product.fqn);
  };
  const at = (point: Point): number | null => {
    const { scale, x, y } = view();
    const [left, top] = [(point.x - x) / scale, (point.y - y) / scale];
    const found = props.scene.boxes.findIndex(
      (box) => left >= box.x && left <= box.x + SIZES.boxWidth && top >= box.y && top <= box.y + SIZES.boxHeight,
    );
    return found < 0 ? null : found;
  };
  const { down, move, up } = createGestures(
    () => frame,
    (next) => setView(next),
    (point) => choose(at(point)),
  );
  const zoom = (factor: number): void => {
    setView((now) => zoomed(now, factor, { x: size().width / 2, y: size().height / 2 }));
  };
  const KEYS: Readonly<Record<string, () => void>> = {
    '+': () => zoom(STEP),
    '=': () => zoom(STEP),
    '-': () => zoom(1 / STEP),
    '0': fit,
    Enter: () => props.selected && props.onOpen(props.selected),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const known = KEYS[event.key];
    if (!known && !event.key.startsWith('Arrow')) return;
    event.preventDefault();
    if (known) return known();
    const from = selected();
    choose(from === null ? 0 : neighbourOf(props.scene, from, event.key));
  };
  const about = (): string => {
    const box = props.scene.boxes[selected() ?? -1];
    if (!box) return `${props.scene.boxes.length} products, none selected`;
    const { product, hidden } = box;
    const notShown = hidden.providers + hidden.consumers;
    return `${product.fqn}, ${product.providers} providers, ${product.consumers} consumers${notShown > 0 ? `, ${notShown} of them not shown` : ''}`;
  };
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(frame);
    onCleanup(() => observer.disconnect());
  });
  createEffect(
    on(
      () => props.scene,
      (scene, before?: Scene) => follow(scene, before),
    ),
  );
  createEffect(on(size, () => (fit(), keepInView()), { defer: true }));
  createEffect(on(() => props.selected, keepInView, { defer: true }));
  return (
    <div class="map">
      <div
        ref={frame}
        class="map-frame"
        role="application"
        aria-roledescription="map"
        aria-label={`${props.label}. Arrow keys go from product to product, Enter opens it, plus and minus change the size.`}
        tabindex="0"
        onKeyDown={onKeyDown}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onDblClick={() => props.selected && props.onOpen(props.selected)}
      >
        <Show when={isMany(props.scene)} fallback={<MapSvg scene={props.scene} view={view()} selected={selected()} />}>
          <MapCanvas scene={props.scene} view={view()} frame={size()} selected={selected()} />
        </Show>
      </div>
      <div class="map-zoom">
        <button type="button" aria-label="Larger" onClick={() => zoom(STEP)}>
          +
        </button>
        <button type="button" aria-label="Smaller" onClick={() => zoom(1 / STEP)}>
          −
        </button>
        <button type="button" onClick={fit}>
          Fit
        </button>
      </div>
      <p class="sr" role="status">
        {about()}
      </p>
    </div>
  );
}
