import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AnnouncedPort } from '../../../compiler/contracts/announced.js';
import type { SourceFile } from '../../../compiler/source.js';
import { JsonColumn } from '../columns/jsonColumn.js';

export type AnnouncementStatus = 'announced' | 'published' | 'withdrawn';

/** A version of a product that is to come, with the date from which it may take effect (decision 17). */
@Entity('announcements')
export class AnnouncementRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'product_id' })
  productId: number;

  @Column('text')
  version: string;

  @Column('text')
  status: AnnouncementStatus;

  @Column('text')
  digest: string;

  @Column('text')
  source: string;

  @Column('text')
  file: string;

  @JsonColumn()
  files: SourceFile[];

  @Column('text', { name: 'dbt_manifest', nullable: true })
  dbtManifest: string | null;

  @Column('text', { name: 'announced_at' })
  announcedAt: string;

  @Column('text', { name: 'effective_at' })
  effectiveAt: string;

  @Column('text', { name: 'announced_by', nullable: true })
  announcedBy: string | null;

  /** Why it was withdrawn. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** What it makes of the ports that it changes; null: announced before that was kept. */
  @JsonColumn({ nullable: true })
  ports: AnnouncedPort[] | null;

  /** When it was published or withdrawn; null: it is to come. */
  @Column('text', { name: 'ended_at', nullable: true })
  endedAt: string | null;
}
