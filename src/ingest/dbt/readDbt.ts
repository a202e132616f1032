import type { SeenEdge, Sighting } from '../told.js';
import { artifactIn, type DbtArtifacts } from './artifacts.js';
import { dbtNodes, type DbtNode } from './nodes.js';
import { runSightings, sourceSightings, strangers } from './results.js';

/** What the artifacts of one run of dbt tell. */
export interface DbtTold {
  /** The tables that dbt makes and reads, by id. */
  readonly nodes: ReadonlyMap<string, DbtNode>;
  readonly sightings: readonly Sighting[];
  /** Tables of the run that the manifest does not know. */
  readonly strangers: readonly string[];
}

/**
 * Reads the artifacts of dbt 1.0 to Fusion. Throws Unreadable, its place the artifact, where one is not what dbt writes.
 */
export function readDbt(artifacts: DbtArtifacts): DbtTold {
  const manifest = artifactIn(artifacts, 'manifest') ?? {};
  const catalog = artifactIn(artifacts, 'catalog');
  const run = artifactIn(artifacts, 'runResults');
  const sources = artifactIn(artifacts, 'sources');
  const nodes = dbtNodes(manifest);
  return {
    nodes: nodes.nodes,
    sightings: [...(run ? runSightings(run, nodes, catalog) : []), ...(sources ? sourceSightings(sources) : [])],
    strangers: run ? strangers(run, nodes) : [],
  };
}

/** The edges between tables that stand for ports, whatever lies between them: each from the nearest port upstream. */
export function edgesAmong(nodes: DbtTold['nodes'], isPort: (id: string) => boolean): SeenEdge[] {
  const above = (id: string): string[] => {
    const found = new Set<string>();
    const seen = new Set<string>();
    const open = [...(nodes.get(id)?.from ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (isPort(next)) found.add(next);
      else open.push(...(nodes.get(next)?.from ?? []));
    }
    return [...found];
  };
  const ports = [...nodes.keys()].filter(isPort);
  return ports.flatMap((to) => above(to).map((from) => ({ from, to })));
}
