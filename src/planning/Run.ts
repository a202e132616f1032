import { getArgumentValues, Kind, visit, type FieldNode, type GraphQLField } from 'graphql';
import type { Reader } from '../entities/database.js';
import type { StandingGraph } from '../entities/graph/StandingGraph.js';
import { CheckedReader, type Check } from './CheckedReader.js';
import { Unplanned } from './Unplanned.js';

type Values = Readonly<Record<string, unknown>>;

/** Arguments that ask for what no longer stands. */
const PAST = ['asOf', 'version'];

/** A field with its arguments, as a document asks for it. */
export class Asked {
  /** The arguments, where they are the same whatever the variables. */
  private same: Values | undefined;
  private readonly varies: boolean;

  constructor(
    readonly field: GraphQLField<unknown, unknown>,
    readonly node: FieldNode,
  ) {
    this.varies = hasVariable(node);
  }

  /** The arguments. Throws Unplanned where they ask for the past, GraphQLError where they are none. */
  args(variables: Values): Values {
    if (this.same) return this.same;
    const values = getArgumentValues(this.field, this.node, variables);
    if (PAST.some((name) => values[name] != null)) throw new Unplanned('what stood at another time');
    if (!this.varies) this.same = values;
    return values;
  }
}

function hasVariable({ arguments: given = [] }: FieldNode): boolean {
  let has = false;
  for (const each of given) visit(each, { [Kind.VARIABLE]: () => void (has = true) });
  return has;
}

/** What plans read: the store, and the lineage that stands. */
export interface Readable {
  readonly db: Reader;
  /** Whether more is to be read; it always is where nothing is said. */
  readonly check?: Check;
  readonly lineage: StandingGraph['now'];
}

/** One answering of a plan. */
export class Run {
  readonly db: Reader;
  private readonly known = new Map<Asked, Values>();

  constructor(
    readonly from: Readable,
    readonly variables: Values,
  ) {
    this.db = from.check ? new CheckedReader(from.db, from.check) : from.db;
  }

  /**
   * Runs that are read alike as one. It goes on as long as one of them does, and reads what the last of them would: what
   * was written before that came, and so before all.
   */
  static ofAll(runs: readonly Run[]): Run {
    const last = runs.at(-1) as Run;
    if (runs.length === 1) return last;
    return new Run({ ...last.from, check: () => checkAny(runs) }, last.variables);
  }

  /** The arguments of a field. Throws Unplanned where they ask for the past, GraphQLError where they are none. */
  args(asked: Asked): Values {
    const known = this.known.get(asked);
    if (known) return known;
    const values = asked.args(this.variables);
    this.known.set(asked, values);
    return values;
  }
}

/** Throws where each of them is to read nothing more. */
function checkAny(runs: readonly Run[]): void {
  const failures: unknown[] = [];
  for (const { from } of runs) {
    try {
      from.check?.();
      return;
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}
