import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A dataset that tools spoke of and that is no table of the catalog. */
@Entity('unmatched_datasets')
export class UnmatchedDatasetRow {
  @PrimaryGeneratedColumn()
  id: number;

  /** Without what differs from producer to producer. */
  @Column('text')
  namespace: string;

  @Column('text')
  name: string;

  /** The time of the latest event that spoke of it. */
  @Column('text', { name: 'last_seen_at' })
  lastSeenAt: string;

  /** How many did, each later than those before. */
  @Column('integer')
  events: number;
}
