import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CompiledManifest } from '../../../compiler/artifact.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** A published version of a manifest (ADR-0021, Three-Tier Configuration Hierarchy); kept for ever. */
@Entity('manifests')
export class ManifestRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  name: string;

  @Column('text')
  version: string;

  @Column('text', { name: 'version_key' })
  versionKey: string;

  @Column('text')
  scope: CompiledManifest['scope'];

  @Column('integer', { name: 'parent_id', nullable: true })
  parentId: number | null;

  @Column('text', { name: 'domain_name', nullable: true })
  domainName: string | null;

  @Column('text')
  source: string;

  @Column('text')
  file: string;

  @Column('text', { nullable: true })
  ref: string | null;

  @Column('text')
  digest: string;

  /** Of the artifact that its ref led to when it was pushed there. */
  @Column('text', { name: 'artifact_digest', nullable: true })
  artifactDigest: string | null;

  @JsonColumn()
  compiled: CompiledManifest;

  @Column('text', { name: 'published_at' })
  publishedAt: string;

  @Column('text', { name: 'published_by', nullable: true })
  publishedBy: string | null;
}
