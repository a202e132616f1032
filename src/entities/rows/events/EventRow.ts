import { Column, Entity, PrimaryColumn } from 'typeorm';

export type EventKind =
  | 'manifest_published'
  | 'product_published'
  | 'product_retired'
  | 'contract_change'
  | 'sla_breach_opened'
  | 'sla_breach_resolved'
  | 'access_requested'
  | 'access_decided'
  | 'run_ended';

/** One entry of the event log; numbers follow the order of commits (docs/store.md). */
@Entity('events')
export class EventRow {
  @PrimaryColumn('integer')
  seq: number;

  @Column('text')
  kind: EventKind;

  @Column('text')
  at: string;

  @Column('text', { nullable: true })
  domain: string | null;

  @Column('integer', { name: 'subject_id' })
  subjectId: number;
}
