import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  CompatibilityMode,
  CompiledColumn,
  CompiledKept,
  CompiledLifecycle,
  CompiledSla,
} from '../../../compiler/artifact.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** A version of a contract; immutable, kept for ever. */
@Entity('contract_versions')
export class ContractVersionRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'contract_id' })
  contractId: number;

  @Column('text')
  version: string;

  @Column('text', { name: 'version_key' })
  versionKey: string;

  @Column('text')
  at: string;

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

  /** null: it is simply in use. */
  @JsonColumn({ nullable: true })
  lifecycle: CompiledLifecycle | null;

  /** What was kept beside the port in this version; null: nobody wrote it down (before 0008). */
  @JsonColumn({ nullable: true })
  kept: CompiledKept | null;
}
