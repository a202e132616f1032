import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type RunStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** A run of a product, as it was told last. One that has ended stays as it ended. */
@Entity('runs')
export class RunRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'product_id' })
  productId: number;

  /** The id that whoever runs it gave it, unique among the runs of the product. */
  @Column('text')
  key: string;

  @Column('text')
  status: RunStatus;

  /** The earliest instant that was told of it. */
  @Column('text', { name: 'started_at' })
  startedAt: string;

  @Column('text', { name: 'ended_at', nullable: true })
  endedAt: string | null;

  /** Who told that it ended; null: nobody is asked who he is. */
  @Column('text', { name: 'ended_by', nullable: true })
  endedBy: string | null;

  @Column('text', { nullable: true })
  message: string | null;

  @Column('text', { name: 'external_url', nullable: true })
  externalUrl: string | null;
}
