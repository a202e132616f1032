import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One thing that search finds; `text` is in lower case. */
@Entity('search_entries')
export class SearchEntryRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  kind: string;

  @Column('text')
  key: string;

  @Column('text')
  title: string;

  @Column('text')
  text: string;

  @Column('integer', { name: 'product_id', nullable: true })
  productId: number | null;
}
