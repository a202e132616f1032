import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SlaObjective } from './slaObjective.js';

/** What monitoring saw of an output port. */
@Entity('observations')
export class ObservationRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'port_id' })
  portId: number;

  @Column('text')
  objective: SlaObjective;

  @Column('text')
  metric: string;

  @Column('text')
  at: string;

  @Column('text', { name: 'data_at', nullable: true })
  dataAt: string | null;

  @Column('integer', { nullable: true })
  up: number | null;

  @Column('double precision', { nullable: true })
  value: number | null;

  /** The id that monitoring gave it; null where it gave none. */
  @Column('text', { name: 'key', nullable: true })
  key: string | null;

  /** What told of it; null for whoever records it himself. */
  @Column('text', { nullable: true })
  source: string | null;
}
