import { median } from '../measure.js';
import { figure } from '../measured.js';
import { Connection, cpuOf, type Peer } from './peers.js';
import type { Question } from './questions.js';

const ROUNDS = 5;
const SECONDS = 2;
export const AT_ONCE = 8;
const WARM = 200;

/** What one server showed in one round. */
export interface Round {
  readonly perSecond: number;
  /** CPU of the server for one answer, in milliseconds. */
  readonly cpuMs: number;
}

/** Runs the work on connections of its own: a server gives up those that nobody asks on for a while. */
async function connected<T>(peer: Peer, work: (connections: readonly Connection[]) => Promise<T>): Promise<T> {
  const connections = Array.from({ length: AT_ONCE }, () => new Connection(peer));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

const warmUp = (peer: Peer, next: () => Question): Promise<void> =>
  connected(peer, async (connections) => {
    for (let warm = 0; warm < WARM; warm += 1) await connections[warm % AT_ONCE]?.ask(next());
  });

const roundOf = (peer: Peer, next: () => Question): Promise<Round> =>
  connected(peer, async (connections) => {
    const [begun, cpu] = [performance.now(), cpuOf(peer)];
    let answers = 0;
    const worker = async (connection: Connection): Promise<void> => {
      while (performance.now() - begun < SECONDS * 1000) {
        await connection.ask(next());
        answers += 1;
      }
    };
    await Promise.all(connections.map(worker));
    const seconds = (performance.now() - begun) / 1000;
    return { perSecond: answers / seconds, cpuMs: cpu === null ? NaN : (((cpuOf(peer) ?? 0) - cpu) * 1000) / answers };
  });

/** The rounds of every peer, by its name. */
export type Rounds = ReadonlyMap<string, readonly Round[]>;

const of = (rounds: Rounds, name: string): readonly Round[] => {
  const found = rounds.get(name);
  if (!found) throw new Error(`no server of the bench is named "${name}"`);
  return found;
};

/** The median of the rounds' ratios: how many times as many answers a second one server gave as the other in the same round. */
export function ratioOf(rounds: Rounds, name: string, to: string): number {
  const others = of(rounds, to);
  return median(of(rounds, name).map(({ perSecond }, at) => perSecond / (others[at]?.perSecond ?? NaN)));
}

/** Every peer in turn, for some rounds; prints medians, and ratios of each round to the first peer's. */
export async function compare(title: string, peers: readonly Peer[], next: () => Question): Promise<Rounds> {
  for (const peer of peers) await warmUp(peer, next);
  const rounds = new Map(peers.map(({ name }): [string, Round[]] => [name, []]));
  for (let nth = 0; nth < ROUNDS; nth += 1)
    for (const peer of peers) rounds.get(peer.name)?.push(await roundOf(peer, next));
  const [first = { name: '' }] = peers;
  console.log(`\n### ${title}\n\n| server | answers/s | CPU ms an answer | of ${first.name} |\n|---|--:|--:|--:|`);
  for (const [name, shown] of rounds) {
    const [perSecond, cpu] = [median(shown.map((each) => each.perSecond)), median(shown.map((each) => each.cpuMs))];
    console.log(
      `| ${name} | ${figure(perSecond)} | ${figure(cpu)} | ${ratioOf(rounds, name, first.name).toFixed(3)} |`,
    );
  }
  return rounds;
}
