import Elk from 'elkjs/lib/elk.bundled.js';
import type { Graph } from '../../portal/src/map/layout/graph.js';
import { layOut } from '../../portal/src/map/layout/layOut.js';
import { crossingsOf } from '../../test/portal/layout/crossingsOf.js';
import { generatedGraph, inOneLane } from '../../test/portal/layout/meshGraph.js';
import { SIZES } from '../../test/portal/layout/sizes.js';
import { dagreOf } from '../../test/portal/layout/viaDagre.js';
import { median, round } from '../measure.js';
import type { Measured } from '../measured.js';

const ROUNDS = 5;
/** A layout with elkjs takes many seconds. */
const ELK_ROUNDS = 2;
const COMPANIES = [1, 2, 3];

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}

/** What a layout takes of the CPU once its code is warm, in milliseconds, in the middle of the rounds. */
function middleOf(graph: Graph): number {
  layOut(graph, SIZES);
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    layOut(graph, SIZES);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return median(times);
}

interface Beside {
  readonly crossings: number;
  readonly time: number;
}

/** One company beside dagre, in turn: our crossings and our time, as parts of dagre's. */
async function besideDagre(products: number, seed: number, lanes: boolean): Promise<Beside> {
  const graph = generatedGraph(products, seed);
  const drawn = lanes ? graph : inOneLane(graph);
  layOut(drawn, SIZES);
  const ours = await timed(() => layOut(drawn, SIZES));
  const theirs = await timed(dagreOf(graph, SIZES, { lanes }));
  const again = await timed(() => layOut(drawn, SIZES));
  const crossings = crossingsOf(theirs.result);
  const time = (ours.ms + again.ms) / 2;
  const what = `${products} products${lanes ? ', domains as lanes' : ''}, company ${seed}`;
  console.log(
    `  ${what}: ${ours.result.crossings} crossings in ${round(time)} ms, dagre ${crossings} in ${round(theirs.ms)} ms`,
  );
  return { crossings: ours.result.crossings / crossings, time: time / theirs.ms };
}

/** The middle of the ratio of elkjs's time and ours, in turn. */
async function besideElk(products: number): Promise<number> {
  const graph = generatedGraph(products);
  // Its types are written for bundlers: for Node.js the class is one further in.
  const elk = new Elk.default();
  layOut(graph, SIZES);
  const ratios: number[] = [];
  for (let each = 0; each < ELK_ROUNDS; each++) {
    const ours = (await timed(() => layOut(graph, SIZES))).ms;
    const theirs = await timed(() =>
      elk.layout({
        id: 'mesh',
        layoutOptions: { 'elk.algorithm': 'layered', 'elk.direction': 'RIGHT' },
        children: Array.from(graph.laneOf, (_, box) => ({
          id: `box ${box}`,
          width: SIZES.boxWidth,
          height: SIZES.boxHeight,
        })),
        edges: Array.from(graph.from, (from, arrow) => ({
          id: `arrow ${arrow}`,
          sources: [`box ${from}`],
          targets: [`box ${graph.to[arrow]}`],
        })),
      }),
    );
    console.log(`  ${products} products: ${round(ours)} ms, elkjs ${round(theirs.ms)} ms`);
    ratios.push(ours / theirs.ms);
  }
  return median(ratios);
}

async function ofSize(products: number): Promise<Measured[]> {
  const few = Math.round(products / 5);
  const many = products * 10;
  const [plain, lanes]: [Beside[], Beside[]] = [[], []];
  for (const seed of COMPANIES) {
    plain.push(await besideDagre(few, seed, false));
    lanes.push(await besideDagre(few, seed, true));
  }
  const most = (values: readonly number[]): number => Math.max(...values);
  const ofElk = await besideElk(products);
  const [graph, larger] = [generatedGraph(products), generatedGraph(many)];
  const middle = middleOf(graph);
  const largest = middleOf(larger);
  console.log(`  ${products} products: ${round(middle)} ms of the CPU; ${many}: ${round(largest)} ms`);
  const figures = {
    'layout.crossings-of-dagre': most(plain.map(({ crossings }) => crossings)),
    'layout.crossings-of-dagre.lanes': most(lanes.map(({ crossings }) => crossings)),
    'layout.time-of-dagre': most([...plain, ...lanes].map(({ time }) => time)),
    'layout.time-of-elkjs': ofElk,
    'layout.milliseconds': middle,
    'layout.growth': largest / many / (middle / products),
  };
  return Object.entries(figures).map(([name, value]) => ({ name, size: products, value }));
}

/**
 * `npm run bench layout`: the layout of the mesh map. A fifth of the size beside dagre, which takes minutes for more; the size
 * beside elkjs; ten times the size against itself.
 */
export async function benchLayout(sizes: readonly number[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(...(await ofSize(size)));
  return measured;
}
