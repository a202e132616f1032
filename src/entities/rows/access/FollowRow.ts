import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type FollowedKind = 'domain' | 'product' | 'port';

/** That somebody follows a domain, a product or an output port. */
@Entity('follows')
export class FollowRow {
  @PrimaryGeneratedColumn()
  id: number;

  /** The name of the principal. */
  @Column('text')
  follower: string;

  @Column('text')
  kind: FollowedKind;

  /** Of a domain its name. */
  @Column('text')
  fqn: string;

  @Column('text')
  since: string;

  @Column('text')
  notify: 'none' | 'webhook';

  /** The number of the last event before the last visit. */
  @Column('integer', { name: 'last_seen' })
  lastSeen: number;
}
