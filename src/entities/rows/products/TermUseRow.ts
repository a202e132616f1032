import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** That an output port of a standing product, or a column of one, names a term. */
@Entity('term_uses')
export class TermUseRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  term: string;

  /** `port` or `column`, as of search entries; `key` is the port's fqn. */
  @Column('text')
  kind: string;

  @Column('text')
  key: string;

  @Column('text')
  title: string;

  @Column('integer', { name: 'product_id' })
  productId: number;
}
