import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CompiledLifecycle, CompiledProduct, ModelingPattern } from '../../../compiler/artifact.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** A data product in its standing version. */
@Entity('products')
export class ProductRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  fqn: string;

  @Column('text')
  name: string;

  @Column('integer', { name: 'domain_id' })
  domainId: number;

  @Column('text')
  version: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('text', { name: 'owner_team', nullable: true })
  ownerTeam: string | null;

  @Column('text', { name: 'owner_email', nullable: true })
  ownerEmail: string | null;

  @Column('text', { name: 'owner_slack', nullable: true })
  ownerSlack: string | null;

  @Column('text')
  source: string;

  @Column('text')
  file: string;

  @Column('text')
  digest: string;

  /** The oci:// ref that this version was pushed to, and what its tag led to then. */
  @Column('text', { nullable: true })
  ref: string | null;

  @Column('text', { name: 'artifact_digest', nullable: true })
  artifactDigest: string | null;

  @Column('text')
  pattern: ModelingPattern;

  @JsonColumn({ nullable: true })
  schedule: CompiledProduct['schedule'] | null;

  @Column('double precision', { nullable: true })
  coverage: number | null;

  @Column('text', { name: 'catalog_key' })
  catalogKey: string;

  @Column('integer', { name: 'consumer_count' })
  consumerCount: number;

  @Column('text', { name: 'first_published_at' })
  firstPublishedAt: string;

  @Column('text', { name: 'published_at' })
  publishedAt: string;

  @Column('text', { name: 'published_by', nullable: true })
  publishedBy: string | null;

  @Column('text', { name: 'retired_at', nullable: true })
  retiredAt: string | null;

  @Column('text', { name: 'retired_reason', nullable: true })
  retiredReason: string | null;

  @Column('integer', { name: 'compilation_id' })
  compilationId: number;

  /** null: it is simply in use. */
  @JsonColumn({ nullable: true })
  lifecycle: CompiledLifecycle | null;

  @JsonColumn()
  tags: string[];
}
