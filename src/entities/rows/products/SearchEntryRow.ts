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

  /** The domain that it is of; null where it is the enterprise's. */
  @Column('text', { nullable: true })
  domain: string | null;

  /** The team of its product, its email where there is no team; null where it is of no product. */
  @Column('text', { nullable: true })
  owner: string | null;

  /** Of a column. */
  @Column('text', { nullable: true })
  classification: string | null;
}
