import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The output port that a dataset stands for, where its name does not say it. */
@Entity('dataset_aliases')
export class DatasetAliasRow {
  @PrimaryGeneratedColumn()
  id: number;

  /** Without what differs from producer to producer; together with `name` it is there once. */
  @Column('text')
  namespace: string;

  @Column('text')
  name: string;

  @Column('integer', { name: 'port_id' })
  portId: number;

  /** Who said so; null where nobody is known. */
  @Column('text', { name: 'stated_by', nullable: true })
  by: string | null;

  @Column('text')
  at: string;
}
