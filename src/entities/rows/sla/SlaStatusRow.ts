import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SlaObjective } from './slaObjective.js';

/** What the last observation says of one objective of a port. */
@Entity('sla_statuses')
export class SlaStatusRow {
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

  @Column('text', { nullable: true })
  observed: string | null;

  @Column('text')
  state: 'met' | 'breached' | 'unknown';

  @Column('text', { name: 'observed_at', nullable: true })
  observedAt: string | null;

  @Column('text', { name: 'due_at', nullable: true })
  dueAt: string | null;

  /** When the clock judges it where nobody observes it before; empty: at once; null: never. */
  @Column('text', { name: 'judge_at', nullable: true })
  judgeAt: string | null;

  @Column('integer', { name: 'breach_id', nullable: true })
  breachId: number | null;

  /** AVAILABILITY: since when the two numbers count, ISO 8601 UTC, up to `observedAt`; null: they are to be counted anew. */
  @Column('text', { name: 'window_since', nullable: true })
  windowSince: string | null;

  /** AVAILABILITY: the probes of that time outside of maintenance, and those of them that were up. */
  @Column('integer', { name: 'window_probes', nullable: true })
  windowProbes: number | null;

  @Column('integer', { name: 'window_up', nullable: true })
  windowUp: number | null;
}
