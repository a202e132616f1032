import type { Level, LineageEdge, Way } from './edge.js';
import type { WalkedNode } from './walkLineage.js';

/** What is followed, and how far. */
export interface GraphQuestion {
  readonly root: Omit<WalkedNode, 'depth'>;
  /** Edges from and to the root that are no edges of the graph: to the ports of a product, the columns of a port. */
  readonly own: readonly LineageEdge[];
  readonly level: Level;
  /** One or both, upstream first. */
  readonly ways: readonly Way[];
  readonly maxDepth: number | null;
}

/** Once so many nodes are found that are further off than a depth, a walk may end. */
export interface Enough {
  readonly nodes: number;
  readonly beyond: number;
  /** Of what is found then nothing is answered. */
  readonly tooMuch?: boolean;
}

/** Each way as a bit. */
export const bitOf = (way: Way): number => (way === 'downstream' ? 1 : 2);

/** Of the root's own edges, those that go this way from it. */
export const ownOf = ({ own, root }: Pick<GraphQuestion, 'own' | 'root'>, way: Way): LineageEdge[] =>
  own.filter((edge) => (way === 'downstream' ? edge.from : edge.to) === root.fqn);
