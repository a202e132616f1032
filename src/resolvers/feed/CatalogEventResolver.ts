import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { CatalogEvent as Event } from '../../entities/log/catalogEvents.js';
import { encodeEventCursor } from '../../schema/eventCursor.js';
import { Cursor } from '../../schema/scalars/Cursor.js';
import { Node, type Tagged } from '../../schema/types/common/Node.js';
import { CatalogEvent } from '../../schema/types/contracts/CatalogEvent.js';
import { findNode } from '../fields/findNode.js';

@Resolver(() => CatalogEvent)
export class CatalogEventResolver {
  @FieldResolver(() => Cursor, { description: 'Its place in the log: `after` of every subscription resumes there.' })
  cursor(@Root() event: Event): string {
    return encodeEventCursor(event.seq);
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'What it is about: a manifest or product in the version that was published, a product that was retired, a contract, a breach, a request for access, a run. null where who is asking may not see that request.',
  })
  subject(@Root() { subject }: Event, @Ctx() context: Context): Promise<Tagged | null> | null {
    return subject && findNode(subject, context);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Who did it, where that is known; null of breaches, and of a request for access that who is asking may not see.',
  })
  async actor(@Root() { subject, actor }: Event, @Ctx() context: Context): Promise<string | null> {
    if (actor === null || subject?.type !== 'AccessRequest') return actor;
    return (await findNode(subject, context)) && actor;
  }
}
