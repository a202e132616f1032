import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A time in which an output port is worked on, and what it promises does not count. */
@Entity('maintenances')
export class MaintenanceRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'port_id' })
  portId: number;

  /** It begins then. */
  @Column('text', { name: 'from_at' })
  from: string;

  /** It has ended then. */
  @Column('text', { name: 'to_at' })
  to: string;

  @Column('text')
  reason: string;

  /** When it was scheduled. */
  @Column('text')
  at: string;

  /** Who scheduled it; null where nobody was asked who he is. */
  @Column('text', { nullable: true })
  by: string | null;
}
