import { distance } from 'fastest-levenshtein';
import type { Decoded } from '../document/decode.js';
import type { DataProduct, DocumentInputPort } from '../document/product.js';
import { parseDuration } from '../duration.js';
import type { MeshFacts, ProviderPort } from '../input.js';
import type { Subject } from './subject.js';

/**
 * What became of a ref to another product's output port (docs/decisions/0002). `absent`: no such port, or a product that
 * is probably misspelt; `unpublished`: a product to come.
 */
export type Provider =
  | { readonly kind: 'found'; readonly ref: string; readonly port: ProviderPort }
  | { readonly kind: 'absent'; readonly ref: string; readonly known: boolean; readonly nearMatches: readonly string[] }
  | { readonly kind: 'unpublished'; readonly ref: string; readonly product: string };

export interface InputPortFacts extends Subject {
  readonly port: DocumentInputPort;
  readonly fqn: string;
  /** ISO 8601; null requires nothing (decision 12). */
  readonly requirement: string | null;
  /** null for ingestion. `location` of the subject is that of its ref, else of its name. */
  readonly provider: Provider | null;
}

/** The input ports of a product, each data-product ref held against the mesh. */
export function inputFacts(document: Decoded<DataProduct>, product: string, mesh: MeshFacts): InputPortFacts[] {
  return document.value.input_ports.map((port, order) => {
    const { source, freshness_requirement: required } = port;
    const at = source.type === 'data_product' ? ['source', 'ref'] : ['name'];
    return {
      ...{ name: port.name, order, port, fqn: `${product}.${port.name}` },
      location: document.locate(['input_ports', order, ...at]),
      requirement: required === undefined ? null : parseDuration(required),
      provider: source.type === 'data_product' ? providerOf(source.ref, mesh) : null,
    };
  });
}

/** A misspelling, or one name that continues the other (`revenue`, `revenue-metrics`). */
function resembles(name: string, known: string): boolean {
  const continues = (a: string, b: string): boolean => b.startsWith(`${a}-`) || b.startsWith(`${a}_`);
  const edits = Math.max(1, Math.floor(name.length / 6));
  return continues(name, known) || continues(known, name) || distance(name, known) <= edits;
}

function providerOf(ref: string, mesh: MeshFacts): Provider {
  const port = mesh.providerPorts.find(({ fqn }) => fqn === ref);
  if (port) return { kind: 'found', ref, port };
  const [domain = '', name = '', portName = ''] = ref.split('.');
  const product = `${domain}.${name}`;
  if (mesh.publishedProducts.includes(product)) {
    const ports = mesh.providerPorts.filter(({ fqn }) => fqn.startsWith(`${product}.`)).map(({ fqn }) => fqn);
    const near = ports.filter((each) => resembles(portName, each.slice(product.length + 1)));
    return { kind: 'absent', ref, known: true, nearMatches: near.length > 0 ? near : ports };
  }
  if (!mesh.domains.includes(domain)) {
    return { kind: 'absent', ref, known: false, nearMatches: mesh.domains.filter((each) => resembles(domain, each)) };
  }
  const near = mesh.publishedProducts.filter(
    (each) => each.startsWith(`${domain}.`) && resembles(name, each.slice(domain.length + 1)),
  );
  return near.length > 0
    ? { kind: 'absent', ref, known: true, nearMatches: near }
    : { kind: 'unpublished', ref, product };
}
