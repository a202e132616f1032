import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { JsonColumn } from '../columns/jsonColumn.js';

export type WebhookFormat = 'cloudevents' | 'slack';

/** An address that events are sent to (docs/webhooks.md). */
@Entity('webhooks')
export class WebhookRow {
  @PrimaryGeneratedColumn()
  id: number;

  @Column('text')
  url: string;

  /** The kinds of events; null: all. */
  @JsonColumn({ nullable: true })
  events: string[] | null;

  /** As the change feed is filtered; null: not at all. */
  @JsonColumn({ nullable: true })
  filter: object | null;

  @Column('text')
  format: WebhookFormat;

  /** 1 or 0. */
  @Column('integer')
  enabled: number;

  /** Why it is not enabled, where it was not its maker who said so. */
  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason: string | null;

  @Column('text', { name: 'created_at' })
  createdAt: string;

  @Column('text', { name: 'created_by', nullable: true })
  createdBy: string | null;

  /** Who made it, as it was then: what he may see is what is sent. */
  @JsonColumn()
  principal: object;

  /** What requests are signed with, sealed (src/actions/webhooks/seal.ts). */
  @Column('text')
  secret: string;

  /** The one before, with which requests are signed besides until then. */
  @Column('text', { name: 'previous_secret', nullable: true })
  previousSecret: string | null;

  @Column('text', { name: 'previous_until', nullable: true })
  previousUntil: string | null;

  /** The number up to which the event log was looked through for it. */
  @Column('integer')
  position: number;
}
