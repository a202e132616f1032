import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { JudgedChange } from '../../../compiler/contracts/judge.js';
import { JsonColumn } from '../columns/jsonColumn.js';

export type AnnouncementResponse = 'accepted' | 'migrating' | 'blocked';

/** A contract that an announced version breaks, and what its consumer says to that: as it was for a time. */
@Entity('announced_contracts')
export class AnnouncedContractRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'announcement_id' })
  announcementId: number;

  @Column('integer', { name: 'contract_id' })
  contractId: number;

  /** The changes that break it. */
  @JsonColumn()
  changes: JudgedChange[];

  @Column('text', { nullable: true })
  notice: string | null;

  @Column('text', { nullable: true })
  response: AnnouncementResponse | null;

  @Column('text', { name: 'responded_at', nullable: true })
  respondedAt: string | null;

  @Column('text', { name: 'responded_by', nullable: true })
  respondedBy: string | null;

  @Column('text', { nullable: true })
  note: string | null;

  /** From when on this held; it was told then, or answered. */
  @Column('text', { nullable: true })
  since: string;

  /** When another row took its place, or the contract came out of the notice; null: it holds. */
  @Column('text', { name: 'ended_at', nullable: true })
  endedAt: string | null;
}
