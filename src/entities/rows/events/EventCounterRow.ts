import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that numbers events; its lock serialises publications. */
@Entity('event_counter')
export class EventCounterRow {
  @PrimaryColumn('integer')
  id: number;

  @Column('integer', { name: 'last_seq' })
  lastSeq: number;

  /** Up to which number the log is no longer whole; 0: it is. */
  @Column('integer', { name: 'forgotten_seq' })
  forgottenSeq: number;
}
