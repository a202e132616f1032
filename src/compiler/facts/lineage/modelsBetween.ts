import type { ModelFacts } from '../models/modelFacts.js';
import type { ProductLineage } from './productLineage.js';

/** The models through which an input port feeds an output port (both by fqn), by the shortest way, in the flow of data. */
export function modelsBetween({ origins, upstream }: ProductLineage, input: string, output: string): ModelFacts[] {
  const writers = [...origins].find(([{ fqn }]) => fqn === output)?.[1].writers ?? [];
  const into = new Map<ModelFacts, ModelFacts | null>(writers.map((model) => [model, null]));
  for (const model of into.keys()) {
    const direct = upstream.get(model);
    if (direct?.inputs.some(({ fqn }) => fqn === input)) return wayDown(model, into);
    for (const read of direct?.models ?? []) if (!into.has(read)) into.set(read, model);
  }
  return [];
}

function wayDown(from: ModelFacts, into: ReadonlyMap<ModelFacts, ModelFacts | null>): ModelFacts[] {
  const way: ModelFacts[] = [];
  for (let model: ModelFacts | null = from; model; model = into.get(model) ?? null) way.push(model);
  return way;
}
