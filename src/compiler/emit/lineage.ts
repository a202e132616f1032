import type { CompiledEdge, LineageKind } from '../artifact.js';
import type { InputPortFacts } from '../facts/lineage/inputFacts.js';
import type { ModelFacts } from '../facts/models/modelFacts.js';
import type { OutputPortFacts } from '../facts/subjects/portFacts.js';
import type { ProductFacts } from '../facts/product/productFacts.js';
import { columnEdges } from './columnEdges.js';
import { productOfPort } from '../values/productOfPort.js';
import { compareText } from '../values/compareText.js';

interface Node {
  readonly fqn: string;
  readonly kind: LineageKind;
}

const inputNode = ({ fqn }: InputPortFacts): Node => ({ fqn, kind: 'input_port' });
const outputNode = ({ fqn }: OutputPortFacts): Node => ({ fqn, kind: 'output_port' });
const sourceNode = (fqn: string): Node => ({ fqn, kind: 'source' });
export const modelFqn = (product: string, model: ModelFacts): string => `${product}#${model.name}`;

const edge = (level: CompiledEdge['level'], from: Node, to: Node): CompiledEdge => ({
  level,
  from: from.fqn,
  fromKind: from.kind,
  to: to.fqn,
  toKind: to.kind,
});

/** The edges of a product at the four levels, each once, sorted. */
export function lineageOf(facts: ProductFacts): CompiledEdge[] {
  const edges = [...productEdges(facts), ...portEdges(facts), ...modelEdges(facts), ...columnEdges(facts)];
  const byKey = new Map(edges.map((each) => [`${each.level} ${each.from} ${each.to}`, each]));
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each);
}

function productEdges({ inputs, fqn }: ProductFacts): CompiledEdge[] {
  return inputs.flatMap(({ provider }) => {
    if (!provider) return [];
    const from = productOfPort(provider.ref);
    return from === fqn ? [] : [edge('product', { fqn: from, kind: 'product' }, { fqn, kind: 'product' })];
  });
}

/** What an input port reads: the provider's output port, or the source behind an ingestion (`source:dlt/salesforce`). */
function behind({ provider, port }: InputPortFacts): Node {
  if (provider) return { fqn: provider.ref, kind: 'output_port' };
  const { source } = port;
  return sourceNode(source.type === 'ingestion' ? `source:${source.config.type}/${source.config.source}` : source.ref);
}

function portEdges({ inputs, lineage }: ProductFacts): CompiledEdge[] {
  return [
    ...inputs.map((input) => edge('port', behind(input), inputNode(input))),
    ...[...lineage.origins].flatMap(([output, { inputs: from, sources }]) =>
      [...from.map(inputNode), ...sources.map(sourceNode)].map((each) => edge('port', each, outputNode(output))),
    ),
  ];
}

/** An edge straight from an input port to an output port says that no model tells what the port is made of. */
function modelEdges({ inputs, lineage, fqn }: ProductFacts): CompiledEdge[] {
  const node = (model: ModelFacts): Node => ({ fqn: modelFqn(fqn, model), kind: 'model' });
  return [
    ...inputs.map((input) => edge('model', behind(input), inputNode(input))),
    ...[...lineage.upstream].flatMap(([model, each]) =>
      [...each.models.map(node), ...each.inputs.map(inputNode), ...each.sources.map(sourceNode)].map((from) =>
        edge('model', from, node(model)),
      ),
    ),
    ...[...lineage.origins].flatMap(([output, { writers, assumed, inputs: from }]) =>
      [...writers.map(node), ...(assumed ? from.map(inputNode) : [])].map((each) =>
        edge('model', each, outputNode(output)),
      ),
    ),
  ];
}
