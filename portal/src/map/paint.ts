import { middleOf, SIZES, tipOf, type Arrow, type Box, type Scene } from './scene.js';
import { LOOKS, STATES, type ContractState } from './states.js';
import { seen, type Frame, type Size, type View } from './view.js';

/** The colours of the style sheet by their names, and its font. */
export interface Ink {
  readonly colours: Readonly<Record<string, string>>;
  readonly font: string;
}

/** What is drawn before time is looked at again. */
const SLICE = 200;
/** Below these scales texts, and bends and tips, cannot be seen. */
const [TEXT_FROM, DETAIL_FROM] = [0.35, 0.2];

const overlaps = (part: Frame, x0: number, y0: number, x1: number, y1: number): boolean =>
  x1 >= part.x && x0 <= part.x + part.width && y1 >= part.y && y0 <= part.y + part.height;

function isSeen(arrow: Arrow, part: Frame): boolean {
  const { route } = arrow;
  let [top, bottom] = [route[1]!, route[1]!];
  for (let at = 3; at < route.length; at += 2) {
    top = Math.min(top, route[at]!);
    bottom = Math.max(bottom, route[at]!);
  }
  return overlaps(part, route[0]!, top, route.at(-2)!, bottom);
}

function trace(context: CanvasRenderingContext2D, { route }: Arrow, bends: boolean): void {
  context.moveTo(route[0]!, route[1]!);
  for (let at = 2; at < route.length; at += 2) {
    const [x0, y0, x1, y1] = [route[at - 2]!, route[at - 1]!, route[at]!, route[at + 1]!];
    if (bends && at % 4 === 2) context.bezierCurveTo((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1);
    else context.lineTo(x1, y1);
  }
}

function tip(context: CanvasRenderingContext2D, arrow: Arrow): void {
  const [x, y, left] = tipOf(arrow);
  const back = left ? 7 : -7;
  context.moveTo(x, y);
  context.lineTo(x + back, y - 4);
  context.lineTo(x + back, y + 4);
}

/** Text cut where it would be wider than its box. */
export const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** What is not shown of a box's neighbours, on the side where it would be. */
function notShown(context: CanvasRenderingContext2D, box: Box): void {
  const { providers, consumers } = box.hidden;
  const middle = box.y + SIZES.boxHeight / 2 + 4;
  context.textAlign = 'right';
  if (providers > 0) context.fillText(`+${providers}`, box.x - 5, middle + 14);
  context.textAlign = 'left';
  if (consumers > 0) context.fillText(`+${consumers}`, box.x + SIZES.boxWidth + 5, middle + 14);
}

class Painter {
  private readonly part: Frame;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly scene: Scene,
    private readonly view: View,
    frame: Size,
    private readonly ink: Ink,
    private readonly selected: number | null,
  ) {
    this.part = seen(view, frame);
  }

  private colour(name: string): string {
    return this.ink.colours[name] ?? '#888';
  }

  private lanes(): void {
    const { context, part } = this;
    for (const { domain, top, height } of this.scene.lanes) {
      context.fillStyle = this.colour('raised');
      context.fillRect(part.x, top, part.width, height);
      if (this.view.scale < DETAIL_FROM) continue;
      context.fillStyle = this.colour('quiet');
      context.font = `600 12px ${this.ink.font}`;
      context.textAlign = 'left';
      context.fillText(domain, part.x + 10 / this.view.scale, top - 6);
    }
  }

  private *arrowsOf(state: ContractState): Generator<void> {
    const { context } = this;
    const look = LOOKS[state];
    const detailed = this.view.scale >= DETAIL_FROM;
    const drawn = this.scene.arrows.filter((arrow) => arrow.contract.state === state && isSeen(arrow, this.part));
    for (let start = 0; start < drawn.length; start += SLICE) {
      const slice = drawn.slice(start, start + SLICE);
      context.strokeStyle = context.fillStyle = this.colour(look.colour);
      context.lineWidth = Math.max(look.width, 0.6 / this.view.scale);
      context.setLineDash(detailed ? [...look.dash] : []);
      context.beginPath();
      for (const arrow of slice) trace(context, arrow, detailed);
      context.stroke();
      context.setLineDash([]);
      if (detailed) {
        context.beginPath();
        for (const arrow of slice) tip(context, arrow);
        context.fill();
      }
      if (look.sign !== '' && this.view.scale >= TEXT_FROM) for (const arrow of slice) this.sign(arrow, look.sign);
      yield;
    }
  }

  private sign(arrow: Arrow, sign: string): void {
    const { context } = this;
    const [x, y] = middleOf(arrow);
    context.font = `700 13px ${this.ink.font}`;
    context.textAlign = 'center';
    context.fillText(sign, x, y - 4);
  }

  private *boxes(): Generator<void> {
    let count = 0;
    for (const [index, box] of this.scene.boxes.entries()) {
      if (!overlaps(this.part, box.x - 40, box.y, box.x + SIZES.boxWidth + 40, box.y + SIZES.boxHeight)) continue;
      this.box(box, index === this.selected);
      if (++count % SLICE === 0) yield;
    }
  }

  private box(box: Box, isSelected: boolean): void {
    const { context, view } = this;
    context.fillStyle = this.colour('ground');
    context.fillRect(box.x, box.y, SIZES.boxWidth, SIZES.boxHeight);
    context.strokeStyle = this.colour(isSelected ? 'focus' : 'quiet');
    context.lineWidth = isSelected ? Math.max(3, 2 / view.scale) : 1;
    context.strokeRect(box.x, box.y, SIZES.boxWidth, SIZES.boxHeight);
    if (view.scale < TEXT_FROM) return;
    context.textAlign = 'left';
    context.fillStyle = this.colour('text');
    context.font = `600 13px ${this.ink.font}`;
    context.fillText(cut(box.product.name, 24), box.x + 10, box.y + 20);
    context.fillStyle = this.colour('quiet');
    context.font = `12px ${this.ink.font}`;
    context.fillText(box.product.version, box.x + 10, box.y + 36);
    notShown(context, box);
  }

  *all(): Generator<void> {
    this.lanes();
    yield;
    for (const state of STATES.toReversed()) yield* this.arrowsOf(state);
    yield* this.boxes();
  }
}

/** Draws the map as a view shows it, some of it at each step; the context is scaled to pixels of the page. */
export function* paint(
  context: CanvasRenderingContext2D,
  scene: Scene,
  view: View,
  frame: Size,
  ink: Ink,
  selected: number | null,
): Generator<void> {
  context.save();
  context.fillStyle = ink.colours['ground'] ?? '#fff';
  context.fillRect(0, 0, frame.width, frame.height);
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  yield* new Painter(context, scene, view, frame, ink, selected).all();
  context.restore();
}
