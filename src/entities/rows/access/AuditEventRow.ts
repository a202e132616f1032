import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** That somebody did something, or tried to. Written with what was done, in its transaction; never changed. */
@Entity('audit_events')
export class AuditEventRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  at: string;

  @Column('text', { nullable: true })
  actor: string | null;

  @Column('text')
  kind: 'anonymous' | 'user' | 'token';

  /** The address that the request came from. */
  @Column('text', { nullable: true })
  origin: string | null;

  /** The mutation. */
  @Column('text')
  verb: string;

  /** What it was about; null where nobody could tell. */
  @Column('text', { nullable: true })
  subject: string | null;

  /** `done`, `unchanged`, `found errors`, or the code of the error that it ended with. */
  @Column('text')
  outcome: string;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;

  /** Why it was allowed or denied; null where nobody is asked who he is. */
  @Column('text', { nullable: true })
  reason: string | null;
}
