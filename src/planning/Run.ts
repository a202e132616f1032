import { getArgumentValues, type FieldNode, type GraphQLField } from 'graphql';
import type { Reader } from '../entities/database.js';
import { Unplanned } from './Unplanned.js';

type Values = Readonly<Record<string, unknown>>;

/** A field with its arguments, as a document asks for it. */
export interface Asked {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

/** Arguments that ask for what no longer stands. */
const PAST = ['asOf', 'version'];

/** One answering of a plan. */
export class Run {
  private readonly known = new Map<Asked, Values>();

  constructor(
    readonly db: Reader,
    private readonly variables: Values,
  ) {}

  /** The arguments of a field. Throws Unplanned where they ask for the past, GraphQLError where they are none. */
  args(asked: Asked): Values {
    const known = this.known.get(asked);
    if (known) return known;
    const values = getArgumentValues(asked.field, asked.node, this.variables);
    if (PAST.some((name) => values[name] != null)) throw new Unplanned('what stood at another time');
    this.known.set(asked, values);
    return values;
  }
}
