import type { Way } from './edge.js';
import { ownWithin } from './edgesWithin.js';
import { LEVEL_MASK, levelBits } from './mark.js';
import { bitOf, ownOf, type GraphQuestion } from './question.js';
import type { Reached } from './Reached.js';

/** Whether an edge of a place leads on, this way, to what was not reached this way. */
function leadsOn(reached: Reached, level: number, way: Way, place: number): boolean {
  const { ids, ways, graph } = reached;
  const bit = bitOf(way);
  if (((ways[place] ?? 0) & bit) === 0) return false;
  const rows = way === 'downstream' ? graph.onward : graph.back;
  const row = ids[place] ?? 0;
  for (let entry = rows.start(row), last = rows.end(row); entry < last; entry++) {
    if (((rows.marks[entry] ?? 0) & LEVEL_MASK) !== level) continue;
    const other = reached.placeOf(rows.values[entry] ?? 0);
    if (other < 0 || ((ways[other] ?? 0) & bit) === 0) return true;
  }
  return false;
}

/** The places at which a walk was cut: those that have more behind them. */
export function* frontierOf(reached: Reached, question: GraphQuestion): Generator<number> {
  const level = levelBits(question.level);
  const { size } = reached;
  const isCut = (way: Way): boolean => ownWithin(reached, question, way, 0, size).length < ownOf(question, way).length;
  if (question.ways.some((way) => isCut(way) || leadsOn(reached, level, way, 0))) yield 0;
  for (let place = 1; place < size; place++)
    if (question.ways.some((way) => leadsOn(reached, level, way, place))) yield place;
}
