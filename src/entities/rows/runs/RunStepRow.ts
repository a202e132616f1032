import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { RunStatus } from './RunRow.js';

/** A step of a run, as what was told last by its own time says. */
@Entity('run_steps')
export class RunStepRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'run_id' })
  runId: number;

  /** Unique among the steps of the run. */
  @Column('text')
  name: string;

  @Column('text')
  status: RunStatus;

  /** When what the row says was so. */
  @Column('text')
  at: string;

  /** The earliest instant at which it was more than queued. */
  @Column('text', { name: 'started_at', nullable: true })
  startedAt: string | null;

  @Column('text', { name: 'ended_at', nullable: true })
  endedAt: string | null;

  @Column('text', { nullable: true })
  message: string | null;
}
