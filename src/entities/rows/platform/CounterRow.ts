import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many entries a list has, whole (facet '') or of one value of a facet. Kept by triggers (migrations/0011-counters.ts). */
@Entity('counters')
export class CounterRow {
  /** The table that the list is of. */
  @PrimaryColumn('text')
  list: string;

  @PrimaryColumn('text')
  facet: string;

  @PrimaryColumn('text')
  value: string;

  @Column('integer')
  count: number;
}
