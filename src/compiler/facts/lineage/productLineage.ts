import type { DbtProject } from '../../document/dbt/project/project.js';
import type { InputPortFacts } from './inputFacts.js';
import type { ModelFacts } from '../models/modelFacts.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';
import { upstreams, type Upstream } from './upstream.js';

/** What an output port is made of. */
export interface PortOrigins {
  readonly inputs: readonly InputPortFacts[];
  /** Names of sources that no input port stands for. */
  readonly sources: readonly string[];
  /** No model tells: then every input port is taken to feed the port. */
  readonly assumed: boolean;
  /** The models that write its table. */
  readonly writers: readonly ModelFacts[];
}

/** How data flows inside one product, from its input ports to its output ports. */
export interface ProductLineage {
  readonly upstream: ReadonlyMap<ModelFacts, Upstream>;
  readonly origins: ReadonlyMap<OutputPortFacts, PortOrigins>;
}

interface Flowing {
  readonly models: readonly ModelFacts[];
  readonly inputs: readonly InputPortFacts[];
  readonly outputs: readonly OutputPortFacts[];
  readonly project: DbtProject;
}

/** What the models of a product say of its ports. Every walk ends, cycles or not (decision 13). */
export function productLineage(facts: Flowing): ProductLineage {
  const upstream = upstreams(facts);
  return { upstream, origins: new Map(facts.outputs.map((output) => [output, originsOf(output, facts, upstream)])) };
}

function originsOf(output: OutputPortFacts, facts: Flowing, upstream: ReadonlyMap<ModelFacts, Upstream>): PortOrigins {
  const writers = facts.models.filter((model) => model.port === output);
  const [inputs, sources] = [new Set<InputPortFacts>(), new Set<string>()];
  const reached = new Set(writers);
  for (const model of reached) {
    const direct = upstream.get(model);
    direct?.models.forEach((each) => reached.add(each));
    direct?.inputs.forEach((each) => inputs.add(each));
    direct?.sources.forEach((each) => sources.add(each));
  }
  const assumed = inputs.size + sources.size === 0;
  return { inputs: assumed ? facts.inputs : [...inputs], sources: [...sources], assumed, writers };
}
