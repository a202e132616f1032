import type { CompiledEdge } from '../../artifact.js';
import type { MadeFrom } from '../../mesh.js';

type Edge = Pick<CompiledEdge, 'from' | 'fromKind' | 'to' | 'toKind'>;

/**
 * What each output port is made from, read off edges of the port level. `straight` are the edges of the model level that
 * lead from an input port straight to an output port: no model tells what such a port is made of.
 */
export function madeFrom(edges: readonly Edge[], straight: readonly Edge[]): ReadonlyMap<string, readonly MadeFrom[]> {
  const key = ({ from, to }: Edge): string => `${from} ${to}`;
  const assumed = new Set(straight.map(key));
  const providers = new Map<string, string>();
  for (const { from, fromKind, to } of edges) if (fromKind === 'output_port') providers.set(to, from);
  const made = new Map<string, MadeFrom[]>();
  for (const edge of edges) {
    const providerPort = edge.toKind === 'output_port' ? providers.get(edge.from) : undefined;
    if (providerPort === undefined) continue;
    const known = made.get(edge.to) ?? [];
    known.push({ inputPort: edge.from, providerPort, assumed: assumed.has(key(edge)) });
    made.set(edge.to, known);
  }
  return made;
}
