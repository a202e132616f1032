import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CompiledProduct } from '../../../compiler/artifact.js';
import type { SourceFile } from '../../../compiler/source.js';
import { JsonColumn } from '../columns/jsonColumn.js';

/** A published version of a product with all it was made of; kept for ever. */
@Entity('product_versions')
export class ProductVersionRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'product_id' })
  productId: number;

  @Column('text')
  version: string;

  @Column('text', { name: 'version_key' })
  versionKey: string;

  @Column('text')
  source: string;

  @Column('text')
  file: string;

  @JsonColumn()
  files: SourceFile[];

  @Column('text', { name: 'dbt_manifest', nullable: true })
  dbtManifest: string | null;

  @Column('text')
  digest: string;

  /** The oci:// ref that this version was pushed to, and what its tag led to then. */
  @Column('text', { nullable: true })
  ref: string | null;

  @Column('text', { name: 'artifact_digest', nullable: true })
  artifactDigest: string | null;

  @JsonColumn()
  compiled: CompiledProduct;

  @Column('integer', { name: 'compilation_id' })
  compilationId: number;

  @Column('text', { name: 'published_at' })
  publishedAt: string;

  @Column('text', { name: 'published_by', nullable: true })
  publishedBy: string | null;

  /** Why it was published before its notice had ended; null where it was not. */
  @Column('text', { name: 'forced_reason', nullable: true })
  forcedReason: string | null;
}
