import type { ModelFacts } from '../models/modelFacts.js';
import type { ProductLineage } from './productLineage.js';

type Reads = ReadonlyMap<ModelFacts, readonly ModelFacts[]>;

/**
 * Models that feed themselves, each group once: the shortest way round from its first model, in the direction in which
 * data flows, without the first model's return. A ref to the model's own name means another version of it, and one that
 * names a package may mean another package's model: neither is a way round.
 */
export function modelCycles(lineage: ProductLineage): ModelFacts[][] {
  const reads = entangled(new Map([...lineage.upstream].map(([model, { models }]) => [model, certain(model, models)])));
  const told = new Set<ModelFacts>();
  const cycles: ModelFacts[][] = [];
  for (const model of reads.keys()) {
    const cycle = told.has(model) ? null : wayRound(model, reads);
    if (!cycle) continue;
    cycle.forEach((each) => told.add(each));
    cycles.push(cycle);
  }
  return cycles;
}

const certain = (model: ModelFacts, read: readonly ModelFacts[]): ModelFacts[] =>
  read.filter(
    (each) => each !== model && !model.model.refs.some((ref) => ref.name === each.name && ref.package !== null),
  );

/** Without the models that read none of the rest, again and again: what is left is in a cycle or behind one. */
function entangled(reads: Reads): Reads {
  const waiting = new Map([...reads].map(([model, models]) => [model, models.length]));
  const readers = new Map<ModelFacts, ModelFacts[]>();
  for (const [model, models] of reads)
    for (const each of models) {
      const known = readers.get(each);
      if (known) known.push(model);
      else readers.set(each, [model]);
    }
  const free = new Set([...reads.keys()].filter((model) => waiting.get(model) === 0));
  for (const model of free)
    for (const reader of readers.get(model) ?? []) {
      const left = (waiting.get(reader) ?? 0) - 1;
      waiting.set(reader, left);
      if (left === 0) free.add(reader);
    }
  return new Map(
    [...reads]
      .filter(([model]) => !free.has(model))
      .map(([model, of]) => [model, of.filter((each) => !free.has(each))]),
  );
}

/** Breadth first against the flow of data, until a model reads the one it began with. */
function wayRound(start: ModelFacts, reads: Reads): ModelFacts[] | null {
  const into = new Map<ModelFacts, ModelFacts | null>([[start, null]]);
  for (const model of into.keys())
    for (const read of reads.get(model) ?? []) {
      if (read === start) return flow(start, model, into);
      if (!into.has(read)) into.set(read, model);
    }
  return null;
}

function flow(start: ModelFacts, first: ModelFacts, into: ReadonlyMap<ModelFacts, ModelFacts | null>): ModelFacts[] {
  const way = [start];
  for (let model: ModelFacts | null = first; model && model !== start; model = into.get(model) ?? null) way.push(model);
  return way;
}
