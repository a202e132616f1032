import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that numbers events; its lock serialises publications. */
@Entity('event_counter')
export class EventCounterRow {
  @PrimaryColumn('integer')
  id: number;

  @Column('integer', { name: 'last_seq' })
  lastSeq: number;
}
