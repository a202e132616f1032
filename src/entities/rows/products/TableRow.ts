import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A table of the catalog tree, with the output port and the model that stand for it. */
@Entity('catalog_tables')
export class TableRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  path: string;

  @Column('text')
  name: string;

  @Column('integer', { name: 'namespace_id' })
  namespaceId: number;

  @Column('integer', { name: 'port_id', nullable: true })
  portId: number | null;

  @Column('integer', { name: 'model_id', nullable: true })
  modelId: number | null;
}
