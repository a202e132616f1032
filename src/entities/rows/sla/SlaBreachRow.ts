import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SlaObjective } from './slaObjective.js';

/** A time in which an objective of a port was missed. */
@Entity('sla_breaches')
export class SlaBreachRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'port_id' })
  portId: number;

  @Column('text')
  objective: SlaObjective;

  @Column('text')
  metric: string;

  @Column('text')
  target: string;

  @Column('text')
  observed: string;

  @Column('text', { name: 'opened_at' })
  openedAt: string;

  @Column('text', { name: 'resolved_at', nullable: true })
  resolvedAt: string | null;

  @Column('integer', { name: 'opened_seq', nullable: true })
  openedSeq: number | null;

  @Column('integer', { name: 'resolved_seq', nullable: true })
  resolvedSeq: number | null;

  /** When somebody said that he knows of it; null where nobody has. */
  @Column('text', { name: 'acknowledged_at', nullable: true })
  acknowledgedAt: string | null;

  @Column('text', { name: 'acknowledged_by', nullable: true })
  acknowledgedBy: string | null;

  @Column('text', { name: 'acknowledgement_note', nullable: true })
  acknowledgementNote: string | null;
}
