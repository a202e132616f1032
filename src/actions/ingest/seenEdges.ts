import type { Transaction } from '../../entities/database.js';
import { portColumns, readingPorts, type TablePort } from '../../entities/datasets/reads.js';
import { addObservedEdges, type ObservedEdge } from '../../entities/datasets/writes.js';
import type { SeenEdge } from '../../ingest/told.js';

/** An edge between datasets that stand for ports. */
export interface PortEdge {
  readonly from: TablePort;
  readonly to: TablePort;
  readonly columns?: SeenEdge['columns'];
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
const pairOf = (portId: number, productId: number): string => `${portId}/${productId}`;

/** The column that a port states, whatever the case in which a tool writes it. */
type Columns = (port: TablePort, name: string) => string | undefined;

async function columnsOf(tx: Transaction, edges: readonly PortEdge[]): Promise<Columns> {
  const ports = edges.flatMap(({ from, to, columns }) => (columns ? [from.id, to.id] : []));
  const stated = new Map(
    (await portColumns(tx, unique(ports))).map(({ id, columns }) => [
      id,
      new Map(columns.map((name) => [name.toLowerCase(), name])),
    ]),
  );
  return ({ id }, name) => stated.get(id)?.get(name.toLowerCase());
}

/**
 * An edge as the lineage has it: into the port from the input port by which its product reads the other one. Where it has
 * none, nobody stated that it reads it: then from the other port itself, and between the products.
 */
function stored({ from, to, columns }: PortEdge, input: string | undefined, column: Columns): ObservedEdge[] {
  const { productId } = to;
  const source = input ?? from.fqn;
  if (columns) {
    const [left, right] = [column(from, columns.from), column(to, columns.to)];
    if (left === undefined || right === undefined) return [];
    const ends = { from: `${source}/${left}`, fromKind: 'column', to: `${to.fqn}/${right}`, toKind: 'column' } as const;
    return [{ level: 'column', ...ends, how: columns.how, productId }];
  }
  const fromKind = input === undefined ? 'output_port' : 'input_port';
  const edge: ObservedEdge = { level: 'port', from: source, fromKind, to: to.fqn, toKind: 'output_port', productId };
  if (input !== undefined || from.productId === productId) return [edge];
  const products = { from: from.product, fromKind: 'product', to: to.product, toKind: 'product' } as const;
  return [edge, { level: 'product', ...products, productId }];
}

const keyOf = ({ level, from, to }: ObservedEdge): string => `${level} ${from} ${to}`;

/**
 * Adds to the lineage what tools saw and no document states. Returns how many edges were added. Three statements, however
 * many there are.
 */
export async function addSeenEdges(tx: Transaction, edges: readonly PortEdge[], source: string): Promise<number> {
  const between = edges.filter(({ from, to }) => from.id !== to.id);
  if (between.length === 0) return 0;
  const reading = await readingPorts(
    tx,
    unique(between.map(({ from }) => from.id)),
    unique(between.map(({ to }) => to.productId)),
  );
  const inputs = new Map(reading.map(({ portId, productId, fqn }) => [pairOf(portId, productId), fqn]));
  const column = await columnsOf(tx, between);
  const rows = between.flatMap((edge) => stored(edge, inputs.get(pairOf(edge.from.id, edge.to.productId)), column));
  return addObservedEdges(tx, [...new Map(rows.map((row) => [keyOf(row), row])).values()], source);
}
