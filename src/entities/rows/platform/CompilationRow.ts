import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CompiledManifest, CompiledProduct } from '../../../compiler/artifact.js';
import type { Diagnostic } from '../../../compiler/diagnostic.js';
import type { Stage } from '../../../compiler/result.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** A recorded compilation, failed or not. */
@Entity('compilations')
export class CompilationRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  subject: string;

  @Column('text', { name: 'subject_kind' })
  subjectKind: 'product' | 'manifest';

  @Column('text')
  status: 'succeeded' | 'failed';

  @JsonColumn()
  stages: Stage[];

  @JsonColumn()
  diagnostics: Diagnostic[];

  @Column('text', { nullable: true })
  closing: string | null;

  @JsonColumn({ nullable: true })
  artifacts: CompiledProduct | CompiledManifest | null;

  @JsonColumn({ name: 'contract_names' })
  contractNames: string[];

  @Column('double precision', { name: 'duration_ms' })
  durationMs: number;

  @Column('text')
  environment: string;

  @Column('text')
  at: string;
}
