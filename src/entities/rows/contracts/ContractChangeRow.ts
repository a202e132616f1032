import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn } from '../columns/jsonColumn.js';

export type ChangeSeverity = 'breaking' | 'risky' | 'compatible' | 'info';

/** One entry of the change feed, with what its filters ask for written out; immutable. */
@Entity('contract_changes')
export class ContractChangeRow {
  @PrimaryColumn('integer')
  seq: number;

  @Column('text')
  at: string;

  @Column('text')
  kind: string;

  @Column('text')
  severity: ChangeSeverity;

  @Column('integer', { name: 'contract_id' })
  contractId: number;

  @Column('integer', { name: 'port_id', nullable: true })
  portId: number | null;

  @Column('text')
  path: string;

  @JsonColumn({ nullable: true })
  before: unknown;

  @JsonColumn({ nullable: true })
  after: unknown;

  @Column('text')
  message: string;

  @Column('text', { name: 'effective_at', nullable: true })
  effectiveAt: string | null;

  @Column('text', { nullable: true })
  actor: string | null;

  @Column('text', { name: 'contract_name' })
  contractName: string;

  @Column('text', { name: 'provider_domain' })
  providerDomain: string;

  @Column('text', { name: 'provider_product' })
  providerProduct: string;

  @Column('text', { name: 'provider_port' })
  providerPort: string;

  @Column('text', { name: 'consumer_domain' })
  consumerDomain: string;

  @Column('text', { name: 'consumer_product' })
  consumerProduct: string;
}
