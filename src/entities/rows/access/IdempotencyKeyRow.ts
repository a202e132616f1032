import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { JsonColumn } from '../columns/jsonColumn.js';

/** That somebody's request was carried out under a key, and what was answered. Written in the transaction of what it did. */
@Entity('idempotency_keys')
export class IdempotencyKeyRow {
  @PrimaryGeneratedColumn()
  id: number;

  /** Whose key it is: kind and name. */
  @Column('text')
  principal: string;

  /** The mutation. */
  @Column('text')
  verb: string;

  @Column('text')
  key: string;

  /** Of the input. */
  @Column('text')
  digest: string;

  @Column('text', { name: 'created_at' })
  createdAt: string;

  /** By ids; null only while it is carried out. */
  @JsonColumn({ nullable: true })
  answer: unknown;
}
