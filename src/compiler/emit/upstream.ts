import type { DbtModel, DbtSourceRef } from '../document/dbt/project.js';
import type { InputPortFacts } from '../facts/inputFacts.js';
import type { ModelFacts } from '../facts/modelFacts.js';
import type { ProductFacts } from '../facts/productFacts.js';

/** What one model reads directly. */
export interface Upstream {
  readonly models: readonly ModelFacts[];
  readonly inputs: readonly InputPortFacts[];
  /** Names of sources that no input port stands for: `source:shop/orders`. */
  readonly sources: readonly string[];
}

/** The direct upstream of each model, snapshots seen through. */
export function upstreams(facts: ProductFacts): ReadonlyMap<ModelFacts, Upstream> {
  const byName = new Map(facts.models.map((model) => [model.name, model]));
  const snapshots = new Map(facts.project.snapshots.map((snapshot) => [snapshot.name, snapshot]));
  return new Map(facts.models.map((model) => [model, upstreamOf(model.model, facts, byName, snapshots)]));
}

function upstreamOf(
  model: DbtModel,
  facts: ProductFacts,
  byName: ReadonlyMap<string, ModelFacts>,
  snapshots: ReadonlyMap<string, DbtModel>,
): Upstream {
  const reads = [...model.reads];
  const refs = [...model.refs];
  const models = new Set<ModelFacts>();
  const foreign: string[] = [];
  const seen = new Set<string>();
  for (let ref = refs.shift(); ref; ref = refs.shift()) {
    const [own, snapshot] = [byName.get(ref.name), snapshots.get(ref.name)];
    if (own) models.add(own);
    else if (snapshot && !seen.has(snapshot.name)) {
      seen.add(snapshot.name);
      refs.push(...snapshot.refs);
      reads.push(...snapshot.reads);
    } else if (ref.package !== null) foreign.push(`source:${ref.package}/${ref.name}`);
  }
  const inputs = reads.map((read) => inputOf(read, facts));
  const sources = reads.flatMap((read, index) => (inputs[index] ? [] : [`source:${read.source}/${read.table}`]));
  return {
    models: [...models],
    inputs: [...new Set(inputs.flatMap((input) => input ?? []))],
    sources: [...new Set([...sources, ...foreign])],
  };
}

/**
 * The input port that a dbt source stands for: the one that `meta.floe.input_port` names, the one of the source's name,
 * or the one whose provider's table the source is.
 */
function inputOf(read: DbtSourceRef, { inputs, project }: ProductFacts): InputPortFacts | null {
  const source = project.sources.find((each) => each.source === read.source && each.table === read.table);
  const named = source?.floe.values['input_port'];
  const path = source?.path.join('.') ?? '';
  return (
    inputs.find(({ name }) => name === named) ??
    inputs.find(({ name }) => name === read.source) ??
    inputs.find(({ provider }) => provider?.kind === 'found' && isTable(path, provider.port.table)) ??
    null
  );
}

/** Whether a relation, with or without its database, is that table. */
const isTable = (path: string, table: string): boolean => path === table || path.endsWith(`.${table}`);
