import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A term that the highest version of a manifest explains in its glossary. */
@Entity('terms')
export class TermRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  name: string;

  @Column('text')
  definition: string;

  @Column('text', { name: 'owner_team', nullable: true })
  ownerTeam: string | null;

  @Column('text', { name: 'owner_email', nullable: true })
  ownerEmail: string | null;

  @Column('text', { name: 'owner_slack', nullable: true })
  ownerSlack: string | null;

  @Column('integer', { name: 'manifest_id' })
  manifestId: number;
}
