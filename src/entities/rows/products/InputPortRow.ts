import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ColumnsOrigin, CompiledInputSource } from '../../../compiler/artifact.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** What a product consumes. `config` is the ingestion's, or the policy that a data-product port's contract is made under. */
@Entity('input_ports')
export class InputPortRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  fqn: string;

  @Column('integer', { name: 'product_id' })
  productId: number;

  @Column('text')
  name: string;

  @Column('integer')
  ordinal: number;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text', { name: 'source_kind' })
  sourceKind: CompiledInputSource['kind'];

  @Column('text', { name: 'source_type', nullable: true })
  sourceType: string | null;

  @Column('text', { name: 'source_name', nullable: true })
  sourceName: string | null;

  @JsonColumn({ nullable: true })
  config: object | null;

  @Column('text', { nullable: true })
  ref: string | null;

  /** The columns of the provider's port that the product uses; null where that is not known: then all. */
  @JsonColumn({ nullable: true })
  columns: string[] | null;

  /** null where `columns` is. */
  @Column('text', { name: 'columns_origin', nullable: true })
  columnsOrigin: ColumnsOrigin | null;

  @Column('integer', { name: 'provider_port_id', nullable: true })
  providerPortId: number | null;

  @Column('text', { name: 'freshness_requirement', nullable: true })
  freshnessRequirement: string | null;
}
