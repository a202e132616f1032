import { createEffect, onCleanup, onMount } from 'solid-js';
import { paint, type Ink } from './paint';
import type { Scene } from './scene';
import type { Size, View } from './view';

/** What may be drawn in one frame, in milliseconds; the rest is drawn in the next ones. */
const FRAME_MS = 6;
const COLOURS = ['text', 'quiet', 'ground', 'raised', 'focus', 'good', 'warn', 'bad', 'info'];

function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const colours = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  return { colours, font: style.fontFamily };
}

/** Tells of another theme, by the system or by the button. */
function onTheme(changed: () => void): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', changed);
  onCleanup(() => {
    observer.disconnect();
    dark.removeEventListener('change', changed);
  });
}

/**
 * A map of many products. What is drawn takes a few milliseconds of each frame: while the map is drawn anew the picture
 * before is shown, moved to where it belongs.
 */
export function MapCanvas(props: {
  readonly scene: Scene;
  readonly view: View;
  readonly frame: Size;
  readonly selected: number | null;
}) {
  let canvas!: HTMLCanvasElement;
  const behind = document.createElement('canvas');
  const kept = document.createElement('canvas');
  let keptView: View | null = null;
  let drawing: Generator<void> | null = null;
  let request = 0;

  const show = (view: View, ratio: number): void => {
    const context = canvas.getContext('2d')!;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (!keptView) return;
    const factor = view.scale / keptView.scale;
    context.drawImage(
      kept,
      (view.x - keptView.x * factor) * ratio,
      (view.y - keptView.y * factor) * ratio,
      kept.width * factor,
      kept.height * factor,
    );
  };
  const sized = (target: HTMLCanvasElement, frame: Size, ratio: number): CanvasRenderingContext2D => {
    const [width, height] = [Math.round(frame.width * ratio), Math.round(frame.height * ratio)];
    if (target.width !== width || target.height !== height) [target.width, target.height] = [width, height];
    const context = target.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  };
  const start = (): void => {
    const { scene, view, frame, selected } = props;
    const ratio = window.devicePixelRatio || 1;
    sized(canvas, frame, ratio);
    show(view, ratio);
    drawing = paint(sized(behind, frame, ratio), scene, view, frame, inkOf(canvas), selected);
    const step = (): void => {
      const end = performance.now() + FRAME_MS;
      let done = false;
      while (!done && performance.now() < end) done = drawing?.next().done ?? true;
      if (!done) return void (request = requestAnimationFrame(step));
      sized(kept, frame, ratio);
      const context = kept.getContext('2d')!;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(behind, 0, 0);
      keptView = view;
      show(view, ratio);
      canvas.dataset['drawn'] = String(Number(canvas.dataset['drawn'] ?? 0) + 1);
    };
    cancelAnimationFrame(request);
    request = requestAnimationFrame(step);
  };
  onMount(() => {
    createEffect(start);
    onTheme(start);
  });
  onCleanup(() => cancelAnimationFrame(request));
  return <canvas ref={canvas} class="map-canvas" aria-hidden="true" />;
}
