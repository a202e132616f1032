import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { JsonColumn } from '../columns/jsonColumn.js';

/** A token that a machine comes in with; of its secret no more than the hash is kept. */
@Entity('api_tokens')
export class ApiTokenRow {
  @PrimaryGeneratedColumn()
  id: number;

  /** What the token begins with: by it the row is found. */
  @Column('text', { name: 'public_id' })
  publicId: string;

  /** SHA-256 of the secret, hexadecimal. */
  @Column('text', { name: 'secret_hash' })
  secretHash: string;

  /** Unique among those that are not revoked. */
  @Column('text')
  name: string;

  @JsonColumn()
  scopes: string[];

  @JsonColumn()
  domains: string[];

  @Column('text', { name: 'created_at' })
  createdAt: string;

  @Column('text', { name: 'created_by', nullable: true })
  createdBy: string | null;

  /** null: never. */
  @Column('text', { name: 'expires_at', nullable: true })
  expiresAt: string | null;

  /** To the minute. */
  @Column('text', { name: 'last_used_at', nullable: true })
  lastUsedAt: string | null;

  @Column('text', { name: 'revoked_at', nullable: true })
  revokedAt: string | null;

  @Column('text', { name: 'revoked_by', nullable: true })
  revokedBy: string | null;
}
