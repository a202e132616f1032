import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CompiledLayer, CompiledOwner, CompiledService, ModelingPattern } from '../../../compiler/artifact.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** A domain as it stands: registered by the enterprise, governed by its own manifest once one is published. */
@Entity('domains')
export class DomainRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  name: string;

  @Column('text')
  namespace: string;

  @Column('integer')
  ordinal: number;

  @JsonColumn()
  owners: CompiledOwner[];

  @Column('integer', { name: 'enterprise_id', nullable: true })
  enterpriseId: number | null;

  @Column('integer', { name: 'manifest_id', nullable: true })
  manifestId: number | null;

  @Column('text', { nullable: true })
  pattern: ModelingPattern | null;

  @JsonColumn()
  layers: CompiledLayer[];

  @JsonColumn()
  services: CompiledService[];
}
