import { tablePortsOf, type TablePort } from '../../entities/datasets/reads.js';
import type { Transaction } from '../../entities/database.js';
import { lockEventLog } from '../../entities/writes/events.js';
import type { UserError } from '../../errors.js';
import { standingProducts } from '../../entities/access/ownership.js';
import { tableParts } from '../../ingest/datasets/datasetNames.js';
import { byLeaf, matchTables } from '../../ingest/datasets/matchTables.js';
import type { DbtArtifacts } from '../../ingest/dbt/artifacts.js';
import type { DbtNode } from '../../ingest/dbt/nodes.js';
import { edgesAmong, readDbt, type DbtTold } from '../../ingest/dbt/readDbt.js';
import { Unreadable, type ToldDataset } from '../../ingest/told.js';
import { noProduct } from '../kit/noSuch.js';
import type { Toolkit } from '../kit/toolkit.js';
import { datasetPorts } from './datasetPorts.js';
import { keepIncoming } from './keepIncoming.js';

export interface DbtRequest extends DbtArtifacts {
  /** fqn of the product whose dbt project it is. */
  readonly product: string;
}

export interface Ingested {
  /** How many observations are new. */
  readonly observations: number;
  /** How many edges of the lineage are new. */
  readonly edges: number;
  /** How many things were told of that stand for something in the catalog. */
  readonly matched: number;
  /** What was told of and stands for nothing in the catalog. */
  readonly unmatched: readonly string[];
  readonly userErrors: readonly UserError[];
}

const refused = (...userErrors: UserError[]): Ingested => ({
  observations: 0,
  edges: 0,
  matched: 0,
  unmatched: [],
  userErrors,
});

const NAMESPACE = 'dbt';
const datasetOf = ({ id, relation }: DbtNode): ToldDataset => ({
  key: id,
  namespace: NAMESPACE,
  name: relation,
  also: [],
});

/** The port of the product that a table of its dbt project is: the one it names, of its relation, or of its name alone. */
function ownPorts(nodes: readonly DbtNode[], ports: readonly TablePort[]): Map<string, TablePort[]> {
  const tables = byLeaf(ports);
  const portOf = (node: DbtNode): TablePort[] => {
    const stated = ports.filter(
      ({ fqn, product }) => node.port !== null && (fqn === node.port || fqn === `${product}.${node.port}`),
    );
    if (stated.length > 0) return stated;
    const placed = matchTables(tableParts({ namespace: NAMESPACE, name: node.relation }), tables);
    if (placed.length > 0) return placed;
    const named = tables.get(node.table.toLowerCase()) ?? [];
    return named.length === 1 ? named.map(({ known }) => known) : [];
  };
  return new Map(nodes.filter(({ isSource }) => !isSource).map((node) => [node.id, portOf(node)]));
}

/** Sources of which whoever acts may not say anything are another's to tell of. */
async function deniedSources(
  kit: Toolkit,
  tx: Transaction,
  sources: ReadonlyMap<string, readonly TablePort[]>,
): Promise<ReadonlySet<string>> {
  const fqns = [...sources.values()].flat().map(({ fqn }) => fqn);
  const denied = (await kit.denials?.(tx, [...new Set(fqns)])) ?? new Map<string, string>();
  return new Set([...sources].filter(([, ports]) => ports.some(({ fqn }) => denied.has(fqn))).map(([id]) => id));
}

async function keep(kit: Toolkit, tx: Transaction, { product }: DbtRequest, told: DbtTold): Promise<Ingested> {
  if ((await standingProducts(tx, [product])).length === 0)
    return refused({ ...(await noProduct(tx, product)), path: ['input', 'product'] });
  const nodes = [...told.nodes.values()];
  const own = ownPorts(nodes, await tablePortsOf(tx, product));
  const standing = await datasetPorts(tx, nodes.map(datasetOf));
  const sources = new Map(
    nodes.flatMap(({ id, isSource }): [string, readonly TablePort[]][] => {
      const ports = standing.get(id)?.ports ?? [];
      return isSource && ports.length > 0 ? [[id, ports]] : [];
    }),
  );
  const portsOf = (id: string): readonly TablePort[] => own.get(id) ?? sources.get(id) ?? [];
  const denied = await deniedSources(kit, tx, sources);
  const sightings = told.sightings.filter(({ dataset }) => !denied.has(dataset));
  const edges = edgesAmong(told.nodes, (id) => portsOf(id).length > 0);
  const { outcomes, edges: added } = await keepIncoming(kit, tx, [{ sightings, edges, portsOf }], 'dbt');
  const [outcome] = outcomes;
  if (outcome && 'refused' in outcome)
    return refused({ code: outcome.code, path: ['input', 'runResults'], message: outcome.refused });
  const datasets = [...new Set(told.sightings.map(({ dataset }) => dataset))];
  const nowhere = datasets.filter((id) => portsOf(id).length === 0 && !standing.get(id)?.isKnown);
  return {
    observations: outcome?.observations ?? 0,
    edges: added,
    matched: datasets.length - nowhere.length,
    unmatched: [...new Set([...nowhere, ...told.strangers])].sort(),
    userErrors: [],
  };
}

/**
 * Takes what a run of dbt tells of a product: freshness and availability of its ports by the models that were run, quality
 * by the tests, freshness of sources that are ports. The same artifacts again change nothing. All of it or nothing: an
 * artifact that is not what dbt writes is a userError with its place.
 */
export async function ingestDbt(kit: Toolkit, request: DbtRequest): Promise<Ingested> {
  let told: DbtTold;
  try {
    told = readDbt(request);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return refused({ code: 'BAD_USER_INPUT', path: ['input', error.place], message: error.message });
  }
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    return keep(kit, tx, request, told);
  });
}
