import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An id that monitoring gave an observation: it counts once. */
@Entity('observation_ids')
export class ObservationIdRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text', { name: 'key' })
  key: string;

  /** Of what it says, so that the same id with another content is known. */
  @Column('text')
  digest: string;

  /** When it was observed. */
  @Column('text')
  at: string;
}
