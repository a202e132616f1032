import type { Principal } from './access/Principal.js';
import type { Actions } from './actions/actions.js';
import { compileHere } from './actions/compiling/compileHere.js';
import { WINDOW_DAYS } from './actions/sla/judgeAll.js';
import { EVERYBODY, type Caller } from './actions/guard/Caller.js';
import type { Compiling } from './actions/kit/needs.js';
import type { Queried, Reader } from './entities/database.js';
import { standingGraph } from './entities/graph/StandingGraph.js';
import { graphAsOf } from './entities/past/pastGraph.js';
import type { Level } from './lineage/edge.js';
import type { LineageGraph } from './lineage/LineageGraph.js';
import { Sight } from './resolvers/sight/Sight.js';
import { createLoaders, type Loaders } from './resolvers/request/loaders.js';
import { TurnReader } from './entities/TurnReader.js';

/** What every resolver of one request works with. */
export interface Context {
  /** Who is asking. */
  readonly principal: Principal;
  /** Whether nobody is asked who he is, and everybody may do everything (AUTH=none). */
  readonly open: boolean;
  /** What who is asking may see of columns and documents; null where everybody may see all (READ_POLICY=open). */
  readonly sight: Sight | null;
  /** The store, read in turns with the loaders. */
  readonly db: Reader;
  /** The lineage that stands, as it is now. To be walked before anything else is awaited: it follows the store. */
  readonly lineage: () => Promise<LineageGraph>;
  /** The lineage of a level as it stood at an instant: of this request alone. */
  readonly lineageAsOf: (at: string, level: Level) => Promise<LineageGraph>;
  readonly actions: Actions;
  /** Asks the compiler, one thing of this request after another; of what is large, in another thread. */
  readonly compiling: Compiling;
  readonly loaders: Loaders;
  readonly now: () => Date;
  /** Over how many days, which roll on, it is said what was attained. */
  readonly slaWindowDays: number;
  /** Whether all that was read came of the store alone: nobody asked for the time, for who is asking, or for an action. */
  readonly lasting: boolean;
  /** Forgets what the loaders have read, and reads on where it is written: after a write, and before each event of a subscription. */
  readonly refresh: () => void;
}

interface ContextParts {
  readonly db: Queried;
  /** Makes the verbs, bound to the same store and caller. */
  readonly actionsOf: (caller: Caller) => Actions;
  readonly clock: { now(): Date };
  /** Absent: in this thread. */
  readonly compiling?: Compiling;
  /** Absent is EVERYBODY. */
  readonly caller?: Caller;
  /** Whether what is seen goes by grants; an answer is then one for those who see the same (`sightKey`). */
  readonly byGrants?: boolean;
  /** Absent is 30. */
  readonly slaWindowDays?: number;
  /** Asked before each read: it throws where nothing more is to be read. */
  readonly check?: () => void;
}

/** One after another, so that a request that asks for hundreds takes one thread, and none once it is given up. */
function inTurn(compiling: Compiling, check: () => void): Compiling {
  let last: Promise<unknown> = Promise.resolve();
  return (...asked) => {
    const next = last.then(() => {
      check();
      return compiling(...asked);
    });
    last = next.catch(() => undefined);
    return next;
  };
}

/** The context of one request: its own loaders, made when they are first used. */
export function createContext({
  db,
  actionsOf,
  clock,
  compiling = compileHere,
  caller = EVERYBODY,
  byGrants = false,
  slaWindowDays = WINDOW_DAYS,
  check,
}: ContextParts): Context {
  let from = db.fresh();
  const turns = new TurnReader(
    { dialect: db.dialect, all: (statement) => from.all(statement), one: (statement) => from.one(statement) },
    check,
  );
  let loaders: Loaders | undefined;
  let actions: Actions | undefined;
  let lasting = true;
  let graphs = new Map<string, Promise<LineageGraph>>();
  const lineageAsOf = (at: string, level: Level): Promise<LineageGraph> => {
    const key = `${level} ${at}`;
    const graph = graphs.get(key) ?? turns.during(() => graphAsOf(db, at, level, { check }));
    graphs.set(key, graph);
    return graph;
  };
  const loadersNow = (): Loaders => (loaders ??= createLoaders(turns));
  return {
    sight: byGrants ? new Sight(caller.principal, loadersNow) : null,
    get principal() {
      lasting = false;
      return caller.principal;
    },
    open: caller.open,
    slaWindowDays,
    compiling: inTurn(compiling, check ?? (() => undefined)),
    db: turns,
    lineage: () => turns.during(standingGraph(db).now),
    lineageAsOf,
    get lasting() {
      return lasting;
    },
    get actions() {
      lasting = false;
      return (actions ??= actionsOf(caller));
    },
    get loaders() {
      return loadersNow();
    },
    now: () => {
      lasting = false;
      return clock.now();
    },
    refresh: () => {
      from = db.primary;
      loaders = undefined;
      graphs = new Map();
    },
  };
}
