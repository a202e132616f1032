import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { GranteeKind } from '../../../compiler/artifact.js';

export type AccessRequestStatus = 'open' | 'granted' | 'denied' | 'withdrawn';

/** That somebody asked for access to a port, and what became of it. */
@Entity('access_requests')
export class AccessRequestRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'port_id' })
  portId: number;

  /** For whom: the name of a domain or a role, the fqn of a product. Of those that are open, one for a port and grantee. */
  @Column('text')
  grantee: string;

  @Column('text', { name: 'grantee_kind' })
  granteeKind: GranteeKind;

  @Column('text')
  purpose: string;

  @Column('text')
  status: AccessRequestStatus;

  @Column('text')
  at: string;

  /** null: nobody is asked who he is. */
  @Column('text', { name: 'asked_by', nullable: true })
  askedBy: string | null;

  @Column('text', { name: 'decided_at', nullable: true })
  decidedAt: string | null;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy: string | null;

  /** Of a denial, the reason. */
  @Column('text', { nullable: true })
  note: string | null;

  /** The grant as a change of data-product.yaml; null where it was not granted, or the port granted it already. */
  @Column('text', { nullable: true })
  patch: string | null;

  /** The same as Markdown, for a pull request. */
  @Column('text', { name: 'pull_request', nullable: true })
  pullRequest: string | null;
}
