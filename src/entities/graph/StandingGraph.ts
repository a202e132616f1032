import { setImmediate as nextTurn } from 'node:timers/promises';
import { LineageGraph } from '../../lineage/LineageGraph.js';
import type { Queried, Reader } from '../database.js';
import { oneAtATime } from '../oneAtATime.js';
import { countedSeq, edgesAfter, edgesChangedSince, type StoredEdge } from './standingEdges.js';

/** What a graph asks of a store. */
export type Followed = Pick<Queried, 'position' | 'steady'>;

/** Edges of one statement while the graph is built, and events of one while it is followed: the event loop goes on between. */
const EDGES = 5_000;
const EVENTS = 500;

/** A graph, and the place in the log up to which it knows all. */
interface Standing {
  readonly graph: LineageGraph;
  readonly seq: number;
  /** The greatest id of an edge that was read. */
  readonly highest: number;
  /** Names it was built with. */
  readonly names: number;
}

/** Reads all edges, so many by one statement. */
async function build(db: Reader, limit: number): Promise<Standing> {
  const seq = await countedSeq(db);
  const { add, build: built } = LineageGraph.builder();
  let highest = 0;
  for (let more = true; more;) {
    const edges = await edgesAfter(db, highest, limit);
    add(edges);
    highest = edges.at(-1)?.id ?? highest;
    more = edges.length === limit;
    await nextTurn();
  }
  const graph = built();
  return { graph, seq, highest, names: graph.names.count };
}

/**
 * Brings a graph up to the end of the log: the edges of every product that was published or retired since are read anew.
 * Products that change meanwhile are in what is left of the log, so after the last step all is as it was at one moment,
 * also what was read in many steps while a graph was built. Only then the graph changes, at once, for others may be about
 * to walk it. Null on doubt: the log is another, or has lost events; there are edges that no event told of; half the
 * names are of edges that are gone.
 */
async function follow(db: Reader, known: Standing): Promise<Standing | null> {
  const read = new Map<number, StoredEdge[]>();
  let { seq, highest } = known;
  for (let more = true; more;) {
    const changed = await edgesChangedSince(db, seq, EVENTS);
    const whole = Math.min(changed.last - seq, EVENTS);
    if (changed.events !== whole || changed.upTo !== (whole > 0 ? seq + whole : null)) return null;
    for (const owner of changed.owners) read.set(owner, []);
    for (const edge of changed.edges) {
      read.get(edge.owner)?.push(edge);
      highest = Math.max(highest, edge.id);
    }
    seq += whole;
    more = seq !== changed.last;
    if (!more && (changed.highest ?? 0) > highest) return null;
  }
  if (known.graph.names.count > 2 * known.names + 10_000) return null;
  known.graph.replace([...read.keys()], [...read.values()].flat());
  return { graph: known.graph, seq, highest, names: known.names };
}

/** How often a graph is built in steps before it is read at once. */
const BUILDS = 3;

/**
 * Builds a graph and follows what was written meanwhile. Where that leaves a doubt again and again, because the log is no
 * longer whole, every edge is read by one statement: of one moment, and heavier for the store.
 */
async function exact(db: Reader): Promise<Standing> {
  for (let built = 0; built < BUILDS; built += 1) {
    const standing = await follow(db, await build(db, EDGES));
    if (standing) return standing;
  }
  return build(db, Number.MAX_SAFE_INTEGER);
}

/**
 * The lineage that stands, in memory: built when it is first asked for, then followed by the log. What it gives is exact
 * at a moment after it was asked.
 */
export class StandingGraph {
  private standing: Standing | null = null;
  /** Where the store stood when the graph was exact; null where somebody wrote meanwhile. */
  private position: string | null = null;
  /** The graph whose names are being put in order. */
  private learning: LineageGraph | null = null;

  constructor(private readonly db: Followed) {}

  readonly now: () => Promise<LineageGraph> = oneAtATime(() => this.look());

  private async look(): Promise<LineageGraph> {
    const position = await this.db.position();
    if (this.standing && this.position === position) return this.standing.graph;
    const known = this.standing;
    // What fails half way leaves nothing behind that could be taken for the graph.
    this.standing = null;
    const standing = await this.db.steady(async (db) => (known && (await follow(db, known))) ?? (await exact(db)));
    this.position = (await this.db.position()) === position ? position : null;
    this.standing = standing;
    if (standing.graph.names.order.isOld && this.learning !== standing.graph) void this.learn(standing.graph);
    return standing.graph;
  }

  /** Learns the order of the names beside what else goes on; until then they are sorted by their texts. */
  private async learn(graph: LineageGraph): Promise<void> {
    this.learning = graph;
    for (const _ of graph.names.order.learn()) await nextTurn();
    this.learning = null;
  }
}

const graphs = new WeakMap<Followed, StandingGraph>();

/** The one graph of a store. */
export function standingGraph(db: Followed): StandingGraph {
  const known = graphs.get(db) ?? new StandingGraph(db);
  graphs.set(db, known);
  return known;
}
