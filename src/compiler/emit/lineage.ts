import type { CompiledEdge, LineageKind } from '../artifact.js';
import type { InputPortFacts } from '../facts/inputFacts.js';
import type { ModelFacts } from '../facts/modelFacts.js';
import type { OutputPortFacts } from '../facts/portFacts.js';
import type { ProductFacts } from '../facts/productFacts.js';
import { upstreams, type Upstream } from './upstream.js';

interface Node {
  readonly fqn: string;
  readonly kind: LineageKind;
}

const inputNode = ({ fqn }: InputPortFacts): Node => ({ fqn, kind: 'input_port' });
const outputNode = ({ fqn }: OutputPortFacts): Node => ({ fqn, kind: 'output_port' });
const sourceNode = (fqn: string): Node => ({ fqn, kind: 'source' });
export const modelFqn = (product: string, model: ModelFacts): string => `${product}#${model.name}`;

const edge = (level: CompiledEdge['level'], from: Node, to: Node): CompiledEdge => ({
  ...{ level, from: from.fqn, fromKind: from.kind, to: to.fqn, toKind: to.kind },
});

/** The edges of a product at the three levels, each once, sorted. Every walk ends, cycles or not (decision 13). */
export function lineageOf(facts: ProductFacts): CompiledEdge[] {
  const upstream = upstreams(facts);
  const edges = [...productEdges(facts), ...portEdges(facts, upstream), ...modelEdges(facts, upstream)];
  const byKey = new Map(edges.map((each) => [`${each.level} ${each.from} ${each.to}`, each]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each);
}

function productEdges({ inputs, fqn }: ProductFacts): CompiledEdge[] {
  return inputs.flatMap(({ provider }) => {
    if (!provider) return [];
    const from = provider.ref.split('.').slice(0, 2).join('.');
    return from === fqn ? [] : [edge('product', { fqn: from, kind: 'product' }, { fqn, kind: 'product' })];
  });
}

/** What an input port reads: the provider's output port, or the source behind an ingestion (`source:dlt/salesforce`). */
function behind({ provider, port }: InputPortFacts): Node {
  if (provider) return { fqn: provider.ref, kind: 'output_port' };
  const { source } = port;
  return sourceNode(source.type === 'ingestion' ? `source:${source.config.type}/${source.config.source}` : source.ref);
}

function portEdges(facts: ProductFacts, upstream: ReadonlyMap<ModelFacts, Upstream>): CompiledEdge[] {
  const { inputs, outputs } = facts;
  return [
    ...inputs.map((input) => edge('port', behind(input), inputNode(input))),
    ...outputs.flatMap((output) =>
      origins(output, facts, upstream).map((from) => edge('port', from, outputNode(output))),
    ),
  ];
}

/** What an output port is made of: what its models lead back to, or every input port where they say nothing. */
function origins(output: OutputPortFacts, facts: ProductFacts, upstream: ReadonlyMap<ModelFacts, Upstream>): Node[] {
  const pending = facts.models.filter((model) => model.port === output);
  const seen = new Set(pending);
  const found: Node[] = [];
  for (let model = pending.shift(); model; model = pending.shift()) {
    const { models, inputs, sources } = upstream.get(model) ?? { models: [], inputs: [], sources: [] };
    found.push(...inputs.map(inputNode), ...sources.map(sourceNode));
    const next = models.filter((each) => !seen.has(each));
    next.forEach((each) => seen.add(each));
    pending.push(...next);
  }
  return found.length > 0 ? found : facts.inputs.map(inputNode);
}

function modelEdges(facts: ProductFacts, upstream: ReadonlyMap<ModelFacts, Upstream>): CompiledEdge[] {
  const { inputs, outputs, models, fqn } = facts;
  const node = (model: ModelFacts): Node => ({ fqn: modelFqn(fqn, model), kind: 'model' });
  return [
    ...inputs.map((input) => edge('model', behind(input), inputNode(input))),
    ...[...upstream].flatMap(([model, each]) =>
      [...each.models.map(node), ...each.inputs.map(inputNode), ...each.sources.map(sourceNode)].map((from) =>
        edge('model', from, node(model)),
      ),
    ),
    ...outputs.flatMap((output) => {
      const feeding = models.filter((model) => model.port === output).map(node);
      const from = feeding.length > 0 ? feeding : inputs.map(inputNode);
      return from.map((each) => edge('model', each, outputNode(output)));
    }),
  ];
}
