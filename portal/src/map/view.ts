/** What of the map is seen: a point of the map is drawn at `scale * point + (x, y)`. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Frame extends Size {
  readonly x: number;
  readonly y: number;
}

const [LEAST, MOST] = [0.02, 2.5];
const MARGIN = 40;

/** All of a map in the middle of a frame, never larger than it is. */
export function fitted(map: Size, frame: Size): View {
  const wanted = Math.min((frame.width - 2 * MARGIN) / map.width, (frame.height - 2 * MARGIN) / map.height, 1);
  const scale = Math.max(LEAST, wanted || 1);
  return { scale, x: (frame.width - map.width * scale) / 2, y: (frame.height - map.height * scale) / 2 };
}

/** Larger or smaller by a factor; what is drawn at a place stays there. */
export function zoomed({ scale, x, y }: View, factor: number, at: { readonly x: number; readonly y: number }): View {
  const next = Math.max(LEAST, Math.min(MOST, scale * factor));
  return { scale: next, x: at.x - ((at.x - x) / scale) * next, y: at.y - ((at.y - y) / scale) * next };
}

export const moved = ({ scale, x, y }: View, dx: number, dy: number): View => ({ scale, x: x + dx, y: y + dy });

/** How far a stretch has to move to lie inside of a frame; by its beginning where it is longer. */
function into(start: number, end: number, length: number): number {
  if (start < MARGIN) return MARGIN - start;
  return end > length - MARGIN ? Math.max(MARGIN - start, length - MARGIN - end) : 0;
}

/** Moved no more than needed so that a part of the map is seen. */
export function showing(view: View, part: Frame, frame: Size): View {
  const [left, top] = [part.x * view.scale + view.x, part.y * view.scale + view.y];
  const dx = into(left, left + part.width * view.scale, frame.width);
  const dy = into(top, top + part.height * view.scale, frame.height);
  return dx === 0 && dy === 0 ? view : moved(view, dx, dy);
}

/** What of the map is in the frame. */
export const seen = ({ scale, x, y }: View, { width, height }: Size): Frame => ({
  x: -x / scale,
  y: -y / scale,
  width: width / scale,
  height: height / scale,
});
