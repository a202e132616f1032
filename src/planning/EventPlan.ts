import { getNamedType, type FieldNode, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql';
import { FOLLOWED_ROWS, ROW_TYPES } from '../resolvers/readings/readings.js';
import { RowsRead, type Row } from './RowsRead.js';
import type { Run } from './Run.js';
import type { Selections } from './selections.js';
import { Unplanned } from './Unplanned.js';
import { Views, type View } from './views.js';

/**
 * How events of a subscription are told whose rows are there: what they lead to is read for all of them at once, level by
 * level. Of each it gives what its execution gives, or nothing of any.
 */
export class EventPlan {
  private readonly read: RowsRead;
  private readonly name: string;
  private readonly view: View;

  /** Throws Unplanned where the subscription asks for what no plan knows. */
  constructor(selections: Selections, operation: OperationDefinitionNode) {
    const subscription = selections.schema.getSubscriptionType() as GraphQLObjectType;
    const [[name, nodes] = ['', []], ...others] = selections.of(subscription, [operation.selectionSet]);
    const asked = nodes[0]?.name.value ?? '';
    const field = subscription.getFields()[asked];
    const rows = field && FOLLOWED_ROWS.has(asked) && ROW_TYPES.get(getNamedType(field.type).name);
    if (!rows || others.length > 0) throw new Unplanned(`Subscription.${asked}`);
    this.name = name;
    this.read = new RowsRead(rows.row);
    this.view = new Views(selections).of(field.type, nodes as readonly FieldNode[], this.read);
    this.read.settle(true);
  }

  /** The data of each event. Throws Unplanned, CatalogError or GraphQLError where each is to be executed. */
  async answer(events: readonly object[], run: Run): Promise<object[]> {
    // Others who follow have the same rows; what they lead to is written into them.
    const rows = events.map((event) => Object.assign<Row, object>({}, event));
    await this.read.below(rows, run);
    return rows.map((row) => ({ [this.name]: this.view(row, run) }));
  }
}
