import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  CompiledAccess,
  CompiledColumn,
  CompiledKept,
  CompiledLifecycle,
  CompiledSla,
} from '../../../compiler/artifact.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** What a product exposes. A port that its product dropped stays, with `removedAt`, for contracts refer to it. */
@Entity('output_ports')
export class OutputPortRow {
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

  @Column('text', { name: 'table_name' })
  tableName: string;

  @Column('integer', { name: 'namespace_id', nullable: true })
  namespaceId: number | null;

  @JsonColumn()
  columns: CompiledColumn[];

  @JsonColumn({ nullable: true })
  sla: CompiledSla | null;

  @JsonColumn()
  access: CompiledAccess;

  @Column('text', { name: 'removed_at', nullable: true })
  removedAt: string | null;

  /** null: it is simply in use. */
  @JsonColumn({ nullable: true })
  lifecycle: CompiledLifecycle | null;

  /** null: it was read from no document. */
  @JsonColumn({ nullable: true })
  kept: CompiledKept | null;

  @JsonColumn()
  tags: string[];

  /** The names of the terms that the port itself names. */
  @JsonColumn()
  terms: string[];
}
