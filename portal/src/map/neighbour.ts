import type { Scene } from './scene.js';

/** The box of these whose middle lies nearest to the height of another. */
function nearest({ boxes }: Scene, of: number, candidates: readonly number[]): number | null {
  const height = boxes[of]!.y;
  return candidates.reduce<number | null>((best, each) => {
    if (best === null) return each;
    return Math.abs(boxes[each]!.y - height) < Math.abs(boxes[best]!.y - height) ? each : best;
  }, null);
}

const sides = (scene: Scene, of: number, isAside: (x: number) => boolean): number[] =>
  scene.arrows
    .flatMap(({ from, to }) => (from === of ? [to] : to === of ? [from] : []))
    .filter((each) => isAside(scene.boxes[each]!.x));

function above(scene: Scene, of: number, sign: 1 | -1): number | null {
  const { x, y } = scene.boxes[of]!;
  const beyond = scene.boxes.flatMap((box, index) => ((box.y - y) * sign > 0 ? [index] : []));
  const inColumn = beyond.filter((index) => scene.boxes[index]!.x === x);
  return nearest(scene, of, inColumn.length > 0 ? inColumn : beyond);
}

/** Where an arrow key leads from a box: left and right along contracts, up and down in its column, else to what is next. */
export function neighbourOf(scene: Scene, of: number, key: string): number | null {
  const { x } = scene.boxes[of]!;
  if (key === 'ArrowLeft')
    return nearest(
      scene,
      of,
      sides(scene, of, (each) => each < x),
    );
  if (key === 'ArrowRight')
    return nearest(
      scene,
      of,
      sides(scene, of, (each) => each > x),
    );
  if (key === 'ArrowUp') return above(scene, of, -1);
  return key === 'ArrowDown' ? above(scene, of, 1) : null;
}
