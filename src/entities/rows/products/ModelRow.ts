import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CompiledColumn } from '../../../compiler/artifact.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** A dbt model of a product's standing version. */
@Entity('models')
export class ModelRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  fqn: string;

  @Column('integer', { name: 'product_id' })
  productId: number;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  layer: string | null;

  @Column('text', { nullable: true })
  description: string | null;

  @JsonColumn()
  columns: CompiledColumn[];

  @JsonColumn()
  tests: string[];

  @Column('double precision')
  coverage: number;

  @Column('text', { name: 'table_path', nullable: true })
  tablePath: string | null;
}
