import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  CompatibilityMode,
  CompiledColumn,
  CompiledKept,
  CompiledLifecycle,
  CompiledSla,
} from '../../../compiler/artifact.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** The agreement of one output port with one consuming product, in its standing version (decision 15). */
@Entity('contracts')
export class ContractRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  name: string;

  @Column('integer', { name: 'provider_port_id' })
  providerPortId: number;

  @Column('integer', { name: 'consumer_product_id' })
  consumerProductId: number;

  @Column('text')
  status: string;

  @Column('text')
  version: string;

  @JsonColumn()
  columns: CompiledColumn[];

  @JsonColumn({ nullable: true })
  sla: CompiledSla | null;

  @Column('text')
  compatibility: CompatibilityMode;

  @Column('text', { name: 'breaking_change_notice', nullable: true })
  breakingChangeNotice: string | null;

  @Column('text', { name: 'table_name' })
  tableName: string;

  /** Why it is broken; null while it is not. */
  @Column('text', { name: 'broken_reason', nullable: true })
  brokenReason: string | null;

  @Column('text', { name: 'established_at' })
  establishedAt: string;

  @Column('text', { name: 'updated_at' })
  updatedAt: string;

  /** null: it is simply in use. */
  @JsonColumn({ nullable: true })
  lifecycle: CompiledLifecycle | null;

  /** What was kept beside the port in this version; null: nobody wrote it down (before 0008). */
  @JsonColumn({ nullable: true })
  kept: CompiledKept | null;
}
