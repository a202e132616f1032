import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Graph } from '../../../portal/src/map/layout/graph.js';
import { generateMesh } from '../../support/generateMesh.js';

interface Document {
  readonly metadata: { readonly name: string };
  readonly domain: { readonly ref: string };
  readonly input_ports?: readonly { readonly source: { readonly type: string; readonly ref?: string } }[];
}

/** Products as boxes, their domains as lanes, an arrow for each input port that reads another product. */
function graphOf(texts: readonly string[]): Graph {
  const products = texts.map((text) => parse(text) as Document);
  const domains = products.map(({ domain }) => path.basename(domain.ref).replace(/-platform:.*/, ''));
  const lanes = [...new Set(domains)].sort();
  const boxes = new Map(products.map(({ metadata }, box) => [`${domains[box]}.${metadata.name}`, box]));
  const arrows = products.flatMap(({ input_ports: inputs = [] }, to) =>
    inputs.flatMap(({ source: { ref } }) => {
      const from = boxes.get((ref ?? '').split('.').slice(0, 2).join('.'));
      return from === undefined ? [] : [{ from, to }];
    }),
  );
  return {
    laneOf: domains.map((domain) => lanes.indexOf(domain)),
    lanes: lanes.length,
    from: arrows.map(({ from }) => from),
    to: arrows.map(({ to }) => to),
  };
}

/** A generated company, the same for the same seed. */
export const generatedGraph = (products: number, seed = 1): Graph =>
  graphOf(generateMesh({ products, seed }).products.map(({ source }) => source));

const ACME = path.resolve(import.meta.dirname, '../../../examples/acme/domains');

/** The ADR's company, without the manifests. */
export const acmeGraph = (): Graph =>
  graphOf(
    readdirSync(ACME, { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === 'data-product.yaml')
      .sort()
      .map((file) => readFileSync(path.join(ACME, file), 'utf8')),
  );

/** The same graph without its lanes. */
export const inOneLane = (graph: Graph): Graph => ({ ...graph, lanes: 1, laneOf: new Int32Array(graph.laneOf.length) });
