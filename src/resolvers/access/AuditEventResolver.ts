import { FieldResolver, Resolver, Root } from 'type-graphql';
import { encodeCursor } from '../../entities/cursor.js';
import type { AuditEventRow } from '../../entities/rows/access/AuditEventRow.js';
import { Cursor } from '../../schema/scalars/Cursor.js';
import { AuditEvent } from '../../schema/types/access/AuditEvent.js';

@Resolver(() => AuditEvent)
export class AuditEventResolver {
  @FieldResolver(() => Cursor, { description: 'Its place in `auditEvents`.' })
  cursor(@Root() event: AuditEventRow): string {
    return encodeCursor([event.id]);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The address that the request came from.' })
  from(@Root() event: AuditEventRow): string | null {
    return event.origin;
  }
}
