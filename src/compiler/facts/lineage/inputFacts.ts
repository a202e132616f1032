import { distance } from 'fastest-levenshtein';
import type { DocumentInputPort } from '../../document/product.js';
import type { ReadInputPort } from '../../document/readableInputs.js';
import { parseDuration } from '../../values/duration.js';
import type { MeshFacts } from '../../input.js';
import type { Subject } from '../subjects/subject.js';
import type { ProviderPort } from '../../mesh.js';
import type { ColumnsOrigin } from '../../artifact.js';

/** A column that a model reads beyond doubt. */
export interface ReadColumn {
  readonly column: string;
  readonly model: string;
}

/** Which columns of a provider's port a product uses (docs/usage.md). */
export interface InputUsage {
  readonly columns: readonly string[];
  readonly origin: ColumnsOrigin;
}

/** What the SQL of the models says of the columns of an input port. */
export interface InputColumns {
  /** null where it cannot be told: all of them. */
  readonly usage: InputUsage | null;
  /** Those that are read and not declared, where columns are declared. */
  readonly undeclared: readonly ReadColumn[];
  /** Those that are read, and that the port does not have. */
  readonly unoffered: readonly ReadColumn[];
  /** Those that are declared, and that the port does not have. */
  readonly misnamed: readonly string[];
}

/** Of an input port whose columns nobody reads, or of which it cannot be told. */
export const NOTHING_KNOWN: InputColumns = { usage: null, undeclared: [], unoffered: [], misnamed: [] };

/**
 * What became of a ref to another product's output port (docs/decisions/0002). `absent`: no such port, or a product that
 * is probably misspelt; `unpublished`: a product to come; `own`: a port of the product itself.
 */
export type Provider =
  | { readonly kind: 'found'; readonly ref: string; readonly port: ProviderPort }
  | { readonly kind: 'absent'; readonly ref: string; readonly known: boolean; readonly nearMatches: readonly string[] }
  | { readonly kind: 'unpublished'; readonly ref: string; readonly product: string }
  | { readonly kind: 'own'; readonly ref: string };

export interface InputPortFacts extends Subject, InputColumns {
  readonly port: DocumentInputPort;
  readonly fqn: string;
  /** ISO 8601; null requires nothing (decision 12). */
  readonly requirement: string | null;
  /** null for ingestion. `location` of the subject is that of its ref, else of its name. */
  readonly provider: Provider | null;
}

/**
 * The input ports of a product, each data-product ref held against the mesh. Where the manifest says what an unpublished
 * provider is (`configured`), every one of them is that; else a name that resembles a published one is a misspelling.
 */
export function inputFacts(
  ports: readonly ReadInputPort[],
  product: string,
  mesh: MeshFacts,
  configured: boolean,
): InputPortFacts[] {
  return ports.map(({ port, order, location }) => {
    const { source, freshness_requirement: required } = port;
    return {
      name: port.name,
      order,
      port,
      fqn: `${product}.${port.name}`,
      location,
      requirement: required === undefined ? null : parseDuration(required),
      ...NOTHING_KNOWN,
      provider: source.type === 'data_product' ? providerOf(source.ref, product, mesh, configured) : null,
    };
  });
}

/** A misspelling, or one name that continues the other (`revenue`, `revenue-metrics`). */
function resembles(name: string, known: string): boolean {
  const continues = (a: string, b: string): boolean => b.startsWith(`${a}-`) || b.startsWith(`${a}_`);
  const edits = Math.max(1, Math.floor(name.length / 6));
  return continues(name, known) || continues(known, name) || distance(name, known) <= edits;
}

/** Names that differ in their numbers (`orders-1`, `orders-2`) are different products, not misspellings. */
function isMisspelling(name: string, known: string): boolean {
  const numbers = (text: string): string => (text.match(/\d+/g) ?? []).join();
  return numbers(name) === numbers(known) && resembles(name, known);
}

function providerOf(ref: string, consumer: string, mesh: MeshFacts, configured: boolean): Provider {
  if (ref.startsWith(`${consumer}.`)) return { kind: 'own', ref };
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
    (each) => each.startsWith(`${domain}.`) && isMisspelling(name, each.slice(domain.length + 1)),
  );
  return near.length > 0 && !configured
    ? { kind: 'absent', ref, known: true, nearMatches: near }
    : { kind: 'unpublished', ref, product };
}
