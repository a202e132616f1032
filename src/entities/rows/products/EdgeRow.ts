import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ColumnDerivation, CompiledEdge, LineageKind } from '../../../compiler/artifact.js';

/** An edge of the lineage graph, at the level it is read at; `productId` is the product whose publication wrote it. */
@Entity('lineage_edges')
export class EdgeRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  level: CompiledEdge['level'];

  @Column('text', { name: 'from_fqn' })
  fromFqn: string;

  @Column('text', { name: 'from_kind' })
  fromKind: LineageKind;

  @Column('text', { name: 'to_fqn' })
  toFqn: string;

  @Column('text', { name: 'to_kind' })
  toKind: LineageKind;

  /** Of an edge between columns; else null. */
  @Column('text', { nullable: true })
  how: ColumnDerivation | null;

  @Column('integer', { name: 'product_id' })
  productId: number;

  /** The tool that saw it (`openlineage`, `dbt`); null: its product was compiled to it. */
  @Column('text', { name: 'observed_by', nullable: true })
  observedBy: string | null;
}
