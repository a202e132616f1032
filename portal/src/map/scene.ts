import { layOut } from './layout/layOut.js';
import type { Sizes } from './layout/sizes.js';
import type { Hidden, MapContract, MapProduct, ShownMesh } from './mesh.js';

/** In pixels of a map that is not scaled. */
export const SIZES: Sizes = { boxWidth: 184, boxHeight: 46, gap: 16, layerGap: 110, laneGap: 34, bendGap: 12 };
/** Between two contracts of the same two products. */
const APART = 7;

export interface Box {
  readonly product: MapProduct;
  readonly hidden: Hidden;
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  readonly contract: MapContract;
  /** Boxes, by their index. */
  readonly from: number;
  readonly to: number;
  /** Points, `x` then `y`, from left to right. */
  readonly route: Float64Array;
  /** Whether it is gone from right to left, for it closes a circle. */
  readonly isBack: boolean;
}

export interface Lane {
  readonly domain: string;
  readonly top: number;
  readonly height: number;
}

/** The map with the place of all that is on it. */
export interface Scene {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly lanes: readonly Lane[];
  readonly width: number;
  readonly height: number;
  readonly indexOf: ReadonlyMap<string, number>;
}

/** How far each arrow is moved, so that contracts of the same two products are seen each. */
function shifts(ends: readonly (readonly [number, number])[]): number[] {
  const keyOf = ([from, to]: readonly [number, number]): string => `${Math.min(from, to)} ${Math.max(from, to)}`;
  const counts = new Map<string, number>();
  for (const each of ends) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return ends.map((each) => {
    const key = keyOf(each);
    const place = seen.get(key) ?? 0;
    seen.set(key, place + 1);
    return (place - (counts.get(key)! - 1) / 2) * APART;
  });
}

/** Lays what is shown out, domains as lanes; a contract of a product with itself is not drawn. */
export function sceneOf({ products, contracts, hidden }: ShownMesh): Scene {
  const indexOf = new Map(products.map(({ fqn }, index) => [fqn, index]));
  const domains = [...new Set(products.map(({ domain }) => domain))].sort();
  const laneOf = new Map(domains.map((domain, lane) => [domain, lane]));
  const drawn = contracts.filter(({ from, to }) => from !== to);
  const ends = drawn.map(({ from, to }) => [indexOf.get(from)!, indexOf.get(to)!] as const);
  const layout = layOut(
    {
      laneOf: products.map(({ domain }) => laneOf.get(domain)!),
      lanes: domains.length,
      from: ends.map(([from]) => from),
      to: ends.map(([, to]) => to),
    },
    SIZES,
  );
  const moved = shifts(ends);
  return {
    boxes: products.map((product, index) => ({
      product,
      hidden: hidden.get(product.fqn) ?? { providers: 0, consumers: 0 },
      x: layout.x[index]!,
      y: layout.y[index]!,
    })),
    arrows: drawn.map((contract, index) => ({
      contract,
      from: ends[index]![0],
      to: ends[index]![1],
      route: layout.routes[index]!.map((value, at) => (at % 2 === 0 ? value : value + moved[index]!)),
      isBack: layout.isBack[index] === 1,
    })),
    lanes: domains.map((domain, lane) => ({ domain, top: layout.laneTop[lane]!, height: layout.laneHeight[lane]! })),
    width: layout.width,
    height: layout.height,
    indexOf,
  };
}

/** An arrow as the `d` of a path: bends between layers, straight beside the boxes that it passes. */
export function pathOf({ route }: Arrow): string {
  let path = `M${route[0]} ${route[1]}`;
  for (let at = 2; at < route.length; at += 2) {
    const [x0, y0, x1, y1] = [route[at - 2]!, route[at - 1]!, route[at]!, route[at + 1]!];
    const middle = (x0 + x1) / 2;
    path += at % 4 === 2 ? `C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}` : `H${x1}`;
  }
  return path;
}

/** Where the point of an arrow is, and whether it looks to the left. */
export const tipOf = ({ route, isBack }: Arrow): readonly [x: number, y: number, left: boolean] =>
  isBack ? [route[0]!, route[1]!, true] : [route.at(-2)!, route.at(-1)!, false];

/** The middle of an arrow: where its sign stands. */
export function middleOf({ route }: Arrow): readonly [x: number, y: number] {
  const at = Math.floor(route.length / 8) * 4;
  return [(route[at]! + route[at + 2]!) / 2, (route[at + 1]! + route[at + 3]!) / 2];
}
