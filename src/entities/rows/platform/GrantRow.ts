import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CompiledGrant, GranteeKind } from '../../../compiler/artifact.js';

/** Who may do what in a namespace. */
@Entity('grants')
export class GrantRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('integer', { name: 'namespace_id' })
  namespaceId: number;

  @Column('text')
  grantee: string;

  @Column('text', { name: 'grantee_kind' })
  granteeKind: GranteeKind;

  @Column('text')
  access: CompiledGrant['access'];
}
